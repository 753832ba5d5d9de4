//! Settings, for tests.

use domain::api::{
    CentreSetting, CompanySettings, LedgerAccountSetting, ProductSetting, ProductValue,
    SettingsReply,
};
use domain::company_settings::Holiday;
use domain::journal::chart::CHART;
use domain::money::{AllocationOrder, Money};
use domain::payments::Channel;
use domain::repossession::ProductCondition;

pub(super) fn reply() -> SettingsReply {
    let centre = |id, name: &str| CentreSetting { id: Some(id), name: name.to_owned() };
    let product = |id, name: &str, values: &[(ProductCondition, i64)]| ProductSetting {
        id: Some(id),
        name: name.to_owned(),
        values: values
            .iter()
            .map(|(condition, minor)| ProductValue {
                condition: *condition,
                value: Money::from_minor(*minor),
            })
            .collect(),
    };
    let settings = CompanySettings {
        name: "Sunrise Energy Kenya".to_owned(),
        code: "KE".to_owned(),
        currency: "KES".to_owned(),
        time_zone: "Africa/Nairobi".to_owned(),
        default_after_days: 30,
        early_write_off_days: 90,
        late_days_forgiven: false,
        daily_run_hour: 2,
        allocation_order: AllocationOrder::DEFAULT,
        channels: vec![Channel::MobileMoney, Channel::Cash],
        centres: vec![centre(1, "Kisumu"), centre(2, "Nakuru")],
        products: vec![
            product(
                3,
                "Lamp",
                &[(ProductCondition::AsNew, 90_000), (ProductCondition::Damaged, 1_000)],
            ),
            product(4, "System", &[]),
        ],
        chart: CHART
            .map(|(role, code, name)| LedgerAccountSetting {
                role,
                code: code.to_owned(),
                name: name.to_owned(),
            })
            .to_vec(),
        holidays: vec![Holiday {
            day: "2026-12-25".parse().unwrap(),
            name: "Christmas".to_owned(),
        }],
    };
    SettingsReply {
        version: 3,
        changed_at: Some("2026-11-20T09:00:00.000Z".to_owned()),
        changed_by: Some("A. Wanjiku".to_owned()),
        settings,
        has_journal: false,
    }
}

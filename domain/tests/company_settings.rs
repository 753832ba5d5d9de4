//! The company's settings: what is refused, and what is different.

use domain::Date;
use domain::api::{
    CentreSetting, CompanySettings, LedgerAccountSetting, ProductSetting, ProductValue,
};
use domain::company_settings::{HOLIDAYS_MAX, Holiday, Standing, Taken, changes, check};
use domain::form::{Fault, FieldFault};
use domain::journal::LedgerAccount;
use domain::journal::chart::CHART;
use domain::money::{AllocationOrder, Money};
use domain::payments::Channel;
use domain::repossession::ProductCondition;
use serde_json::json;

fn centre(id: Option<i64>, name: &str) -> CentreSetting {
    CentreSetting { id, name: name.to_owned() }
}

fn product(id: Option<i64>, name: &str, values: &[(ProductCondition, i64)]) -> ProductSetting {
    let value = |(condition, minor): &(ProductCondition, i64)| ProductValue {
        condition: *condition,
        value: Money::from_minor(*minor),
    };
    ProductSetting { id, name: name.to_owned(), values: values.iter().map(value).collect() }
}

/// A holiday in December.
fn holiday(day: i8, name: &str) -> Holiday {
    Holiday { day: Date::constant(2026, 12, day), name: name.to_owned() }
}

fn settings() -> CompanySettings {
    CompanySettings {
        name: "Sunrise".to_owned(),
        code: "KE".to_owned(),
        currency: "KES".to_owned(),
        time_zone: "Africa/Nairobi".to_owned(),
        default_after_days: 30,
        early_write_off_days: 90,
        late_days_forgiven: false,
        daily_run_hour: 2,
        allocation_order: AllocationOrder::DEFAULT,
        channels: Channel::ALL.to_vec(),
        centres: vec![centre(Some(1), "Kisumu"), centre(Some(2), "Nakuru")],
        products: vec![
            product(Some(3), "Lamp", &[(ProductCondition::Used, 500)]),
            product(Some(4), "System", &[]),
        ],
        chart: CHART
            .map(|(role, code, name)| LedgerAccountSetting {
                role,
                code: code.to_owned(),
                name: name.to_owned(),
            })
            .to_vec(),
        holidays: vec![holiday(12, "Jamhuri Day"), holiday(25, "Christmas")],
    }
}

/// What is wrong with the settings after a change.
fn wrong(change: impl FnOnce(&mut CompanySettings)) -> Vec<(String, Fault)> {
    wrong_of(false, change)
}

fn wrong_of(has_journal: bool, change: impl FnOnce(&mut CompanySettings)) -> Vec<(String, Fault)> {
    let before = settings();
    let mut wanted = settings();
    change(&mut wanted);
    let faults = check(&wanted, Standing::shown(&before, has_journal)).err().unwrap_or_default();
    faults.into_iter().map(|FieldFault { place, fault }| (place, fault)).collect()
}

fn assert_wrong(change: impl FnOnce(&mut CompanySettings), place: &str, fault: Fault) {
    assert_eq!(wrong(change), [(place.to_owned(), fault)]);
}

#[test]
fn what_may_be_set_up() {
    assert_eq!(wrong(|_| ()), []);
    assert_eq!(wrong_of(true, |_| ()), []);
    let much = |settings: &mut CompanySettings| {
        settings.name = "S".repeat(100);
        settings.code = "ABCDEFGH12345678".to_owned();
        settings.currency = "XOF".to_owned();
        settings.time_zone = "Africa/Dakar".to_owned();
        settings.default_after_days = 36_500;
        settings.early_write_off_days = 0;
        settings.daily_run_hour = 23;
        settings.channels = vec![Channel::Cash];
        settings.centres[0].name = "Kisumu Ndogo".to_owned();
        settings.centres.push(centre(None, "Thiès"));
        settings.products.push(product(None, "Lamp+", &[(ProductCondition::AsNew, 0)]));
        settings.chart[0].code = "1111".to_owned();
    };
    assert_eq!(wrong(much), []);
}

#[test]
fn the_company_itself_is_checked() {
    assert_wrong(|one| one.name = " ".to_owned(), "/name", Fault::Missing);
    assert_wrong(|one| one.name = "é".repeat(101), "/name", Fault::TooLong { most: 100 });
    for code in ["", "K E", "Ké", "12345678901234567"] {
        assert_wrong(|one| one.code = code.to_owned(), "/code", Fault::NotACompanyCode);
    }
    assert_wrong(|one| one.currency = "XYZ".to_owned(), "/currency", Fault::UnknownCurrency);
    let change = |one: &mut CompanySettings| {
        one.currency = "UGX".to_owned();
        one.time_zone = "Africa/Kampala".to_owned();
    };
    let fixed = |place: &str| (place.to_owned(), Fault::FixedByJournal);
    assert_eq!(wrong(change), []);
    assert_eq!(wrong_of(true, change), [fixed("/currency"), fixed("/time_zone")]);
    let days = |least| Fault::NotWithin { least, most: 36_500 };
    assert_wrong(|one| one.default_after_days = 0, "/default_after_days", days(1));
    assert_wrong(|one| one.early_write_off_days = 36_501, "/early_write_off_days", days(0));
    let hour = Fault::NotWithin { least: 0, most: 23 };
    assert_wrong(|one| one.daily_run_hour = 24, "/daily_run_hour", hour);
    assert_wrong(|one| one.channels.clear(), "/channels", Fault::NoChannel);
    assert_wrong(|one| one.channels.push(Channel::Bank), "/channels/3", Fault::StandsTwice);
}

#[test]
fn what_only_the_server_knows_is_refused_at_its_field() {
    let before = settings();
    let standing = Standing {
        known_time_zone: false,
        taken: Taken { name: true, code: true },
        ..Standing::shown(&before, false)
    };
    let faults = check(&settings(), standing).unwrap_err();
    let found: Vec<_> = faults.iter().map(|one| (one.place.as_str(), one.fault)).collect();
    let expected =
        [("/name", Fault::Taken), ("/code", Fault::Taken), ("/time_zone", Fault::UnknownTimeZone)];
    assert_eq!(found, expected);
}

#[test]
fn a_day_is_a_holiday_once_and_has_a_name() {
    let again = |one: &mut CompanySettings| one.holidays.push(holiday(12, "Again"));
    assert_wrong(again, "/holidays/2/day", Fault::StandsTwice);
    assert_wrong(|one| one.holidays[1].name = " ".to_owned(), "/holidays/1/name", Fault::Missing);
    let long = Fault::TooLong { most: 100 };
    assert_wrong(|one| one.holidays[0].name = "é".repeat(101), "/holidays/0/name", long);
    let days = |many| {
        move |one: &mut CompanySettings| {
            let first = one.holidays[0].clone();
            let days = first.day.series(jiff::ToSpan::day(1)).take(many);
            one.holidays = days.map(|day| Holiday { day, ..first.clone() }).collect();
        }
    };
    assert_eq!(wrong(days(HOLIDAYS_MAX)), []);
    let most = Fault::NotSoMany { most: HOLIDAYS_MAX };
    assert_wrong(days(HOLIDAYS_MAX + 1), "/holidays", most);
    assert_eq!(wrong(|one| one.holidays.clear()), []);
}

#[test]
fn centres_and_products_keep_their_names_apart_and_stay() {
    let taken = Fault::Taken;
    assert_wrong(|one| one.centres.push(centre(None, " KISÚMU ")), "/centres/2/name", taken);
    assert_wrong(|one| one.products[1].name = "lamp".to_owned(), "/products/1/name", taken);
    // The one that changed is wrong, wherever it stands.
    assert_wrong(|one| one.centres[0].name = "nakuru".to_owned(), "/centres/0/name", taken);
    assert_wrong(|one| one.centres[0].name = String::new(), "/centres/0/name", Fault::Missing);
    let long = Fault::TooLong { most: 100 };
    assert_wrong(|one| one.products[0].name = "x".repeat(101), "/products/0/name", long);
    let exchanged = |one: &mut CompanySettings| {
        one.centres[0].name = "Nakuru".to_owned();
        one.centres[1].name = "Kisumu".to_owned();
        one.products[0].name = "System".to_owned();
        one.products[1].name = "Radio".to_owned();
        one.products.push(product(None, "Lamp", &[]));
    };
    assert_eq!(wrong(exchanged), []);
    assert_wrong(|one| drop(one.centres.remove(0)), "/centres", Fault::NotRemovable);
    assert_wrong(|one| drop(one.products.remove(1)), "/products", Fault::NotRemovable);
    let foreign = |one: &mut CompanySettings| one.centres.push(centre(Some(9), "Thika"));
    assert_wrong(foreign, "/centres/2/id", Fault::NotOfTheCompany);
    let again = |one: &mut CompanySettings| one.centres.push(centre(Some(1), "Thika"));
    assert_wrong(again, "/centres/2/id", Fault::StandsTwice);
    let many = |one: &mut CompanySettings| {
        one.centres.extend((0..2_000).map(|number| centre(None, &format!("Shop {number}"))));
    };
    assert_wrong(many, "/centres", Fault::NotSoMany { most: 2_000 });
}

#[test]
fn values_and_the_chart_are_checked() {
    use ProductCondition::{AsNew, NothingRecovered, Used};
    let values = |values: &'static [(ProductCondition, i64)]| {
        move |one: &mut CompanySettings| one.products[0] = product(Some(3), "Lamp", values)
    };
    let place = "/products/0/values/0/value";
    assert_wrong(values(&[(Used, -1)]), place, Fault::NotAnAmount);
    assert_wrong(values(&[(Used, 1_000_000_000_000_001)]), place, Fault::AmountTooLarge);
    let condition = "/products/0/values/0/condition";
    assert_wrong(values(&[(NothingRecovered, 1)]), condition, Fault::UnknownCondition);
    let twice = "/products/0/values/1/condition";
    assert_wrong(values(&[(AsNew, 1), (AsNew, 2)]), twice, Fault::StandsTwice);
    assert_wrong(|one| one.chart[0].code = String::new(), "/chart/0/code", Fault::Missing);
    let long = Fault::TooLong { most: 32 };
    assert_wrong(|one| one.chart[0].code = "1".repeat(33), "/chart/0/code", long);
    assert_wrong(|one| one.chart[0].name = String::new(), "/chart/0/name", Fault::Missing);
    let taken = |one: &mut CompanySettings| one.chart[1].code = "1110".to_owned();
    assert_wrong(taken, "/chart/1/code", Fault::Taken);
    let exchanged = |one: &mut CompanySettings| {
        one.chart[0].code = "1120".to_owned();
        one.chart[1].code = "1110".to_owned();
    };
    assert_eq!(wrong(exchanged), []);
    assert_wrong(|one| drop(one.chart.pop()), "/chart", Fault::NotRemovable);
    let mut again = settings().chart.remove(0);
    again.code = "9999".to_owned();
    assert_wrong(|one| one.chart.push(again), "/chart/11/role", Fault::StandsTwice);
}

#[test]
fn every_value_that_is_different_is_told_and_nothing_else() {
    let before = settings();
    assert_eq!(changes(&before, &before), []);
    let mut after = settings();
    after.default_after_days = 45;
    after.channels = vec![Channel::Cash, Channel::MobileMoney];
    after.centres[1].name = "Eldoret".to_owned();
    after.centres.push(centre(Some(7), "Thika"));
    after.products[0] = product(Some(3), "Lamp", &[(ProductCondition::AsNew, 900)]);
    let chart = after.chart.iter_mut().find(|one| one.role == LedgerAccount::Receivables);
    "411".clone_into(&mut chart.unwrap().code);
    after.holidays[0].name = "Independence Day".to_owned();
    after.holidays[1] = holiday(26, "Boxing Day");
    let found: Vec<_> = changes(&before, &after)
        .into_iter()
        .map(|one| json!([one.what, one.before, one.after]))
        .collect();
    let expected = [
        json!(["centres/2/name", "Nakuru", "Eldoret"]),
        json!(["centres/7/name", null, "Thika"]),
        json!(["channels", ["mobile_money", "cash", "bank"], ["mobile_money", "cash"]]),
        json!(["chart/receivables/code", "1200", "411"]),
        json!(["default_after_days", 30, 45]),
        json!(["holidays/2026-12-12", "Jamhuri Day", "Independence Day"]),
        json!(["holidays/2026-12-25", "Christmas", null]),
        json!(["holidays/2026-12-26", null, "Boxing Day"]),
        json!(["products/3/values/as_new", null, 900]),
        json!(["products/3/values/used", 500, null]),
    ];
    assert_eq!(found, expected);
}

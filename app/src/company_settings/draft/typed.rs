//! What fields of the settings hold.

use domain::api::CompanySettings;
use domain::form::{iso_day, units};
use domain::journal::LedgerAccount;
use domain::money::Currency;
use domain::payments::Channel;
use domain::repossession::ProductCondition;

use super::Key;
use crate::company_settings::section::Section;

/// A fulfilment centre.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::company_settings) struct CentreDraft {
    pub key: Key,
    /// Its number; none of a new one.
    pub id: Option<i64>,
    pub name: String,
}

/// A product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::company_settings) struct ProductDraft {
    pub key: Key,
    /// Its number; none of a new one.
    pub id: Option<i64>,
    pub name: String,
    /// What one is worth in each condition, in the order in which they are offered; empty for nothing.
    pub values: [String; 4],
}

/// A role of the chart of accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::company_settings) struct LedgerDraft {
    pub role: LedgerAccount,
    pub code: String,
    pub name: String,
}

/// A day on which nobody works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::company_settings) struct HolidayDraft {
    pub key: Key,
    pub day: String,
    pub name: String,
}

/// Everything that can be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::company_settings) struct Typed {
    pub name: String,
    pub code: String,
    pub currency: String,
    pub time_zone: String,
    pub default_after_days: String,
    pub early_write_off_days: String,
    pub late_days_forgiven: bool,
    pub daily_run_hour: String,
    pub allocation_order: String,
    pub channels: Vec<Channel>,
    pub centres: Vec<CentreDraft>,
    pub products: Vec<ProductDraft>,
    pub chart: Vec<LedgerDraft>,
    pub holidays: Vec<HolidayDraft>,
}

impl Typed {
    /// The settings as fields hold them.
    pub(super) fn of(settings: &CompanySettings, currency: &Currency) -> Self {
        let mut channels = settings.channels.clone();
        channels.sort_unstable();
        // The lists share their keys, so that a key names one thing.
        let mut keys = 0..Key::MAX;
        let mut key = || keys.next().unwrap_or(Key::MAX);
        Self {
            name: settings.name.clone(),
            code: settings.code.clone(),
            currency: settings.currency.clone(),
            time_zone: settings.time_zone.clone(),
            default_after_days: settings.default_after_days.to_string(),
            early_write_off_days: settings.early_write_off_days.to_string(),
            late_days_forgiven: settings.late_days_forgiven,
            daily_run_hour: settings.daily_run_hour.to_string(),
            allocation_order: settings.allocation_order.to_string(),
            channels,
            centres: settings
                .centres
                .iter()
                .map(|one| CentreDraft { key: key(), id: one.id, name: one.name.clone() })
                .collect(),
            products: settings
                .products
                .iter()
                .map(|one| ProductDraft {
                    key: key(),
                    id: one.id,
                    name: one.name.clone(),
                    values: conditions().map(|condition| {
                        let found = one.values.iter().find(|value| value.condition == condition);
                        found.map(|value| units(value.value, currency)).unwrap_or_default()
                    }),
                })
                .collect(),
            chart: settings
                .chart
                .iter()
                .map(|one| LedgerDraft {
                    role: one.role,
                    code: one.code.clone(),
                    name: one.name.clone(),
                })
                .collect(),
            holidays: settings
                .holidays
                .iter()
                .map(|one| HolidayDraft {
                    key: key(),
                    day: iso_day(one.day),
                    name: one.name.clone(),
                })
                .collect(),
        }
    }

    /// The first key that nothing has.
    pub(super) fn next_key(&self) -> Key {
        let keys = self.centres.iter().map(|one| one.key);
        let keys = keys.chain(self.products.iter().map(|one| one.key));
        let keys = keys.chain(self.holidays.iter().map(|one| one.key));
        keys.max().map_or(0, |key| key.saturating_add(1))
    }

    /// Whether a section is different in the two.
    pub(super) fn differs(&self, section: Section, other: &Self) -> bool {
        let mut same = other.clone();
        same.take(section, self);
        same != *other
    }

    /// Takes a section of another.
    pub(super) fn take(&mut self, section: Section, from: &Self) {
        match section {
            Section::Company => {
                self.name.clone_from(&from.name);
                self.code.clone_from(&from.code);
                self.currency.clone_from(&from.currency);
                self.time_zone.clone_from(&from.time_zone);
            }
            Section::Arrears => {
                self.default_after_days.clone_from(&from.default_after_days);
                self.early_write_off_days.clone_from(&from.early_write_off_days);
                self.late_days_forgiven = from.late_days_forgiven;
                self.daily_run_hour.clone_from(&from.daily_run_hour);
            }
            Section::Payments => {
                self.allocation_order.clone_from(&from.allocation_order);
                self.channels.clone_from(&from.channels);
            }
            Section::Centres => self.centres.clone_from(&from.centres),
            Section::Products => self.products.clone_from(&from.products),
            Section::Chart => self.chart.clone_from(&from.chart),
            Section::Holidays => self.holidays.clone_from(&from.holidays),
        }
    }

    /// The text at the place of something that the server alone can refuse.
    pub(super) fn only_text(&self, place: &str) -> Option<&String> {
        match place {
            "/name" => Some(&self.name),
            "/code" => Some(&self.code),
            "/time_zone" => Some(&self.time_zone),
            _ => None,
        }
    }

    /// A centre.
    pub(in crate::company_settings) fn centre(&mut self, key: Key) -> Option<&mut CentreDraft> {
        self.centres.iter_mut().find(|one| one.key == key)
    }

    /// A product.
    pub(in crate::company_settings) fn product(&mut self, key: Key) -> Option<&mut ProductDraft> {
        self.products.iter_mut().find(|one| one.key == key)
    }

    /// A holiday.
    pub(in crate::company_settings) fn holiday(&mut self, key: Key) -> Option<&mut HolidayDraft> {
        self.holidays.iter_mut().find(|one| one.key == key)
    }

    /// A role of the chart.
    pub(in crate::company_settings) fn account(
        &mut self,
        role: LedgerAccount,
    ) -> Option<&mut LedgerDraft> {
        self.chart.iter_mut().find(|one| one.role == role)
    }
}

/// The conditions in which something is worth anything.
pub(in crate::company_settings) const fn conditions() -> [ProductCondition; 4] {
    [
        ProductCondition::AsNew,
        ProductCondition::Used,
        ProductCondition::Damaged,
        ProductCondition::Unusable,
    ]
}

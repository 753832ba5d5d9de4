//! The document that a section makes, and what is wrong with it.

use domain::api::{
    CentreSetting, CompanySettings, LedgerAccountSetting, ProductSetting, ProductValue,
};
use domain::company_settings::{
    HOUR_MAX, Holiday, Standing, THRESHOLD_DAYS_MAX, check, in_other_currency,
};
use domain::form::{self, Fault, FieldFault, amount_in_units};
use domain::money::AllocationOrder;
use domain::repossession::ProductCondition;
use domain::{Date, day};

use super::typed::{HolidayDraft, ProductDraft, conditions};
use super::{Draft, of_code};
use crate::company_settings::section::Section;
use crate::recording::WrongAt;

impl Draft {
    /// What is wrong and is to be said: everything of a section once its Save was pressed, before that
    /// only what was typed into fields that were left.
    pub(super) fn wrong_to_say(&self) -> Vec<WrongAt> {
        let sections = Section::ALL.into_iter().filter(|section| {
            let left = self.left.iter().any(|place| Section::of_place(place) == *section);
            left || self.tried.contains(section)
        });
        let mut wrong: Vec<WrongAt> = sections.flat_map(|section| self.read(section).1).collect();
        wrong.retain(|(place, _)| {
            self.tried.contains(&Section::of_place(place)) || self.left.contains(place)
        });
        let refused = self.refused.iter().filter(|((place, _), typed)| {
            self.typed.only_text(place).is_some_and(|text| text == typed)
        });
        wrong.extend(refused.map(|(wrong, _)| wrong.clone()));
        wrong
    }

    /// Save of a section was pressed: the document, or none where something is wrong.
    pub(in crate::company_settings) fn save(
        &mut self,
        section: Section,
    ) -> Option<CompanySettings> {
        self.tried.insert(section);
        let (settings, wrong) = self.read(section);
        wrong.is_empty().then_some(settings)
    }

    /// The document, in which what cannot be read stands as nothing; and everything that is wrong with
    /// the section.
    fn read(&self, section: Section) -> (CompanySettings, Vec<WrongAt>) {
        let mut unread = Vec::new();
        let settings = self.document(section, &mut unread);
        let standing = Standing::shown(&self.before, self.has_journal);
        let by_rule = check(&settings, standing).err().unwrap_or_default();
        let by_rule: Vec<WrongAt> = by_rule
            .into_iter()
            .map(|FieldFault { place, fault }| (self.with_keys(&place), fault))
            .filter(|(place, _)| {
                Section::of_place(place) == section
                    && !unread.iter().any(|(unread, _)| unread == place)
            })
            .collect();
        unread.extend(by_rule);
        (settings, unread)
    }

    fn document(&self, section: Section, unread: &mut Vec<WrongAt>) -> CompanySettings {
        let mut settings = self.before.clone();
        let typed = &self.typed;
        match section {
            Section::Company => {
                settings.name = trimmed(&typed.name);
                settings.code = trimmed(&typed.code);
                settings.currency = trimmed(&typed.currency).to_uppercase();
                settings.time_zone = trimmed(&typed.time_zone);
                let to = of_code(&settings.currency, &self.currency);
                in_other_currency(&mut settings.products, &self.currency, &to);
            }
            Section::Arrears => {
                settings.default_after_days =
                    number(unread, "/default_after_days", &typed.default_after_days, 1);
                settings.early_write_off_days =
                    number(unread, "/early_write_off_days", &typed.early_write_off_days, 0);
                settings.late_days_forgiven = typed.late_days_forgiven;
                let hour = Fault::NotWithin { least: 0, most: HOUR_MAX };
                settings.daily_run_hour =
                    typed.daily_run_hour.trim().parse().unwrap_or_else(|_| {
                        unread.push(("/daily_run_hour".to_owned(), hour));
                        0
                    });
            }
            Section::Payments => {
                settings.allocation_order =
                    AllocationOrder::parse(&typed.allocation_order).unwrap_or_default();
                settings.channels.clone_from(&typed.channels);
            }
            Section::Centres => {
                let centre = |one: &super::CentreDraft| CentreSetting {
                    id: one.id,
                    name: trimmed(&one.name),
                };
                settings.centres = typed.centres.iter().map(centre).collect();
            }
            Section::Products => {
                let products = typed.products.iter();
                settings.products = products.map(|one| self.product(one, unread)).collect();
            }
            Section::Chart => {
                let account = |one: &super::LedgerDraft| LedgerAccountSetting {
                    role: one.role,
                    code: trimmed(&one.code),
                    name: trimmed(&one.name),
                };
                settings.chart = typed.chart.iter().map(account).collect();
            }
            Section::Holidays => settings.holidays = holidays(&typed.holidays, unread),
        }
        settings
    }

    fn product(&self, one: &ProductDraft, unread: &mut Vec<WrongAt>) -> ProductSetting {
        let mut values = Vec::new();
        for (condition, text) in std::iter::zip(conditions(), &one.values) {
            match amount_in_units(text, &self.currency) {
                Ok(value) => values.push(ProductValue { condition, value }),
                Err(Fault::Missing) => {}
                Err(fault) => unread.push((value_place(one.key, condition), fault)),
            }
        }
        ProductSetting { id: one.id, name: trimmed(&one.name), values }
    }

    /// A place of the document with keys in place of its indices, and conditions in place of theirs.
    fn with_keys(&self, place: &str) -> String {
        let parts: Vec<&str> = place.split('/').skip(1).collect();
        let index = |at: usize| parts.get(at).and_then(|part| part.parse::<usize>().ok());
        let Some(at) = index(1) else { return place.to_owned() };
        let (list, field) =
            (parts.first().copied().unwrap_or_default(), parts.last().copied().unwrap_or_default());
        let named = match list {
            "centres" => self.typed.centres.get(at).map(|one| one.key.to_string()),
            "products" => self.typed.products.get(at).map(|one| one.key.to_string()),
            "holidays" => self.typed.holidays.get(at).map(|one| one.key.to_string()),
            "chart" => self.typed.chart.get(at).map(|one| one.role.code().to_owned()),
            _ => None,
        };
        let Some(named) = named else { return place.to_owned() };
        let condition = index(3).and_then(|number| {
            let product = self.typed.products.get(at)?;
            // Values that are typed, as the document lists them.
            let typed = std::iter::zip(conditions(), &product.values);
            let mut read = typed
                .filter(|(_, text)| amount_in_units(text, &self.currency).is_ok())
                .map(|(condition, _)| condition);
            read.nth(number)
        });
        match condition {
            Some(condition) => format!("/{list}/{named}/values/{}", condition.code()),
            None => format!("/{list}/{named}/{field}"),
        }
    }
}

/// The days of the document. Those that cannot be read stand as different ones, so that none stands
/// twice.
fn holidays(typed: &[HolidayDraft], unread: &mut Vec<WrongAt>) -> Vec<Holiday> {
    let mut unreadable = Date::MIN;
    let holiday = |one: &HolidayDraft| {
        unreadable = unreadable.tomorrow().unwrap_or(unreadable);
        let day = day::parse(&one.day).unwrap_or_else(|| {
            let fault = if one.day.is_empty() { Fault::Missing } else { Fault::NotADate };
            unread.push((format!("/holidays/{}/day", one.key), fault));
            unreadable
        });
        Holiday { day, name: trimmed(&one.name) }
    };
    typed.iter().map(holiday).collect()
}

/// The place of what a product is worth in a condition.
pub(in crate::company_settings) fn value_place(
    key: super::Key,
    condition: ProductCondition,
) -> String {
    format!("/products/{key}/values/{}", condition.code())
}

/// A whole number of days; what is none is wrong at its place.
fn number(unread: &mut Vec<WrongAt>, place: &str, text: &str, least: u32) -> u32 {
    text.trim().parse().unwrap_or_else(|_| {
        unread.push((place.to_owned(), Fault::NotWithin { least, most: THRESHOLD_DAYS_MAX }));
        least
    })
}

fn trimmed(text: &str) -> String {
    form::Typed::new(text).as_str().to_owned()
}

//! Whether a company may be set up like this.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    COMPANY_CODE_CHARS_MAX, HOUR_MAX, ITEMS_MAX, LEDGER_CODE_CHARS_MAX, THRESHOLD_DAYS_MAX,
    holidays::check_holidays, name_key,
};
use crate::api::{CompanySettings, LedgerAccountSetting, ProductSetting};
use crate::currency::minor_digits;
use crate::form::{Fault, FieldFault, Reader};
use crate::journal::LedgerAccount;
use crate::money::{AMOUNT_MAX, Money};
use crate::one_line;
use crate::repossession::ProductCondition;

/// How the company stands, as far as a change depends on it.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// What is set up so far.
    pub before: &'a CompanySettings,
    /// Whether the journal has an entry.
    pub has_journal: bool,
    /// Whether there is such a time zone as is wanted. The server knows them all; the page offers
    /// those that the browser knows.
    pub known_time_zone: bool,
    /// What other companies have. Only the server knows.
    pub taken: Taken,
}

/// What of a company another one has already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The name.
    pub name: bool,
    /// The code.
    pub code: bool,
}

impl<'a> Standing<'a> {
    /// The company as the page knows it.
    pub const fn shown(before: &'a CompanySettings, has_journal: bool) -> Self {
        Self {
            before,
            has_journal,
            known_time_zone: true,
            taken: Taken { name: false, code: false },
        }
    }
}

/// Whether the company may be set up like this.
///
/// # Errors
///
/// Everything that is wrong, with its place in the document, never empty.
pub fn check(wanted: &CompanySettings, standing: Standing<'_>) -> Result<(), Vec<FieldFault>> {
    let mut reader = Reader::default();
    check_company(&mut reader, wanted, standing);
    for (place, days, least) in [
        ("/default_after_days", wanted.default_after_days, 1),
        ("/early_write_off_days", wanted.early_write_off_days, 0),
    ] {
        check_within(&mut reader, place, days, least, THRESHOLD_DAYS_MAX);
    }
    check_within(&mut reader, "/daily_run_hour", wanted.daily_run_hour.into(), 0, HOUR_MAX);
    check_channels(&mut reader, wanted);
    let centres = |settings: &CompanySettings| -> Vec<Item> {
        settings.centres.iter().map(|one| (one.id, one.name.clone())).collect()
    };
    check_items(&mut reader, "/centres", &centres(wanted), &centres(standing.before));
    let products = |settings: &CompanySettings| -> Vec<Item> {
        settings.products.iter().map(|one| (one.id, one.name.clone())).collect()
    };
    check_items(&mut reader, "/products", &products(wanted), &products(standing.before));
    for (index, product) in wanted.products.iter().enumerate() {
        check_values(&mut reader, index, product);
    }
    check_chart(&mut reader, &wanted.chart, &standing.before.chart);
    check_holidays(&mut reader, &wanted.holidays);
    reader.finish(Some(()))
}

fn check_company(reader: &mut Reader, wanted: &CompanySettings, standing: Standing<'_>) {
    reader.name("/name", &wanted.name);
    if standing.taken.name {
        reader.fault("/name", Fault::Taken);
    }
    if !is_company_code(&wanted.code) {
        reader.fault("/code", Fault::NotACompanyCode);
    } else if standing.taken.code {
        reader.fault("/code", Fault::Taken);
    }
    let before = standing.before;
    if standing.has_journal && wanted.currency != before.currency {
        reader.fault("/currency", Fault::FixedByJournal);
    } else if minor_digits(&wanted.currency).is_none() && wanted.currency != before.currency {
        reader.fault("/currency", Fault::UnknownCurrency);
    }
    if standing.has_journal && wanted.time_zone != before.time_zone {
        reader.fault("/time_zone", Fault::FixedByJournal);
    } else if !standing.known_time_zone {
        reader.fault("/time_zone", Fault::UnknownTimeZone);
    }
}

/// Whether it is a company's code.
pub fn is_company_code(code: &str) -> bool {
    (1..=COMPANY_CODE_CHARS_MAX).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn check_within(reader: &mut Reader, place: &str, number: u32, least: u32, most: u32) {
    if !(least..=most).contains(&number) {
        reader.fault(place, Fault::NotWithin { least, most });
    }
}

fn check_channels(reader: &mut Reader, wanted: &CompanySettings) {
    if wanted.channels.is_empty() {
        reader.fault("/channels", Fault::NoChannel);
    }
    let mut seen = BTreeSet::new();
    for (index, channel) in wanted.channels.iter().enumerate() {
        if !seen.insert(channel) {
            reader.fault(format!("/channels/{index}"), Fault::StandsTwice);
        }
    }
}

/// A centre or a product: its number, unless it is new, and its name.
type Item = (Option<i64>, String);

/// Each that was there is there once, and each name stands once.
fn check_items(reader: &mut Reader, list: &str, wanted: &[Item], before: &[Item]) {
    if wanted.len() > ITEMS_MAX.max(before.len()) {
        reader.fault(list, Fault::NotSoMany { most: ITEMS_MAX });
    }
    let had: BTreeMap<i64, &str> =
        before.iter().filter_map(|(id, name)| Some(((*id)?, name.as_str()))).collect();
    let mut ids = BTreeSet::new();
    let mut names = Vec::new();
    for (index, (id, name)) in wanted.iter().enumerate() {
        if let Some(id) = id {
            let fault = if !had.contains_key(id) {
                Some(Fault::NotOfTheCompany)
            } else if !ids.insert(*id) {
                Some(Fault::StandsTwice)
            } else {
                None
            };
            if let Some(fault) = fault {
                reader.fault(format!("{list}/{index}/id"), fault);
            }
        }
        let place = format!("{list}/{index}/name");
        reader.name(&place, name);
        let kept = id.is_some_and(|id| had.get(&id) == Some(&name.as_str()));
        names.push(Unique { place, key: name_key(name), kept });
    }
    check_unique(reader, names);
    if had.keys().any(|id| !ids.contains(id)) {
        reader.fault(list, Fault::NotRemovable);
    }
}

/// What no two may have.
struct Unique {
    place: String,
    key: String,
    /// Whether it is what it was: then another one that wants the same is wrong.
    kept: bool,
}

fn check_unique(reader: &mut Reader, all: Vec<Unique>) {
    let (kept, changed): (Vec<Unique>, Vec<Unique>) = all.into_iter().partition(|one| one.kept);
    let mut taken: BTreeSet<String> = kept.into_iter().map(|one| one.key).collect();
    for Unique { place, key, .. } in changed {
        if !key.is_empty() && !taken.insert(key) {
            reader.fault(place, Fault::Taken);
        }
    }
}

fn check_values(reader: &mut Reader, index: usize, product: &ProductSetting) {
    let mut seen = BTreeSet::new();
    for (number, one) in product.values.iter().enumerate() {
        let at = |field| format!("/products/{index}/values/{number}/{field}");
        if one.condition == ProductCondition::NothingRecovered {
            reader.fault(at("condition"), Fault::UnknownCondition);
        } else if !seen.insert(one.condition) {
            reader.fault(at("condition"), Fault::StandsTwice);
        }
        if one.value < Money::ZERO {
            reader.fault(at("value"), Fault::NotAnAmount);
        } else if one.value > AMOUNT_MAX {
            reader.fault(at("value"), Fault::AmountTooLarge);
        }
    }
}

fn check_chart(
    reader: &mut Reader,
    wanted: &[LedgerAccountSetting],
    before: &[LedgerAccountSetting],
) {
    let owners: BTreeMap<&str, LedgerAccount> =
        before.iter().map(|one| (one.code.as_str(), one.role)).collect();
    let mut roles = BTreeSet::new();
    let mut codes = Vec::new();
    for (index, one) in wanted.iter().enumerate() {
        let at = |field| format!("/chart/{index}/{field}");
        if !roles.insert(one.role) {
            reader.fault(at("role"), Fault::StandsTwice);
        }
        reader.take(&at("code"), one_line::read(&one.code, LEDGER_CODE_CHARS_MAX));
        reader.name(&at("name"), &one.name);
        let kept = owners.get(one.code.as_str()) == Some(&one.role);
        codes.push(Unique { place: at("code"), key: one.code.clone(), kept });
    }
    check_unique(reader, codes);
    if LedgerAccount::ALL.iter().any(|role| !roles.contains(role)) {
        reader.fault("/chart", Fault::NotRemovable);
    }
}

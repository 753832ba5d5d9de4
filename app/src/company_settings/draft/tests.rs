//! Changing the settings.

use domain::form::Fault;
use domain::journal::LedgerAccount;

use super::*;
use crate::company_settings::samples::reply;
use crate::recording::Draft as _;
use crate::session::state_tests::person;

fn draft() -> Draft {
    Draft::new(reply(), person("wanjiku").company.currency)
}

/// What is wrong once Save of a section was pressed.
fn wrong(draft: &mut Draft, section: Section) -> Vec<WrongAt> {
    assert_eq!(draft.save(section), None);
    draft.wrong()
}

#[test]
fn what_is_loaded_is_saved_as_it_was() {
    let mut draft = draft();
    assert!(!draft.has_changes());
    for section in Section::ALL {
        assert_eq!(draft.save(section).as_ref(), Some(&reply().settings), "{section:?}");
    }
    assert_eq!(draft.wrong(), []);
}

#[test]
fn a_section_is_saved_without_what_was_typed_in_others() {
    let mut draft = draft();
    draft.typed.default_after_days = "45".to_owned();
    draft.typed.name = "Sunrise".to_owned();
    let centre = draft.add_centre();
    draft.typed.centre(centre).unwrap().name = " Thika ".to_owned();
    let saved = draft.save(Section::Centres).unwrap();
    assert_eq!(saved.centres[2].name, "Thika");
    assert_eq!((saved.default_after_days, saved.name), (30, reply().settings.name));

    // The server gave the centre its number; what was typed elsewhere is still there.
    let mut after = reply();
    after.version = 4;
    after.settings.centres = saved.centres;
    after.settings.centres[2].id = Some(9);
    draft.saved(Section::Centres, after);
    assert_eq!(draft.version, 4);
    let changed: Vec<Section> =
        Section::ALL.into_iter().filter(|section| draft.changed(*section)).collect();
    assert_eq!(changed, [Section::Company, Section::Arrears]);
    assert_eq!(draft.typed.centres[2].id, Some(9));
    assert_eq!(draft.save(Section::Arrears).unwrap().centres[2].id, Some(9));
    draft.discard(Section::Company);
    draft.discard(Section::Arrears);
    assert!(!draft.has_changes());
}

#[test]
fn what_is_wrong_stands_at_its_field() {
    let mut draft = draft();
    draft.typed.default_after_days = "a month".to_owned();
    draft.typed.daily_run_hour = "25".to_owned();
    let days = Fault::NotWithin { least: 1, most: 36_500 };
    let hour = Fault::NotWithin { least: 0, most: 23 };
    assert_eq!(
        wrong(&mut draft, Section::Arrears),
        [("/default_after_days".to_owned(), days), ("/daily_run_hour".to_owned(), hour)]
    );
    draft.discard(Section::Arrears);
    assert_eq!(draft.wrong(), []);

    // By key, whatever was added and removed before.
    let gone = draft.add_centre();
    let new = draft.add_centre();
    draft.remove_new(gone);
    draft.typed.centre(new).unwrap().name = "kisumu".to_owned();
    let place = format!("/centres/{new}/name");
    assert_eq!(wrong(&mut draft, Section::Centres), [(place, Fault::Taken)]);
    let saved = draft.typed.centres[0].key;
    draft.remove_new(saved);
    assert_eq!(draft.typed.centres.len(), 3);

    draft.discard(Section::Centres);

    draft.set_channel(Channel::Cash, false);
    draft.set_channel(Channel::MobileMoney, false);
    let none = ("/channels".to_owned(), Fault::NoChannel);
    assert_eq!(wrong(&mut draft, Section::Payments), std::slice::from_ref(&none));
    let account = draft.typed.account(LedgerAccount::Receivables).unwrap();
    account.code = String::new();
    let missing = ("/chart/receivables/code".to_owned(), Fault::Missing);
    // Both sections have been tried by now.
    assert_eq!(wrong(&mut draft, Section::Chart), [none, missing]);
}

#[test]
fn holidays_come_and_go_and_each_has_a_day_of_its_own() {
    let mut draft = draft();
    let (first, second) = (draft.add_holiday(), draft.add_holiday());
    "2026-02-30".clone_into(&mut draft.typed.holiday(first).unwrap().day);
    let at = |key: Key, field: &str| format!("/holidays/{key}/{field}");
    assert_eq!(
        wrong(&mut draft, Section::Holidays),
        [
            (at(first, "day"), Fault::NotADate),
            (at(second, "day"), Fault::Missing),
            (at(first, "name"), Fault::Missing),
            (at(second, "name"), Fault::Missing),
        ]
    );
    draft.remove_holiday(first);
    let typed = draft.typed.holiday(second).unwrap();
    "2026-12-25".clone_into(&mut typed.day);
    " Noël ".clone_into(&mut typed.name);
    assert_eq!(wrong(&mut draft, Section::Holidays), [(at(second, "day"), Fault::StandsTwice)]);
    let christmas = draft.typed.holidays[0].key;
    draft.remove_holiday(christmas);
    let saved = draft.save(Section::Holidays).unwrap().holidays;
    assert_eq!(saved.len(), 1);
    assert_eq!((saved[0].day.to_string().as_str(), saved[0].name.as_str()), ("2026-12-25", "Noël"));
    draft.discard(Section::Holidays);
    assert_eq!(draft.typed.holidays[0].name, "Christmas");
}

#[test]
fn values_are_typed_in_units_and_empty_for_nothing() {
    let mut draft = draft();
    let key = draft.typed.products[0].key;
    assert_eq!(draft.typed.products[0].values, ["900.00", "", "10.00", ""]);
    let values = &mut draft.typed.product(key).unwrap().values;
    *values = ["", "1,250", "7", "-3"].map(str::to_owned);
    let used = format!("/products/{key}/values/used");
    let unusable = format!("/products/{key}/values/unusable");
    assert_eq!(
        wrong(&mut draft, Section::Products),
        [(used, Fault::AmbiguousAmount), (unusable, Fault::NotAnAmount)]
    );
    let values = &mut draft.typed.product(key).unwrap().values;
    *values = ["", "1 250", "7", ""].map(str::to_owned);
    let saved = draft.save(Section::Products).unwrap();
    let minor: Vec<i64> = saved.products[0].values.iter().map(|one| one.value.minor()).collect();
    assert_eq!(minor, [125_000, 700]);
}

#[test]
fn another_currency_keeps_what_products_are_worth() {
    let mut draft = draft();
    draft.typed.currency = "ugx ".to_owned();
    let saved = draft.save(Section::Company).unwrap();
    assert_eq!(saved.currency, "UGX");
    assert_eq!(saved.products[0].values[0].value.minor(), 900);
    let mut after = reply();
    after.settings = saved;
    draft.saved(Section::Company, after);
    assert_eq!(draft.typed.products[0].values[0], "900");
    assert_eq!(draft.currency().minor_digits, 0);
    draft.typed.currency = "???".to_owned();
    let place = "/currency".to_owned();
    assert_eq!(wrong(&mut draft, Section::Company), [(place, Fault::UnknownCurrency)]);
}

#[test]
fn only_what_was_left_is_wrong_before_save() {
    let mut draft = draft();
    draft.typed.code = "?".to_owned();
    draft.typed.name = String::new();
    assert_eq!(draft.wrong(), []);
    draft.leave("/code");
    assert_eq!(draft.wrong(), [("/code".to_owned(), Fault::NotACompanyCode)]);
}

#[test]
fn what_only_the_server_knows_stands_at_its_field_until_it_is_typed_anew() {
    let mut draft = draft();
    draft.typed.code = "SN".to_owned();
    let error = |place: &str, code: &str| FieldProblem {
        place: place.to_owned(),
        detail: String::new(),
        code: Some(code.to_owned()),
        value: None,
    };
    draft.refused(&[error("/settings/code", "taken"), error("/settings/chart", "not_removable")]);
    assert_eq!(draft.wrong(), [("/code".to_owned(), Fault::Taken)]);
    draft.typed.code = "SN2".to_owned();
    assert_eq!(draft.wrong(), []);
}

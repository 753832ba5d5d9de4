//! What the page shows.

use leptos::prelude::*;

use super::editing::Editing;
use super::page::Sections;
use super::samples::reply;
use crate::components::rendered;
use crate::session::{provide_person, state_tests::person};

fn page(has_journal: bool) -> String {
    rendered(move || {
        provide_person(person("wanjiku"));
        let editing = Editing::of_test(domain::api::SettingsReply { has_journal, ..reply() });
        provide_context(editing);
        view! { <Sections editing/> }
    })
}

#[test]
fn every_section_has_its_fields_and_a_save() {
    let page = page(false);
    for section in super::section::Section::ALL {
        assert!(page.contains(section.test_id()), "{section:?}");
        assert!(page.contains(section.save_id()), "{section:?}");
    }
    for part in [
        "value=\"Sunrise Energy Kenya\"",
        "data-testid=\"company-currency\"",
        "value=\"900.00\"",
        "As new<span class=\"visually-hidden\">: Lamp",
        "fees, then tax, then principal",
        "data-role=\"receivables\"",
        "value=\"2026-12-25\"",
        "Remove Christmas",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("setting-locked"));
}

#[test]
fn currency_and_time_zone_are_locked_with_the_reason() {
    let page = page(true);
    assert_eq!(page.matches("setting-locked").count(), 2);
    assert_eq!(page.matches("this cannot change any more").count(), 2);
    assert!(!page.contains("<datalist"));
}

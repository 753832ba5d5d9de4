//! What the start page says.

use domain::Date;
use domain::api::{AtRisk, OperationSummary, PendingOfAge, StartReply, WrittenOffIn};
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::role::Role;

use super::page::page;
use crate::components::rendered;
use crate::session::state_tests::person;

fn reply() -> StartReply {
    let age = |days_min, days_max, count| PendingOfAge {
        days_min,
        days_max,
        count,
        outstanding: Money::from_minor(100_000),
    };
    StartReply {
        today: Date::constant(2026, 11, 28),
        pending: vec![age(0, Some(30), 351), age(31, Some(90), 0), age(91, None, 1_061)],
        recoveries_open: 9,
        recoveries_amount: Money::from_minor(120_000),
        operations: vec![OperationSummary {
            id: "9b2e".to_owned(),
            number: 3,
            committed_at: "2026-11-27T09:00:00Z".to_owned(),
            today: Date::constant(2026, 11, 27),
            submitted_by: "<A. Wanjiku>".to_owned(),
            file_name: "a.csv".to_owned(),
            file_bytes: 5,
            file_sha256: "00".to_owned(),
            entries: 3,
            kind: domain::bulk_write_off::OperationKind::WriteOff,
            written_off: 2,
            started: 0,
            control: None,
            failed: 1,
            amount: Money::from_minor(500_000),
            currency: Currency { code: "KES".to_owned(), minor_digits: 2 },
        }],
        this_month: WrittenOffIn { count: 12, amount: Money::from_minor(1_200_000) },
        last_month: WrittenOffIn { count: 1, amount: Money::from_minor(90_000) },
        at_risk: AtRisk { amount: Money::from_minor(184), gross: Money::from_minor(1_000) },
        at_risk_before: Some(AtRisk {
            amount: Money::from_minor(179),
            gross: Money::from_minor(1_000),
        }),
    }
}

fn html(reply: &StartReply, role: Role) -> String {
    let mut person = person("wanjiku");
    person.role = role;
    rendered(|| page(reply, &person, Language::En))
}

#[test]
fn each_figure_leads_to_the_list_behind_it() {
    let html = html(&reply(), Role::Admin);
    for part in [
        "data-testid=\"start-pending\"",
        "<p class=\"figure\">1,412</p>",
        "href=\"/actions?days_min=0&amp;days_max=30\"",
        "href=\"/actions?days_min=91\"",
        "<span>91 days or more</span> <strong>1,061</strong> <small>KES\u{a0}1,000.00</small>",
        "data-testid=\"start-recoveries\"",
        "KES\u{a0}1,200.00 recovered",
        "href=\"/recoveries\"",
        "data-testid=\"start-write-offs\"",
        "<p class=\"figure\">KES\u{a0}12,000.00</p>",
        "href=\"/reports/write-offs?from=2026-11-01&amp;to=2026-11-28\"",
        "href=\"/reports/write-offs?from=2026-10-01&amp;to=2026-10-31\">KES\u{a0}900.00, 1\u{a0}customer</a>",
        "data-testid=\"start-at-risk\"",
        "<p class=\"figure\">18.4%</p>",
        "0.5 points more than a month ago (17.9%)",
        "href=\"/reports/portfolio-at-risk\"",
        "data-testid=\"start-operations\"",
        "href=\"/bulk-write-offs/9b2e\"",
        "&lt;A. Wanjiku&gt;",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    // An age that nothing has is no link to an empty list.
    assert!(!html.contains("days_min=31"), "{html}");
}

#[test]
fn that_there_is_nothing_is_said() {
    let nothing = StartReply {
        pending: Vec::new(),
        recoveries_open: 0,
        recoveries_amount: Money::ZERO,
        operations: Vec::new(),
        this_month: WrittenOffIn::default(),
        last_month: WrittenOffIn::default(),
        at_risk: AtRisk::default(),
        at_risk_before: None,
        ..reply()
    };
    let html = html(&nothing, Role::Admin);
    for part in [
        "Nothing is pending.",
        "All recoveries are dealt with.",
        "No write-offs this month yet.",
        "Nothing is owed.",
        "No accounts have been written off from a file yet.",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("href=\"/recoveries\""), "{html}");
}

#[test]
fn operations_are_for_those_who_may_see_them() {
    let html = html(&reply(), Role::BackOfficeManagement);
    assert!(!html.contains("start-operations"), "{html}");
    assert!(html.contains("start-pending"), "{html}");
}

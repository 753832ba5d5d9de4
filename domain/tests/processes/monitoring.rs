//! What the monitor opens, and why it does not.

use domain::account::AccountState;
use domain::journal::LedgerAccount::{Receivables, TaxLiability, WriteOffExpense};
use domain::money::{Balance, Money};
use domain::write_off_process::monitor::{Candidate, NotOpened, Opened, open, why_not};

use super::booked::booked;
use super::examples::candidate;
use super::fixture::{day, links, settings, told};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn why_nothing_is_opened() {
    let base = || candidate(&[(17, "standard", 1_000), (18, "standard", 900)]);
    let with = |change: fn(&mut Candidate)| {
        let mut changed = base();
        change(&mut changed);
        changed
    };
    let settings = settings();
    for (candidate, today, why) in [
        (base(), "2026-01-30", Some(NotOpened::InGrace)),
        (base(), "2026-01-31", None),
        // A default of tomorrow is an error of the data.
        (
            with(|one| one.defaulted_on = Some(day("2026-02-02"))),
            "2026-02-01",
            Some(NotOpened::InGrace),
        ),
        (with(|one| one.defaulted_on = None), "2026-02-01", Some(NotOpened::NotInDefault)),
        (with(|one| one.state = AccountState::Late), "2026-02-01", Some(NotOpened::NotInDefault)),
        (
            with(|one| one.state = AccountState::Inactive),
            "2026-02-01",
            Some(NotOpened::NotInDefault),
        ),
        (with(|one| one.contracts.clear()), "2026-02-01", Some(NotOpened::NothingOwed)),
        (
            with(|one| one.contracts.iter_mut().for_each(|one| one.owed = Balance::default())),
            "2026-02-01",
            Some(NotOpened::NothingOwed),
        ),
        (with(|one| one.contracts[0].in_process = true), "2026-02-01", None),
        (
            with(|one| one.contracts.iter_mut().for_each(|one| one.in_process = true)),
            "2026-02-01",
            Some(NotOpened::InProcess),
        ),
        // What owes nothing is not asked whether it is in a process.
        (
            with(|one| {
                one.contracts[0].in_process = true;
                one.contracts[1].owed = Balance::default();
            }),
            "2026-02-01",
            Some(NotOpened::InProcess),
        ),
    ] {
        assert_eq!(why_not(&candidate, day(today), &settings), why, "{candidate:?} {today}");
        let opened = open(&candidate, day(today), &settings);
        assert_eq!(opened == Opened::default(), why.is_some(), "{candidate:?} {today}");
    }
    let all = [
        NotOpened::NotInDefault,
        NotOpened::InGrace,
        NotOpened::Held,
        NotOpened::InProcess,
        NotOpened::NothingOwed,
    ];
    let codes: std::collections::BTreeSet<_> = all.into_iter().map(NotOpened::code).collect();
    assert_eq!(codes.len(), all.len());
}

#[test]
fn a_process_and_a_write_down_beside_each_other() {
    let mut due = candidate(&[(17, "standard", 1_000), (18, "standard", 0)]);
    let money = Money::from_minor;
    due.contracts[1].owed = Balance { principal: money(30), fees: money(5), tax: money(15) };
    let opened = open(&due, day("2026-03-15"), &settings());
    assert_eq!(opened.processes.len(), 1);
    assert_eq!(links(&opened.processes[0]), [(17, None)]);
    assert_eq!(told(&opened.processes[0])[4], "4 write-off 2026-05-14 pending");
    assert_eq!(
        booked(opened.entry.as_ref()),
        [(TaxLiability, 15), (WriteOffExpense, 35), (Receivables, -50)]
    );
    // A contract is left: the account stays in default.
    assert_eq!(opened.account_state, None);
}

#[test]
fn a_class_without_a_control_or_a_control_without_a_template_opens_nothing() {
    let mut settings = settings();
    let due = candidate(&[(17, "other", 1_000), (18, "standard", 1_000)]);
    let opened = open(&due, day("2026-03-15"), &settings);
    assert_eq!(opened.processes.iter().map(links).collect::<Vec<_>>(), [[(18, None)]]);
    settings.templates.clear();
    assert_eq!(open(&due, day("2026-03-15"), &settings).processes, []);
}

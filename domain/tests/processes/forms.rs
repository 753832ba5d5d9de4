//! Every fault of a form, with its place.

use domain::account::{ContractId, ContractStatus};
use domain::api::ProcessForm;
use domain::form::{Fault, Typed};
use domain::money::Money;
use domain::role::Role;
use domain::write_off_process::settings::EVENTS_MAX;
use domain::write_off_process::{COMMENTS_CHARS_MAX, Refusal, hold_until};

use super::examples::{after_first_run, process};
use super::fixture::{World, day, event_form, faults, form, form_of, told};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn placed<const N: usize>(here: &str, faults: [(&str, Fault); N]) -> Vec<(String, Fault)> {
    faults.map(|(place, fault)| ([here, place].concat(), fault)).to_vec()
}

/// What is wrong with a new process of control `std`, template `r` and contract 17, once it is changed.
fn wrong(change: impl FnOnce(&mut ProcessForm)) -> Vec<(String, Fault)> {
    let mut changed = form("std", "r", &[17]);
    change(&mut changed);
    let mut world = World::on("2026-03-02");
    world.contracts[1].owed = Money::ZERO;
    let mut finished = super::fixture::account_contract(20, "standard");
    finished.status = ContractStatus::Finished;
    world.contracts.push(finished);
    faults(world.start("2026-03-02T09:00", &changed))
}

#[test]
fn a_new_process() {
    let contract = ContractId;
    assert_eq!(
        wrong(|form| *form = ProcessForm::default()),
        placed(
            "/form",
            [
                ("/control", Fault::Missing),
                ("/contracts", Fault::NoContract),
                ("/template", Fault::Missing),
            ]
        )
    );
    let long = "é".repeat(COMMENTS_CHARS_MAX + 1);
    for (found, expected) in [
        (wrong(|one| one.control = "soft".into()), ("/control", Fault::UnknownControl)),
        (wrong(|one| one.template = "x".into()), ("/template", Fault::UnknownTemplate)),
        (
            wrong(|one| one.comments = Typed::new(&long)),
            ("/comments", Fault::TooLong { most: COMMENTS_CHARS_MAX }),
        ),
        (wrong(|one| one.contracts.clear()), ("/contracts", Fault::NoContract)),
        (wrong(|one| one.contracts.push(contract(17))), ("/contracts/1", Fault::StandsTwice)),
        (wrong(|one| one.contracts.push(contract(99))), ("/contracts/1", Fault::UnknownContract)),
        (
            wrong(|one| one.contracts.push(contract(18))),
            ("/contracts/1", Fault::ContractOwesNothing),
        ),
        (
            wrong(|one| one.contracts.push(contract(20))),
            ("/contracts/1", Fault::ContractOwesNothing),
        ),
        (wrong(|one| one.contracts.push(contract(19))), ("/contracts/1", Fault::OtherDebtClass)),
    ] {
        assert_eq!(found, placed("/form", [expected]));
    }
    let comments = "é".repeat(COMMENTS_CHARS_MAX);
    let mut commented = form("std", "r", &[17]);
    commented.comments = Typed::new(&comments);
    let started = World::on("2026-03-02").start("2026-03-02T09:00", &commented).unwrap();
    assert_eq!(started.comments, comments);
}

#[test]
fn its_events() {
    let created_on = day("2026-03-02");
    let with = |sequence, event_type: &str, on: &str| {
        wrong(|one| one.events.push(event_form(sequence, event_type, on)))
    };
    let too_many = Fault::TooManyDays { most: 3_650 };
    let none = ("", Fault::NotSoMany { most: EVENTS_MAX });
    for (found, expected) in [
        (with(Some(1), "task", "2026-03-02"), vec![("/0/sequence", Fault::UnknownEvent), none]),
        (with(None, "", "2026-03-02"), vec![("/0/event_type", Fault::Missing), none]),
        (
            with(None, "tusk", "2026-02-30"),
            vec![
                ("/0/event_type", Fault::UnknownEventType),
                ("/0/trigger_on", Fault::NotADate),
                none,
            ],
        ),
        (with(None, "task", ""), vec![("/0/trigger_on", Fault::Missing), none]),
        (
            with(None, "task", "2026-03-01"),
            vec![("/0/trigger_on", Fault::BeforeTheProcess { created_on })],
        ),
    ] {
        let expected: Vec<_> =
            expected.into_iter().map(|(at, one)| (["/form/events", at].concat(), one)).collect();
        assert_eq!(found, expected);
    }
    // Ten years of 365 days after 2 March 2026 end on 28 February 2036.
    let last = |on: &str| {
        let mut listed = form("std", "r", &[17]);
        listed.events.push(event_form(None, "task", on));
        World::on("2026-03-02").start("2026-03-02T09:00", &listed)
    };
    assert!(last("2036-02-28").is_ok());
    assert_eq!(faults(last("2036-02-29")), [("/form/events/0/trigger_on".to_owned(), too_many)]);
    let many =
        wrong(|one| one.events = vec![event_form(None, "task", "2026-03-02"); EVENTS_MAX + 1]);
    assert_eq!(many, placed("/form", [("/events", Fault::NotSoMany { most: EVENTS_MAX })]));
}

#[test]
fn its_moment() {
    let world = World::on("2026-03-02");
    let asked = |typed: &str| world.start(typed, &form("std", "r", &[17]));
    for typed in ["2026-03-02T00:00", "2026-03-02T23:59", "2027-03-02T09:00", "2016-03-04T09:00"] {
        let started = asked(typed).unwrap();
        assert_eq!(started.created_on.to_string(), typed[..10]);
        assert_eq!(started.starts_on, started.created_on);
    }
    let too_many = Fault::TooManyDays { most: 3_650 };
    for (typed, fault) in [
        ("", Fault::Missing),
        ("2026-03-02", Fault::NotAMoment),
        ("2026-03-02 09:00", Fault::NotAMoment),
        ("2026-03-02T24:00", Fault::NotAMoment),
        ("2026-03-02T09:60", Fault::NotAMoment),
        ("2026-03-02T9:00", Fault::NotAMoment),
        ("2026-03-02T-9:00", Fault::NotAMoment),
        ("2026-03-02T09:00:00", Fault::NotAMoment),
        ("2026-02-29T09:00", Fault::NotAMoment),
        ("2016-03-03T09:00", too_many),
        ("2036-02-29T09:00", too_many),
    ] {
        assert_eq!(faults(asked(typed)), [("/created_at".to_owned(), fault)], "{typed}");
    }
    // What else is wrong is said at the same time.
    let both = faults(world.start("soon", &form("soft", "r", &[17])));
    assert_eq!(
        both,
        placed("", [("/created_at", Fault::NotAMoment), ("/form/control", Fault::UnknownControl)])
    );
}

#[test]
fn a_change() {
    let world = World::on("2026-03-03");
    let ran = after_first_run(&[17]);
    let wrong = |change: fn(&mut ProcessForm)| {
        let mut changed = form_of(&ran);
        change(&mut changed);
        faults(world.save(&ran, &changed))
    };
    for (found, expected) in [
        (
            wrong(|one| one.events[3].sequence = Some(9)),
            ("/events/3/sequence", Fault::UnknownEvent),
        ),
        (wrong(|one| one.events[3].sequence = Some(3)), ("/events/3/sequence", Fault::StandsTwice)),
        (
            wrong(|one| one.events[0].event_type = "task".into()),
            ("/events/0/sequence", Fault::EventNotPending),
        ),
        (
            wrong(|one| one.events[2].trigger_on = "2026-03-01".into()),
            ("/events/2/trigger_on", Fault::BeforeTheProcess { created_on: day("2026-03-02") }),
        ),
        (wrong(|one| one.contracts.clear()), ("/contracts", Fault::NoContract)),
        (wrong(|one| one.template = "d".into()), ("/template", Fault::TemplateFixed)),
        (wrong(|one| one.control = "hard".into()), ("/control", Fault::ControlFixed)),
        (wrong(|one| one.control = Typed::default()), ("/control", Fault::Missing)),
    ] {
        assert_eq!(found, placed("/change/save", [expected]));
    }
    // Nothing changed, and nothing is wrong; what is complete need not be listed.
    assert_eq!(world.save(&ran, &form_of(&ran)).unwrap(), ran);
    let mut shorter = form_of(&ran);
    shorter.events.drain(..2);
    assert_eq!(world.save(&ran, &shorter).unwrap(), ran);
}

#[test]
fn a_new_start() {
    let world = World::on("2026-03-03");
    let ran = after_first_run(&[17]);
    for (typed, fault) in [
        ("", Fault::Missing),
        ("tomorrow", Fault::NotADate),
        ("2036-03-01", Fault::TooManyDays { most: 3_650 }),
        ("2016-03-04", Fault::TooManyDays { most: 3_650 }),
    ] {
        let found = faults(world.reschedule(&ran, typed));
        assert_eq!(found, placed("/change/reschedule", [("/start", fault)]), "{typed}");
    }
    // Days that a new start made lie before the creation, or far ahead; they may stay.
    for start in ["2025-12-01", "2036-02-29"] {
        let moved = world.reschedule(&ran, start).unwrap();
        assert_eq!(world.save(&moved, &form_of(&moved)).unwrap(), moved, "{start}");
    }
}

#[test]
fn events_that_are_added_get_numbers_of_their_own() {
    let world = World::on("2026-03-02");
    let mut changed = form_of(&process(&[17]));
    changed.events.remove(3);
    changed.events.push(event_form(None, "task", "2026-03-09"));
    changed.events.push(event_form(None, "score", "2026-03-08"));
    let saved = world.save(&process(&[17]), &changed).unwrap();
    assert_eq!(
        told(&saved)[3..],
        ["3 cancel 2026-05-01 pending", "5 task 2026-03-09 pending", "6 score 2026-03-08 pending",]
    );
}

#[test]
fn a_hold() {
    let today = day("2026-03-02");
    let asked = |typed: &str, role| hold_until(&Typed::new(typed), role, today);
    assert_eq!(asked("", Role::Admin), Ok(None));
    for until in ["2026-03-15", "2020-01-01", "2036-02-28"] {
        assert_eq!(asked(until, Role::BackOfficeManagement), Ok(Some(day(until))));
    }
    for (typed, fault) in
        [("15.3.2026", Fault::NotADate), ("2036-02-29", Fault::TooManyDays { most: 3_650 })]
    {
        assert_eq!(faults(asked(typed, Role::Admin)), [("/until".to_owned(), fault)]);
    }
    assert!(matches!(asked("", Role::Sales), Err(Refusal::RoleMayNot(_))));
}

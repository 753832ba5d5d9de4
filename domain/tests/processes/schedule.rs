//! When events are due, and when a message is tried again.

use std::collections::BTreeSet;

use domain::Date;
use domain::write_off_process::DayCount::{Calendar, Working};
use domain::write_off_process::retry::{ATTEMPTS_MAX, next_attempt_after};
use domain::write_off_process::{Process, events_of, rescheduled, trigger_date};

use super::examples::{after_first_run, process};
use super::fixture::{World, day, event_form, form_of, settings, template, told};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn days_are_counted() {
    // 3 April 2026 is Good Friday, 6 April Easter Monday, 1 May a Friday.
    let closed: BTreeSet<Date> =
        ["2026-04-03", "2026-04-06", "2026-05-01"].into_iter().map(day).collect();
    for (from, days, count, due) in [
        ("2026-04-01", 0, Calendar, "2026-04-01"),
        ("2026-04-01", 3, Calendar, "2026-04-04"),
        ("2026-12-31", 1, Calendar, "2027-01-01"),
        ("2028-02-28", 1, Calendar, "2028-02-29"),
        ("2026-04-01", 0, Working, "2026-04-01"),
        ("2026-04-01", 1, Working, "2026-04-02"),
        // Friday, Saturday, Sunday and Monday are closed.
        ("2026-04-01", 2, Working, "2026-04-07"),
        ("2026-04-02", 1, Working, "2026-04-07"),
        ("2026-04-03", 0, Working, "2026-04-07"),
        ("2026-04-03", 1, Working, "2026-04-07"),
        ("2026-04-04", 0, Working, "2026-04-07"),
        ("2026-04-05", 1, Working, "2026-04-07"),
        ("2026-04-05", 2, Working, "2026-04-08"),
        ("2026-04-27", 5, Working, "2026-05-05"),
        ("2026-04-27", 4, Working, "2026-05-04"),
        ("2026-04-27", 3, Working, "2026-04-30"),
        // The calendar ends.
        ("9999-12-30", 3_650, Calendar, "9999-12-31"),
        ("9999-12-30", 3_650, Working, "9999-12-31"),
        ("9999-12-31", 0, Working, "9999-12-31"),
        ("9999-12-31", 1, Working, "9999-12-31"),
        ("2026-04-01", u32::MAX, Calendar, "9999-12-31"),
        ("2026-04-01", u32::MAX, Working, "9999-12-31"),
    ] {
        assert_eq!(
            trigger_date(day(from), days, count, &closed),
            day(due),
            "{from} {days} {count:?}"
        );
    }
}

#[test]
fn a_closed_last_day_of_the_calendar_is_no_loop() {
    let closed = BTreeSet::from([Date::MAX]);
    assert_eq!(trigger_date(Date::MAX, 1, Working, &closed), Date::MAX);
}

#[test]
fn working_days_are_strictly_later_one_by_one() {
    let closed = settings().closed_days();
    let mut from = day("2026-04-20");
    for days in 1..40 {
        let due = trigger_date(day("2026-04-20"), days, Working, &closed);
        assert!(due > from, "{days}");
        assert!(!closed.contains(&due), "{days}");
        // As many steps of one day lead there.
        assert_eq!(trigger_date(from, 1, Working, &closed), due, "{days}");
        from = due;
    }
}

#[test]
fn a_template_makes_events_in_its_order() {
    let settings = settings();
    let plan = template("x", Calendar, &[("task", 10), ("letter", 0), ("task", 10)]);
    let events = events_of(&plan, day("2026-03-02"), &settings.closed_days());
    let told: Vec<_> = events
        .iter()
        .map(|one| (one.sequence, one.event_type.as_str(), one.trigger_on.to_string()))
        .collect();
    let [first, later] = ["2026-03-02", "2026-03-12"].map(str::to_owned);
    assert_eq!(told, [(1, "task", later.clone()), (2, "letter", first), (3, "task", later)]);
}

#[test]
fn re_scheduling_counts_as_the_template_does_and_moves_the_rest() {
    let world = World::on("2026-03-03");
    // A template of working days, and an event of its own.
    let created =
        world.start("2026-04-20T09:00", &super::fixture::form("std", "c", &[17])).unwrap();
    assert_eq!(told(&created)[1], "1 task 2026-04-27 pending");
    let mut more = form_of(&created);
    more.events.push(event_form(None, "letter", "2026-04-22"));
    let saved = world.save(&created, &more).unwrap();
    let moved = world.reschedule(&saved, "2026-04-27").unwrap();
    assert_eq!(
        told(&moved),
        ["events_pending", "1 task 2026-05-05 pending", "2 letter 2026-04-29 pending"]
    );
    assert_eq!(moved.starts_on, day("2026-04-27"));
    // There and back again.
    assert_eq!(world.reschedule(&moved, "2026-04-20").unwrap(), saved);
    // An event of another type than the template has there moves by as many days, too.
    let mut other = form_of(&process(&[17]));
    other.events[2].event_type = "task".into();
    other.events[2].trigger_on = "2026-04-02".into();
    let saved = world.save(&process(&[17]), &other).unwrap();
    let moved = world.reschedule(&saved, "2026-03-01").unwrap();
    assert_eq!(told(&moved)[3], "3 task 2026-04-01 pending");
    // What is complete stays.
    let ran = after_first_run(&[17]);
    let moved: Process = rescheduled(&ran, day("2026-03-12"), &world.settings);
    assert_eq!(told(&moved)[1..3], told(&ran)[1..3]);
    // A template that is gone has no say.
    let mut settings = world.settings.clone();
    settings.templates.clear();
    let moved = rescheduled(&process(&[17]), day("2026-03-12"), &settings);
    assert_eq!(told(&moved)[3], "3 cancel 2026-05-11 pending");
}

#[test]
fn attempts_come_later_and_later_and_then_end() {
    let waits: Vec<Option<i64>> =
        (0..10).map(|made| next_attempt_after(made).map(|wait| wait.as_secs() / 60)).collect();
    let minutes = [0, 5, 15, 60, 180, 480, 720, 1_440].map(Some);
    assert_eq!(waits, [&minutes[..], &[None, None]].concat());
    assert!(next_attempt_after(ATTEMPTS_MAX - 1).is_some());
    assert!(next_attempt_after(ATTEMPTS_MAX).is_none());
}

//! What events do when they are due, and what they write.

use std::collections::BTreeSet;

use domain::account::{AccountFacts, AccountState};
use domain::bulk_write_off::Reason;
use domain::money::Money;
use domain::write_off_process::activator::{
    Activated, Doing, Failure, Message, Referred, Subject, Terms, activate,
};
use domain::write_off_process::settings::{EventKind, NoticeChannel};
use domain::write_off_process::{DayCount, Process, ProcessReason};

use super::fixture::{POLICY, World, day, facts, form, form_of, links, subject, template, told};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A world with a template `t` of these events, all due at once.
fn world(events: &[&str]) -> World {
    let mut world = World::on("2026-03-02");
    let events: Vec<(&str, u32)> = events.iter().map(|one| (*one, 0)).collect();
    world.settings.templates.push(template("t", DayCount::Calendar, &events));
    world
}

fn started(world: &World, contracts: &[i64]) -> Process {
    world.start("2026-03-02T09:00", &form("std", "t", contracts)).unwrap()
}

/// What one event of a type does.
fn one(event_type: &str) -> Activated {
    let world = world(&[event_type]);
    world.run(&started(&world, &[17]), &facts(&[17]))
}

fn notice(channel: NoticeChannel, to: &str, subject: &str) -> Doing {
    Doing::Message(Message::Notice {
        channel,
        to: to.to_owned(),
        subject: subject.to_owned(),
        text: "Achieng Odhiambo owes Sunlight Kenya KES 1,000.00.".to_owned(),
    })
}

#[test]
fn every_kind_does_what_it_says() {
    let url = "https://example.com/hook".to_owned();
    let amount = Money::from_minor(1_000);
    for (event_type, does, completed) in [
        ("refer", Doing::Refer { agency: "north".to_owned(), amount }, true),
        ("cancel", Doing::CancelReferrals, true),
        ("task", Doing::Task("Call Achieng Odhiambo".to_owned()), true),
        ("score", Doing::CreditScore(-20), true),
        ("letter", notice(NoticeChannel::Letter, "", "Account KE-1"), true),
        ("mail", notice(NoticeChannel::Mail, "achieng@example.com", "Account KE-1"), false),
        ("sms", notice(NoticeChannel::Sms, "+254700000001", ""), false),
        ("hook", Doing::Message(Message::WebHook { url }), false),
    ] {
        let ran = one(event_type);
        assert_eq!(ran.effects.len(), 1, "{event_type}");
        assert_eq!(ran.effects[0].does, does);
        let reason =
            if completed { ProcessReason::Completed } else { ProcessReason::EventsPending };
        assert_eq!((ran.process.reason, ran.failures), (reason, vec![]), "{event_type}");
    }
}

#[test]
fn what_fails_says_why_stays_pending_and_holds_up_the_rest() {
    let run = |events: &[&str], change: fn(&mut World, &mut AccountFacts), mail: &str| {
        let mut world = world(events);
        let process = started(&world, &[17]);
        let mut facts = facts(&[17]);
        change(&mut world, &mut facts);
        let about = Subject { mail, phone: "", ..subject(&facts) };
        let terms = Terms { today: world.today, settings: &world.settings, policy: &POLICY };
        activate(&process, &about, &BTreeSet::new(), &mut Referred::new(), &terms)
    };
    let normal: fn(&mut World, &mut AccountFacts) = |_, facts| {
        facts.standing.state = AccountState::Normal;
        facts.standing.repossession_pending_since = None;
    };
    let without_agencies: fn(&mut World, &mut AccountFacts) =
        |world, _| world.settings.agencies.clear();
    let skippable: fn(&mut World, &mut AccountFacts) =
        |world, _| world.settings.event_types.iter_mut().for_each(|one| one.may_be_skipped = true);
    let ended: fn(&mut World, &mut AccountFacts) = |_, facts| facts.standing.contracts.clear();
    for (events, change, failure, code, done) in [
        (
            ["mail", "letter"],
            (|_, _| ()) as fn(&mut World, &mut AccountFacts),
            Failure::NoAddress,
            "no_address",
            0,
        ),
        (["sms", "letter"], |_, _| (), Failure::NoAddress, "no_address", 0),
        (["sms", "letter"], skippable, Failure::NoAddress, "no_address", 1),
        (["refer", "letter"], without_agencies, Failure::NoAgency, "no_agency", 0),
        (
            ["write-off", "letter"],
            normal,
            Failure::NotEligible(Reason::AccountNotInDefault),
            "account_not_in_default",
            0,
        ),
        (
            ["write-off", "letter"],
            ended,
            Failure::NotEligible(Reason::AccountAlreadyTerminated),
            "account_already_terminated",
            0,
        ),
    ] {
        let ran = run(&events, change, "");
        assert_eq!(ran.failures, [(1, failure)], "{events:?}");
        assert_eq!(failure.code(), code);
        assert_eq!(ran.effects.len(), done, "{events:?}");
        assert_eq!(ran.process.reason, ProcessReason::EventsPending, "{events:?}");
        assert!(told(&ran.process)[1].ends_with("pending"), "{events:?}");
    }
}

#[test]
fn the_agency_with_least_to_collect_is_chosen() {
    let world = world(&["refer"]);
    let process = started(&world, &[17]);
    let account = facts(&[17, 18]);
    let terms = Terms { today: world.today, settings: &world.settings, policy: &POLICY };
    let mut referred = Referred::from([("north".to_owned(), Money::from_minor(500))]);
    let mut chosen = Vec::new();
    for _ in 0..4 {
        let ran = activate(&process, &subject(&account), &BTreeSet::new(), &mut referred, &terms);
        let Doing::Refer { agency, amount } = &ran.effects[0].does else { panic!("{ran:?}") };
        chosen.push((agency.clone(), amount.minor()));
    }
    let expected = ["south", "north", "south", "north"].map(|one| (one.to_owned(), 1_000));
    assert_eq!(chosen, expected);
    assert_eq!(referred["north"], Money::from_minor(2_500));
    assert_eq!(referred["south"], Money::from_minor(2_000));
}

#[test]
fn after_a_write_off_the_rest_of_the_events_go_on_with_nothing_left() {
    let mut world = world(&["write-off", "write-off", "refer", "task"]);
    let created = started(&world, &[17]);
    let mut moved = form_of(&created);
    moved.events[3].trigger_on = "2026-03-20".into();
    let created = world.save(&created, &moved).unwrap();
    let ran = world.run(&created, &facts(&[17, 18]));
    assert!(matches!(ran.effects[0].does, Doing::WriteOff(_)));
    assert_eq!(ran.effects[1].does, Doing::Nothing);
    let nothing = Money::ZERO;
    assert_eq!(ran.effects[2].does, Doing::Refer { agency: "north".to_owned(), amount: nothing });
    assert!(ran.process.is_active());
    assert_eq!(links(&ran.process), [(17, Some(("written_off", "2026-03-02".to_owned())))]);
    // It can still be saved, with no contract: none is left of it.
    let mut saved = form_of(&ran.process);
    saved.comments = "The customer has moved.".into();
    saved.events[3].trigger_on = "2026-03-25".into();
    world.today = day("2026-03-10");
    let saved = world.save(&ran.process, &saved).unwrap();
    assert_eq!(told(&saved)[4], "4 task 2026-03-25 pending");
    world.today = day("2026-03-25");
    let last = world.run(&saved, &facts(&[18]));
    assert_eq!(last.process.reason, ProcessReason::Completed);
    assert_eq!(links(&last.process), links(&ran.process));
}

#[test]
fn a_process_that_has_ended_and_a_type_that_is_gone_do_nothing() {
    let mut world = world(&["task", "letter"]);
    let process = started(&world, &[17]);
    let ended = world.cancel(&process).unwrap();
    let ran = world.run(&ended, &facts(&[17]));
    assert_eq!((ran.effects, ran.process), (vec![], ended));
    world.settings.event_types.retain(|one| one.code != "task");
    let ran = world.run(&process, &facts(&[17]));
    let done: Vec<u32> = ran.effects.iter().map(|one| one.sequence).collect();
    assert_eq!(done, [2]);
    assert!(ran.process.is_active());
}

#[test]
fn placeholders_are_filled_once() {
    for (text, customer, expected) in [
        ("Dear {customer}", "Achieng", "Dear Achieng"),
        ("{customer}{customer}", "A", "AA"),
        (
            "{customer}, {account}, {amount}, {company}",
            "A",
            "A, KE-1, KES 1,000.00, Sunlight Kenya",
        ),
        // What a customer is called is not read as a placeholder.
        ("{customer} owes {amount}", "{amount} {", "{amount} { owes KES 1,000.00"),
        ("{customer}", "{customer}", "{customer}"),
        ("Dear {customer", "A", "Dear {customer"),
        ("{{customer}}", "A", "{A}"),
        ("{name} {} { }{", "A", "{name} {} { }{"),
        ("{Customer}", "A", "{Customer}"),
        ("Échéance : {amount} €", "A", "Échéance : KES 1,000.00 €"),
        ("none", "A", "none"),
    ] {
        let mut world = world(&["task"]);
        let task = world.settings.event_types.iter_mut().find(|one| one.code == "task").unwrap();
        task.does = EventKind::Task { text: text.to_owned() };
        let about = AccountFacts { customer: customer.to_owned(), ..facts(&[17]) };
        let ran = world.run(&started(&world, &[17]), &about);
        assert_eq!(ran.effects[0].does, Doing::Task(expected.to_owned()), "{text}");
    }
}

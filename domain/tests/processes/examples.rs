//! P1 to P14 of the worked examples, with their dates and figures.

use domain::account::{AccountState, ContractId};
use domain::form::Fault;
use domain::journal::LedgerAccount::{Receivables, TaxLiability, WriteOffExpense};
use domain::language::Language;
use domain::money::{Balance, Money};
use domain::write_off_process::activator::{Doing, Message};
use domain::write_off_process::monitor::{Candidate, CandidateContract, open};
use domain::write_off_process::retry::{ANSWER_WAIT, ATTEMPTS_MAX, next_attempt_after};
use domain::write_off_process::settings::InUse;
use domain::write_off_process::{
    DayCount, LinkEnd, Process, ProcessId, ProcessReason, trigger_date, words,
};

use super::booked::booked;
use super::fixture::{
    World, account_contract, day, facts, faults, form, form_of, links, places, settings, template,
    told,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The process of template R that was created on Mon 2 Mar 2026 at 09:00.
pub(crate) fn process(contracts: &[i64]) -> Process {
    World::on("2026-03-02").start("2026-03-02T09:00", &form("std", "r", contracts)).unwrap()
}

/// The same after the run of that day.
pub(crate) fn after_first_run(contracts: &[i64]) -> Process {
    let ran = World::on("2026-03-02").run(&process(contracts), &facts(contracts));
    assert_eq!(ran.failures, []);
    ran.process
}

pub(crate) fn candidate(contracts: &[(i64, &str, i64)]) -> Candidate {
    let contract = |(id, debt_class, principal): &(i64, &str, i64)| CandidateContract {
        id: ContractId(*id),
        debt_class: (*debt_class).to_owned(),
        owed: Balance { principal: Money::from_minor(*principal), ..Balance::default() },
        in_process: false,
    };
    let facts = facts(&[]);
    Candidate {
        account: facts.account,
        state: AccountState::Defaulted,
        defaulted_on: Some(day("2026-01-01")),
        held_until: None,
        customer_class: "residential".to_owned(),
        deposit: Money::ZERO,
        contracts: contracts.iter().map(contract).collect(),
    }
}

#[test]
fn p1_events_complete_when_they_are_due_and_the_last_one_ends_the_process() {
    let created = process(&[17]);
    assert_eq!(
        told(&created),
        [
            "events_pending",
            "1 refer 2026-03-02 pending",
            "2 letter 2026-03-02 pending",
            "3 cancel 2026-05-01 pending",
            "4 write-off 2026-05-01 pending",
        ]
    );
    let first = World::on("2026-03-02").run(&created, &facts(&[17]));
    assert_eq!(first.effects.iter().map(|one| one.sequence).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        told(&first.process),
        [
            "events_pending",
            "1 refer 2026-03-02 complete 2026-03-02",
            "2 letter 2026-03-02 complete 2026-03-02",
            "3 cancel 2026-05-01 pending",
            "4 write-off 2026-05-01 pending",
        ]
    );
    let between = World::on("2026-04-30").run(&first.process, &facts(&[17]));
    assert_eq!((&between.process, between.effects.len()), (&first.process, 0));
    let last = World::on("2026-05-01").run(&first.process, &facts(&[17]));
    assert_eq!(last.effects.iter().map(|one| one.sequence).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(
        told(&last.process)[3..],
        ["3 cancel 2026-05-01 complete 2026-05-01", "4 write-off 2026-05-01 complete 2026-05-01"]
    );
    assert_eq!(last.process.reason, ProcessReason::Completed);
    assert_eq!(links(&last.process), [(17, Some(("written_off", "2026-05-01".to_owned())))]);
}

#[test]
fn p2_working_days_leave_out_the_week_end_and_the_holiday() {
    let world = World::on("2026-04-27");
    let working = world.start("2026-04-27T09:00", &form("std", "c", &[17])).unwrap();
    assert_eq!(told(&working), ["events_pending", "1 task 2026-05-05 pending"]);
    let closed = settings().closed_days();
    let calendar = trigger_date(day("2026-04-27"), 5, DayCount::Calendar, &closed);
    assert_eq!(calendar, day("2026-05-02"));
}

#[test]
fn p3_a_payment_that_clears_the_last_contract_cancels_the_process() {
    let before = after_first_run(&[17]);
    let mut after = before.clone();
    after.contract_ended(ContractId(17), LinkEnd::DebtCleared, day("2026-03-10"));
    assert_eq!(links(&after), [(17, Some(("debt_cleared", "2026-03-10".to_owned())))]);
    assert_eq!(
        told(&after),
        [
            "canceled_by_system",
            "1 refer 2026-03-02 complete 2026-03-02",
            "2 letter 2026-03-02 complete 2026-03-02",
            "3 cancel 2026-05-01 cancelled",
            "4 write-off 2026-05-01 cancelled",
        ]
    );
    assert!(Process::cancels_referrals(&before, &after));
    let before = after_first_run(&[17, 18]);
    let mut after = before.clone();
    after.contract_ended(ContractId(17), LinkEnd::DebtCleared, day("2026-03-10"));
    assert_eq!(links(&after), [(17, Some(("debt_cleared", "2026-03-10".to_owned()))), (18, None)]);
    assert_eq!(told(&after), told(&before));
    assert!(!Process::cancels_referrals(&before, &after));
}

#[test]
fn p4_the_template_changes_only_while_every_event_is_pending() {
    let ran = after_first_run(&[17]);
    let mut other = form_of(&ran);
    other.template = "d".into();
    assert_eq!(
        faults(World::on("2026-03-03").save(&ran, &other)),
        [("/change/save/template".to_owned(), Fault::TemplateFixed)]
    );
    let created = process(&[17]);
    let mut other = form_of(&created);
    other.template = "d".into();
    let changed = World::on("2026-03-02").save(&created, &other).unwrap();
    assert_eq!(changed.created_on, day("2026-03-02"));
    assert_eq!(
        told(&changed),
        [
            "events_pending",
            "1 task 2026-03-02 pending",
            "2 task 2026-03-12 pending",
            "3 write-off 2026-05-01 pending",
        ]
    );
}

#[test]
fn p5_re_scheduling_moves_what_is_pending() {
    let ran = after_first_run(&[17]);
    let moved = World::on("2026-03-03").reschedule(&ran, "2026-03-10").unwrap();
    assert_eq!(moved.created_on, day("2026-03-02"));
    assert_eq!(moved.starts_on, day("2026-03-10"));
    assert_eq!(
        told(&moved),
        [
            "events_pending",
            "1 refer 2026-03-02 complete 2026-03-02",
            "2 letter 2026-03-02 complete 2026-03-02",
            "3 cancel 2026-05-09 pending",
            "4 write-off 2026-05-09 pending",
        ]
    );
}

#[test]
fn p6_the_control_is_fixed_while_contracts_are_linked() {
    let world = World::on("2026-03-02");
    let created = process(&[17]);
    let mut other = form_of(&created);
    other.control = "hard".into();
    assert_eq!(
        faults(world.save(&created, &other)),
        [("/change/save/control".to_owned(), Fault::ControlFixed)]
    );
    // Unlinked, and another one linked for the other control.
    other.contracts = vec![ContractId(19)];
    let changed = world.save(&created, &other).unwrap();
    assert_eq!(changed.control, "hard");
    assert_eq!(links(&changed), [(17, Some(("unlinked", "2026-03-02".to_owned()))), (19, None)]);
    assert_eq!(
        faults(world.start("2026-03-02T09:00", &form("std", "r", &[17, 19]))),
        [("/form/contracts/1".to_owned(), Fault::OtherDebtClass)]
    );
}

#[test]
fn p7_a_contract_is_active_in_one_process() {
    let mut world = World::on("2026-03-03");
    let process = ProcessId(4_711);
    world.contracts[0].process = Some(process);
    assert_eq!(
        faults(world.start("2026-03-03T10:00", &form("std", "r", &[17]))),
        [("/form/contracts/0".to_owned(), Fault::LinkedElsewhere { process })]
    );
    // What is stored of a process that has ended is no process of the contract any more.
    world.contracts[0].process = None;
    assert!(world.start("2026-03-03T10:00", &form("std", "r", &[17])).is_ok());
}

#[test]
fn p8_the_first_criterion_that_is_true_chooses_the_template() {
    let settings = settings();
    let control = settings.control("std").unwrap();
    let deposit = Money::from_minor(1);
    for (class, deposit, template) in [
        ("business", deposit, "d"),
        ("residential", deposit, "d"),
        ("business", Money::ZERO, "c"),
        ("residential", Money::ZERO, "r"),
        ("institution", Money::ZERO, "r"),
    ] {
        assert_eq!(control.template_for(class, deposit), Some(template), "{class} {deposit:?}");
    }
    let mut without = settings.clone();
    without.controls[0].criteria.pop();
    assert_eq!(
        places(&without.check(&InUse::default()).unwrap_err()),
        [("/controls/0/criteria".to_owned(), Fault::NoDefaultCriterion)]
    );
}

#[test]
fn p9_a_hold_ends_on_its_day() {
    let held =
        Candidate { held_until: Some(day("2026-03-15")), ..candidate(&[(17, "standard", 1_000)]) };
    assert_eq!(open(&held, day("2026-03-14"), &settings()).processes, []);
    let opened = open(&held, day("2026-03-15"), &settings()).processes;
    assert_eq!(opened.len(), 1);
    assert_eq!(told(&opened[0])[1], "1 refer 2026-03-15 pending");
}

#[test]
fn p10_a_small_balance_is_written_down() {
    let opened = open(&candidate(&[(17, "standard", 40)]), day("2026-03-15"), &settings());
    assert_eq!(opened.processes, []);
    assert_eq!(opened.write_downs.len(), 1);
    assert_eq!(booked(opened.entry.as_ref()), [(WriteOffExpense, 40), (Receivables, -40)]);
    assert_eq!(opened.account_state, Some(AccountState::Finished));
}

#[test]
fn p11_a_write_off_is_of_the_linked_contracts() {
    let created = process(&[17, 18]);
    let all = facts(&[17, 18, 20]);
    let ran = World::on("2026-03-02").run(&created, &all).process;
    let last = World::on("2026-05-01").run(&ran, &all);
    let Doing::WriteOff(settled) = &last.effects[1].does else { panic!("{last:?}") };
    let ended: Vec<i64> = settled.contracts.iter().map(|one| one.contract.0).collect();
    assert_eq!(ended, [17, 18]);
    let lines = settled.contracts.iter().flat_map(|one| &one.lines);
    assert_eq!(lines.map(|line| line.lost().0).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(settled.account_state, AccountState::Defaulted);
    assert!(settled.write_off && !settled.completes_repossession);
    assert_eq!(
        booked(settled.entry.as_ref()),
        [(TaxLiability, 80), (WriteOffExpense, 1_920), (Receivables, -2_000)]
    );
    // The third one, by another process.
    let mut world = World::on("2026-05-02");
    world.contracts.push(account_contract(20, "standard"));
    world.settings.templates.push(template("w", DayCount::Calendar, &[("write-off", 0)]));
    let third = world.start("2026-05-02T08:00", &form("std", "w", &[20])).unwrap();
    let ended = world.run(&third, &facts(&[20]));
    let Doing::WriteOff(settled) = &ended.effects[0].does else { panic!("{ended:?}") };
    assert_eq!(settled.account_state, AccountState::Inactive);
    assert!(settled.completes_repossession);
}

#[test]
fn p12_a_web_hook_that_hangs_holds_up_what_comes_after_it_unless_it_may_be_skipped() {
    for (hook, then) in [("hook", vec![]), ("skippable-hook", vec![2])] {
        let mut world = World::on("2026-03-02");
        let events = [(hook, 0), ("letter", 0)];
        world.settings.templates.push(template("h", DayCount::Calendar, &events));
        let created = world.start("2026-03-02T01:00", &form("std", "h", &[17])).unwrap();
        let called = world.run(&created, &facts(&[17]));
        let url = "https://example.com/hook".to_owned();
        assert_eq!(called.effects[0].does, Doing::Message(Message::WebHook { url }));
        let waits = "1 ".to_owned() + hook + " 2026-03-02 pending";
        assert_eq!(told(&called.process)[1], waits);
        let later = |effects: &[domain::write_off_process::activator::Effect]| {
            effects.iter().map(|one| one.sequence).filter(|one| *one > 1).collect::<Vec<u32>>()
        };
        assert_eq!(later(&called.effects), then, "{hook}");
        // The next run does not call again what waits.
        let again = world.run_waiting(&called.process, &facts(&[17]), &[1]);
        assert_eq!((again.effects, again.failures), (vec![], vec![]), "{hook}");
        assert_eq!(again.process, called.process);
    }
    assert_eq!(ATTEMPTS_MAX, 8);
    assert_eq!(ANSWER_WAIT.as_secs(), 10);
    assert_eq!(next_attempt_after(1).unwrap().as_mins(), 5);
}

#[test]
fn p13_a_user_cancels() {
    let before = after_first_run(&[17]);
    let after = World::on("2026-03-05").cancel(&before).unwrap();
    assert_eq!(
        told(&after),
        [
            "canceled_by_user",
            "1 refer 2026-03-02 complete 2026-03-02",
            "2 letter 2026-03-02 complete 2026-03-02",
            "3 cancel 2026-05-01 cancelled",
            "4 write-off 2026-05-01 cancelled",
        ]
    );
    assert_eq!(links(&after), [(17, Some(("process_ended", "2026-03-05".to_owned())))]);
    assert!(Process::cancels_referrals(&before, &after));
}

#[test]
fn p14_the_title() {
    let created = words::day(day("2026-03-02"), Language::En);
    let title = words::title(
        "Achieng Odhiambo",
        ProcessReason::EventsPending,
        "Standard control",
        &created,
        Language::En,
    );
    assert_eq!(title, "Achieng Odhiambo, Active, Events Pending, Standard control, 2 Mar 2026");
}

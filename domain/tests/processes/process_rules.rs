//! R1 to R15, one test each, named by its rule.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::{AccountState, ContractId, ContractStatus};
use domain::form::Fault;
use domain::journal::LedgerAccount::{
    ClearingMobileMoney, Receivables, RecoveryIncome, TaxLiability, WriteOffExpense,
};
use domain::money::{AllocationOrder, Balance, Money};
use domain::payments::{
    Channel, Loss, LossKind, PayingAccount, PayingContract, Payment, Terms, pay,
};
use domain::role::{Permission, Role};
use domain::write_off::{write_off, write_off_contracts};
use domain::write_off_process::activator::Doing;
use domain::write_off_process::monitor::{Candidate, NotOpened, open, why_not};
use domain::write_off_process::settings::{Condition, InUse};
use domain::write_off_process::{
    EventStatus, LinkEnd, Process, ProcessId, ProcessReason, ProcessStatus, Refusal,
};

use super::booked::booked;
use super::examples::{after_first_run, candidate, process};
use super::fixture::{
    World, day, event_form, facts, faults, form, form_of, links, places, settings, told,
};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn r1_a_contract_is_in_at_most_one_active_process() {
    let mut world = World::on("2026-03-02");
    let other = ProcessId(7);
    world.contracts[1].process = Some(other);
    let elsewhere = Fault::LinkedElsewhere { process: other };
    assert_eq!(
        faults(world.start("2026-03-02T09:00", &form("std", "r", &[17, 18]))),
        [("/form/contracts/1".to_owned(), elsewhere)]
    );
    let created = process(&[17]);
    world.process = Some(ProcessId(6));
    let mut both = form_of(&created);
    both.contracts.push(ContractId(18));
    assert_eq!(
        faults(world.save(&created, &both)),
        [("/change/save/contracts/1".to_owned(), elsewhere)]
    );
    // Within one process once.
    both.contracts = vec![ContractId(17), ContractId(17)];
    assert_eq!(
        faults(world.save(&created, &both)),
        [("/change/save/contracts/1".to_owned(), Fault::StandsTwice)]
    );
    // The monitor leaves out what is in a process.
    let mut due = candidate(&[(17, "standard", 1_000), (18, "standard", 1_000)]);
    due.contracts[0].in_process = true;
    let opened = open(&due, day("2026-03-15"), &settings()).processes;
    assert_eq!(links(&opened[0]), [(18, None)]);
}

#[test]
fn r2_a_process_is_of_one_debt_class_and_its_control_is_fixed() {
    let world = World::on("2026-03-02");
    let created = process(&[17, 18]);
    let save = |control: &str, contracts: &[i64]| {
        let mut changed = form_of(&created);
        changed.control = control.into();
        changed.contracts = contracts.iter().copied().map(ContractId).collect();
        world.save(&created, &changed)
    };
    for (control, contracts, expected) in [
        ("hard", &[17, 18][..], vec![("/control", Fault::ControlFixed)]),
        ("hard", &[18], vec![("/control", Fault::ControlFixed)]),
        ("std", &[17, 19], vec![("/contracts/1", Fault::OtherDebtClass)]),
        ("hard", &[], vec![("/contracts", Fault::NoContract)]),
    ] {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(place, fault)| (["/change/save", place].concat(), fault))
            .collect();
        assert_eq!(faults(save(control, contracts)), expected, "{control} {contracts:?}");
    }
    assert_eq!(save("hard", &[19]).unwrap().control, "hard");
    // The monitor opens one process a class.
    let due = candidate(&[(17, "standard", 1_000), (19, "hardship", 1_000), (18, "standard", 900)]);
    let opened = open(&due, day("2026-03-15"), &settings()).processes;
    let told: Vec<_> = opened.iter().map(|one| (one.control.as_str(), links(one))).collect();
    assert_eq!(told, [("hard", vec![(19, None)]), ("std", vec![(17, None), (18, None)])]);
    // What is set up cannot turn a control with processes to another class.
    let mut after = settings();
    after.controls[0].debt_class = "hardship".to_owned();
    after.controls.pop();
    let controls = BTreeMap::from([("std".to_owned(), "standard".to_owned())]);
    let in_use = InUse { controls, ..InUse::default() };
    assert_eq!(
        places(&after.check(&in_use).unwrap_err()),
        [("/controls/0/debt_class".to_owned(), Fault::ClassFixed)]
    );
    assert_eq!(after.check(&InUse::default()), Ok(()));
    assert_eq!(settings().check(&in_use), Ok(()));
}

#[test]
fn r3_another_template_replaces_the_events_while_all_are_pending() {
    let world = World::on("2026-03-02");
    let created = process(&[17]);
    assert!(created.may_change_template());
    let mut other = form_of(&created);
    other.template = "c".into();
    let changed = world.save(&created, &other).unwrap();
    assert_eq!(told(&changed), ["events_pending", "1 task 2026-03-09 pending"]);
    let ran = after_first_run(&[17]);
    assert!(!ran.may_change_template());
    assert_eq!(
        faults(world.save(&ran, &other)),
        [("/change/save/template".to_owned(), Fault::TemplateFixed)]
    );
    assert!(!world.cancel(&created).unwrap().may_change_template());
}

#[test]
fn r4_events_are_due_days_after_the_creation_and_can_be_moved_while_they_are_pending() {
    let created = process(&[17]);
    assert_eq!(told(&created)[3], "3 cancel 2026-05-01 pending");
    let ran = after_first_run(&[17]);
    let mut moved = form_of(&ran);
    moved.events[2].trigger_on = "2026-06-15".into();
    moved.events[3].event_type = "letter".into();
    let saved = World::on("2026-03-03").save(&ran, &moved).unwrap();
    assert_eq!(told(&saved)[3..], ["3 cancel 2026-06-15 pending", "4 letter 2026-05-01 pending"]);
    moved.events[0].trigger_on = "2026-06-15".into();
    assert_eq!(
        faults(World::on("2026-03-03").save(&ran, &moved)),
        [("/change/save/events/0/sequence".to_owned(), Fault::EventNotPending)]
    );
}

#[test]
fn r5_a_run_does_what_is_due_in_sequence() {
    let world = World::on("2026-03-10");
    let mut listed = form("std", "r", &[17]);
    listed.events = vec![
        event_form(None, "score", "2026-03-09"),
        event_form(None, "task", "2026-03-20"),
        event_form(None, "letter", "2026-03-10"),
        event_form(None, "cancel", "2026-03-03"),
    ];
    let created = world.start("2026-03-02T09:00", &listed).unwrap();
    let ran = world.run(&created, &facts(&[17]));
    let done: Vec<u32> = ran.effects.iter().map(|one| one.sequence).collect();
    assert_eq!(done, [1, 3, 4]);
    assert_eq!(told(&ran.process)[2], "2 task 2026-03-20 pending");
    // The same run again does nothing.
    let again = world.run(&ran.process, &facts(&[17]));
    assert_eq!((again.effects, again.process), (vec![], ran.process));
}

#[test]
fn r6_the_last_event_ends_the_process() {
    let mut process = after_first_run(&[17]);
    process.complete(3, day("2026-05-01"));
    assert_eq!(process.reason, ProcessReason::EventsPending);
    process.complete(4, day("2026-05-02"));
    assert_eq!(process.reason, ProcessReason::Completed);
    assert_eq!(process.reason.status(), ProcessStatus::Inactive);
    assert_eq!(links(&process), [(17, Some(("process_ended", "2026-05-02".to_owned())))]);
    // So does taking out what was left.
    let ran = after_first_run(&[17]);
    let mut shorter = form_of(&ran);
    shorter.events.clear();
    let saved = World::on("2026-03-03").save(&ran, &shorter).unwrap();
    assert_eq!(saved.reason, ProcessReason::Completed);
    assert_eq!(saved.events.len(), 2);
}

#[test]
fn r7_with_the_debt_of_the_last_contract_the_process_is_canceled_at_once() {
    let before = after_first_run(&[17, 18]);
    let mut after = before.clone();
    let today = day("2026-03-10");
    after.contract_ended(ContractId(18), LinkEnd::DebtCleared, today);
    assert!(after.is_active() && !Process::cancels_referrals(&before, &after));
    // What is not linked changes nothing, and nothing ends twice.
    after.contract_ended(ContractId(99), LinkEnd::DebtCleared, today);
    after.contract_ended(ContractId(18), LinkEnd::Ended, today);
    assert_eq!(links(&after)[1], (18, Some(("debt_cleared", "2026-03-10".to_owned()))));
    after.contract_ended(ContractId(17), LinkEnd::Ended, today);
    assert_eq!(after.reason, ProcessReason::CanceledBySystem);
    assert!(after.events.iter().all(|one| one.status != EventStatus::Pending));
    assert!(Process::cancels_referrals(&before, &after));
    let ended = after.clone();
    after.complete(3, today);
    assert_eq!(after, ended);
}

#[test]
fn r8_a_user_cancels() {
    let world = World::on("2026-03-05");
    let before = after_first_run(&[17]);
    let after = world.cancel(&before).unwrap();
    assert_eq!(after.reason, ProcessReason::CanceledByUser);
    assert!(Process::cancels_referrals(&before, &after));
    assert!(!Process::cancels_referrals(&after, &after));
    // Nothing leads back.
    assert_eq!(world.cancel(&after), Err(Refusal::HasEnded));
    assert_eq!(world.save(&after, &form_of(&after)), Err(Refusal::HasEnded));
    assert_eq!(world.reschedule(&after, "2026-04-01"), Err(Refusal::HasEnded));
    for role in Role::ALL {
        let world = World { role, ..world.clone() };
        let may = matches!(role, Role::Admin | Role::BackOfficeManagement);
        assert_eq!(world.cancel(&before).is_ok(), may, "{role:?}");
        if !may {
            let refusal = Refusal::RoleMayNot(Permission::ManageProcesses);
            assert_eq!(world.cancel(&before), Err(refusal.clone()), "{role:?}");
            let started = world.start("2026-03-05T09:00", &form("std", "r", &[17]));
            assert_eq!(started, Err(refusal), "{role:?}");
        }
    }
}

#[test]
fn r9_nothing_is_removed_but_pending_events() {
    let ran = after_first_run(&[17, 18]);
    let mut shorter = form_of(&ran);
    shorter.contracts = vec![ContractId(18)];
    shorter.events = vec![event_form(None, "task", "2026-04-01")];
    let saved = World::on("2026-03-04").save(&ran, &shorter).unwrap();
    assert_eq!(
        told(&saved),
        [
            "events_pending",
            "1 refer 2026-03-02 complete 2026-03-02",
            "2 letter 2026-03-02 complete 2026-03-02",
            "5 task 2026-04-01 pending",
        ]
    );
    assert_eq!(links(&saved), [(17, Some(("unlinked", "2026-03-04".to_owned()))), (18, None)]);
    // Linked once more, it has a second row.
    let mut again = form_of(&saved);
    again.contracts.push(ContractId(17));
    let saved = World::on("2026-03-05").save(&saved, &again).unwrap();
    assert_eq!(
        links(&saved),
        [(17, Some(("unlinked", "2026-03-04".to_owned()))), (18, None), (17, None)]
    );
}

#[test]
fn r10_what_is_small_is_written_down_and_what_is_nothing_is_left() {
    for (owed, processes, write_downs) in
        [([0, 0], 0, 0), ([50, 0], 0, 1), ([51, 0], 1, 0), ([50, 51], 1, 1), ([1, 50], 0, 2)]
    {
        let due = candidate(&[(17, "standard", owed[0]), (18, "standard", owed[1])]);
        let opened = open(&due, day("2026-03-15"), &settings());
        let counts = (opened.processes.len(), opened.write_downs.len());
        assert_eq!(counts, (processes, write_downs), "{owed:?}");
        assert_eq!(opened.entry.is_some(), write_downs > 0, "{owed:?}");
    }
    // Without a limit nothing is.
    let mut settings = settings();
    settings.small_balance_limit = Money::ZERO;
    let opened = open(&candidate(&[(17, "standard", 1)]), day("2026-03-15"), &settings);
    assert_eq!((opened.processes.len(), opened.write_downs.len()), (1, 0));
}

#[test]
fn r11_criteria_by_priority_the_first_that_is_true() {
    let mut settings = settings();
    // The order in which they stand does not count.
    settings.controls[0].criteria.reverse();
    for (class, deposit, template) in [
        ("business", 1, "d"),
        ("business", 0, "c"),
        ("residential", 0, "r"),
        ("residential", 1, "d"),
    ] {
        let due = Candidate {
            customer_class: class.to_owned(),
            deposit: Money::from_minor(deposit),
            ..candidate(&[(17, "standard", 1_000)])
        };
        let opened = open(&due, day("2026-03-15"), &settings).processes;
        assert_eq!(opened[0].template, template, "{class} {deposit}");
    }
    assert_eq!(settings.check(&InUse::default()), Ok(()));
    settings.controls[0].criteria[0].when = Condition::ClassInstitution;
    assert_eq!(
        places(&settings.check(&InUse::default()).unwrap_err()),
        [("/controls/0/criteria".to_owned(), Fault::NoDefaultCriterion)]
    );
}

#[test]
fn r12_what_is_on_hold_is_never_selected() {
    let due = candidate(&[(17, "standard", 1_000), (18, "standard", 10)]);
    let held = Candidate { held_until: Some(day("2026-03-15")), ..due };
    for (today, held_back) in [("2026-03-14", true), ("2026-03-15", false), ("2026-03-16", false)] {
        let why = why_not(&held, day(today), &settings());
        assert_eq!(why, held_back.then_some(NotOpened::Held), "{today}");
        let opened = open(&held, day(today), &settings());
        assert_eq!(opened.processes.is_empty(), held_back, "{today}");
        assert_eq!(opened.write_downs.is_empty(), held_back, "{today}");
    }
}

#[test]
fn r13_a_write_off_splits_expense_and_tax_and_balances() {
    let mut world = World::on("2026-05-01");
    let events = [("write-off", 0)];
    let count = domain::write_off_process::DayCount::Calendar;
    world.settings.templates.push(super::fixture::template("w", count, &events));
    let created = world.start("2026-05-01T09:00", &form("std", "w", &[17])).unwrap();
    let ran = world.run(&created, &facts(&[17]));
    let Doing::WriteOff(settled) = &ran.effects[0].does else { panic!("{ran:?}") };
    let lines = booked(settled.entry.as_ref());
    assert_eq!(lines, [(TaxLiability, 40), (WriteOffExpense, 960), (Receivables, -1_000)]);
    assert_eq!(lines.iter().map(|(_, amount)| amount).sum::<i64>(), 0);
    // The same decision as every other write-off.
    assert_eq!(*settled, write_off(&facts(&[17])));
}

#[test]
fn r14_a_later_payment_is_a_recovery() {
    let linked = BTreeSet::from([ContractId(17)]);
    let settled = write_off_contracts(&facts(&[17]), &linked);
    let loss = Loss {
        kind: LossKind::WriteOff,
        booked_on: day("2026-05-01"),
        lost: settled.contracts[0].lost,
        recovered: Balance::default(),
    };
    let account = PayingAccount {
        account: settled.account.clone(),
        state: settled.account_state,
        paid_until: Some(day("2025-11-01")),
        credit: Money::ZERO,
        deposit: Money::ZERO,
        contracts: vec![PayingContract {
            id: ContractId(17),
            status: settled.contract_status,
            daily_rate: Money::from_minor(10),
            paid: Money::ZERO,
            balance: Balance::default(),
            loss: Some(loss),
        }],
    };
    let payment = Payment {
        paid_on: day("2026-05-10"),
        amount: Money::from_minor(500),
        channel: Channel::MobileMoney,
    };
    let today = day("2026-05-10");
    let terms = Terms { today, order: AllocationOrder::DEFAULT, late_days_forgiven: false };
    let paid = pay(&account, payment, terms).unwrap();
    assert!(paid.recovery);
    assert_eq!(
        booked(paid.entries.first()),
        [(ClearingMobileMoney, 500), (TaxLiability, -40), (RecoveryIncome, -460)]
    );
    assert_eq!(paid.account.state, AccountState::Inactive);
    assert_eq!(paid.account.contracts[0].status, ContractStatus::Terminated);
}

#[test]
fn r15_a_write_off_may_be_of_some_contracts_only() {
    let some = BTreeSet::from([ContractId(17), ContractId(19)]);
    let settled = write_off_contracts(&facts(&[17, 18, 19]), &some);
    let ended: Vec<i64> = settled.contracts.iter().map(|one| one.contract.0).collect();
    assert_eq!(ended, [17, 19]);
    assert_eq!(settled.account_state, AccountState::Defaulted);
    assert!(!settled.completes_repossession);
    let all = BTreeSet::from([17, 18, 19].map(ContractId));
    let settled = write_off_contracts(&facts(&[17, 18, 19]), &all);
    assert_eq!(settled, write_off(&facts(&[17, 18, 19])));
}

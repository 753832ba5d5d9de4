//! Starting processes for the accounts of a file: each verdict, and what is decided on the server.

use std::collections::BTreeMap;

use domain::account::{AccountFacts, AccountState, Collection, ContractCollection, ContractId};
use domain::bulk_write_off::{
    Change, Decision, Failure, OutcomeOf, Purpose, Reason, Seen, StartPlan, SubmissionContext,
    SubmissionRefusal, Submitted, Verdict, assess, judge, preview, seen_accounts,
};
use domain::money::{Balance, Money};
use domain::role::{Permission, Role};
use domain::upload::{self, Entry};
use domain::write_off_process::ProcessId;
use domain::{AccountId, Date};

use super::fixture::{World, account_contract, day, facts, form, settings};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const TODAY: &str = "2026-03-02";

fn plan(control: &str) -> StartPlan {
    StartPlan { control: control.to_owned(), settings: settings(), version: 3, seen_version: 3 }
}

fn purpose(control: &str) -> Purpose {
    Purpose::StartProcesses(Box::new(plan(control)))
}

/// The account KE-1 with contracts of these debt classes, each of which owes 1,000.
fn account(contracts: &[(i64, &str)]) -> AccountFacts {
    let numbers: Vec<i64> = contracts.iter().map(|(id, _)| *id).collect();
    let contract = |(id, debt_class): &(i64, &str)| ContractCollection {
        id: ContractId(*id),
        debt_class: (*debt_class).to_owned(),
        process: None,
    };
    let mut facts = facts(&numbers);
    facts.standing.collection = Some(Collection {
        held_until: None,
        customer_class: "residential".to_owned(),
        deposit: Money::ZERO,
        contracts: contracts.iter().map(contract).collect(),
    });
    facts
}

fn with(change: impl FnOnce(&mut AccountFacts)) -> AccountFacts {
    let mut facts = account(&[(17, "standard"), (18, "standard"), (19, "hardship")]);
    change(&mut facts);
    facts
}

fn collection(facts: &mut AccountFacts) -> &mut Collection {
    facts.standing.collection.as_mut().unwrap()
}

fn entries(file: &str) -> Vec<Entry> {
    upload::read(file.as_bytes(), None).unwrap().entries
}

fn verdict(facts: &AccountFacts, control: &str, today: &str) -> Verdict {
    assess(&entries("KE-1")[0], Some(facts), day(today), &purpose(control))
}

fn reason(facts: &AccountFacts, control: &str) -> Option<Reason> {
    match verdict(facts, control, TODAY) {
        Verdict::Eligible { .. } => None,
        Verdict::Ineligible(reason) => Some(reason),
    }
}

fn in_process(facts: &mut AccountFacts, contracts: &[i64]) {
    for one in &mut collection(facts).contracts {
        if contracts.contains(&one.id.0) {
            one.process = Some(4_711 + one.id.0);
        }
    }
}

#[test]
fn why_none_is_started() {
    let process = ProcessId(4_711 + 17);
    for (facts, control, why) in [
        (with(|_| ()), "std", None),
        (with(|_| ()), "hard", None),
        (with(|one| one.standing.state = AccountState::Normal), "std", None),
        (
            with(|one| one.standing.state = AccountState::Inactive),
            "std",
            Some(Reason::AccountAlreadyTerminated),
        ),
        (with(|one| one.standing.contracts.clear()), "std", Some(Reason::AccountAlreadyTerminated)),
        // R12: held until tomorrow; until today is no longer.
        (
            with(|one| collection(one).held_until = Some(day("2026-03-03"))),
            "std",
            Some(Reason::AccountOnHold),
        ),
        (with(|one| collection(one).held_until = Some(day(TODAY))), "std", None),
        (
            with(|one| {
                one.standing.contracts.iter_mut().for_each(|one| one.balance = Balance::default());
            }),
            "std",
            Some(Reason::NothingOwed),
        ),
        (account(&[(17, "standard")]), "hard", Some(Reason::OtherDebtClass)),
        (with(|one| in_process(one, &[17])), "std", None),
        (with(|one| in_process(one, &[17, 18])), "std", Some(Reason::InActiveProcess { process })),
        (with(|one| in_process(one, &[17, 18])), "hard", None),
        // What owes nothing is not asked whether it is in a process.
        (
            with(|one| {
                in_process(one, &[17]);
                one.standing.contracts[1].balance = Balance::default();
            }),
            "std",
            Some(Reason::InActiveProcess { process }),
        ),
        (with(|_| ()), "other", Some(Reason::NoTemplate)),
        (with(|one| one.standing.collection = None), "std", Some(Reason::NothingOwed)),
    ] {
        assert_eq!(reason(&facts, control), why, "{facts:?}");
    }
    let mut without_default = plan("std");
    without_default.settings.controls[0].criteria.pop();
    let verdict = without_default.assess(&with(|_| ()), day(TODAY));
    assert_eq!(verdict, Verdict::Ineligible(Reason::NoTemplate));
}

#[test]
fn what_is_wrong_with_the_file_is_said_as_of_a_write_off() {
    let entries = entries("K E\nKE-1\nKE-1\nKE-9\n");
    let facts = BTreeMap::from([(AccountId::parse("KE-1").unwrap(), with(|_| ()))]);
    let preview = preview(&entries, &facts, day(TODAY), &purpose("std"));
    let codes: Vec<&str> = preview.rows.iter().map(|row| row.verdict.code()).collect();
    assert_eq!(
        codes,
        ["eligible", "malformed_account_id", "duplicate_entry", "account_does_not_exist"]
    );
    assert_eq!(preview.counts.amount, Money::from_minor(2_000));
    assert!(preview.counts.products_lost.is_empty(), "nothing is lost by starting a process");
}

#[test]
fn before_the_grace_is_over_or_without_a_default_it_is_early() {
    let early = |facts: &AccountFacts, today| match verdict(facts, "std", today) {
        Verdict::Eligible { days_since_default, early, by_pending_repossession, .. } => {
            (days_since_default, early, by_pending_repossession)
        }
        Verdict::Ineligible(reason) => panic!("{reason:?}"),
    };
    let normal = with(|one| {
        one.standing.state = AccountState::Normal;
        one.standing.repossession_pending_since = None;
    });
    let paid_since = with(|one| one.standing.state = AccountState::Normal);
    assert_eq!(early(&with(|_| ()), "2026-01-30"), (29, true, false));
    assert_eq!(early(&with(|_| ()), "2026-01-31"), (30, false, false));
    assert_eq!(early(&normal, "2026-03-02"), (0, true, false));
    assert_eq!(early(&paid_since, "2026-01-31"), (30, false, true));
}

#[test]
fn what_is_started_is_what_a_person_would_start() {
    let deposit = |one: &mut AccountFacts| collection(one).deposit = Money::from_minor(1);
    let business = |one: &mut AccountFacts| collection(one).customer_class = "business".to_owned();
    for (facts, control, template, contracts) in [
        (with(|_| ()), "std", "r", vec![17, 18]),
        (with(deposit), "std", "d", vec![17, 18]),
        (with(business), "std", "c", vec![17, 18]),
        (with(|one| in_process(one, &[17])), "std", "r", vec![18]),
        (with(business), "hard", "r", vec![19]),
    ] {
        let started = plan(control).start(&facts, day(TODAY)).unwrap();
        let mut world = World::on(TODAY);
        world.contracts = [(17, "standard"), (18, "standard"), (19, "hardship")]
            .map(|(id, class)| account_contract(id, class))
            .into();
        let by_hand = world.start("2026-03-02T09:00", &form(control, template, &contracts));
        assert_eq!(started.process, by_hand.unwrap());
    }
}

/// Decides about KE-1, seen as it was, by a plan whose settings were seen in a version.
fn judged(
    before: &AccountFacts,
    now: &AccountFacts,
    role: Option<Role>,
    plan: StartPlan,
) -> Result<Decision, SubmissionRefusal> {
    judged_on(before, now, role, plan, day(TODAY), false)
}

fn judged_on(
    before: &AccountFacts,
    now: &AccountFacts,
    role: Option<Role>,
    plan: StartPlan,
    today: Date,
    early_acknowledged: bool,
) -> Result<Decision, SubmissionRefusal> {
    let entries = entries("KE-1");
    let seen = Seen { account: before.account.clone(), standing: before.standing.clone() };
    let seen = seen_accounts(vec![seen], &entries).unwrap();
    let facts = BTreeMap::from([(now.account.clone(), now.clone())]);
    let purpose = Purpose::StartProcesses(Box::new(plan));
    let situation = SubmissionContext { role, today, purpose, facts };
    judge(Submitted { entries: &entries, seen: &seen, early_acknowledged }, &situation)
}

#[test]
fn what_changed_since_the_preview_is_left_alone() {
    let before = with(|_| ());
    let unchanged = judged(&before, &before, Some(Role::Admin), plan("std")).unwrap();
    assert_eq!(unchanged.outcomes[0].result.code(), "process_started");
    assert_eq!(unchanged.starts.len(), 1);
    assert_eq!(unchanged.done(), 1);
    for (now, change) in [
        (with(|one| collection(one).held_until = Some(day("2026-04-01"))), Change::Hold),
        (with(|one| in_process(one, &[17])), Change::ActiveProcess),
        (with(|one| collection(one).deposit = Money::from_minor(5)), Change::Criteria),
        (with(|one| collection(one).customer_class = "business".to_owned()), Change::Criteria),
        (
            with(|one| collection(one).contracts[0].debt_class = "hardship".to_owned()),
            Change::Criteria,
        ),
        (with(|one| one.standing.contracts[0].balance = Balance::default()), Change::Balance),
        (with(|one| one.standing.state = AccountState::Late), Change::State),
    ] {
        let decision = judged(&before, &now, Some(Role::Admin), plan("std")).unwrap();
        let expected = OutcomeOf::Failed(Failure::ChangedSincePreview(vec![change]));
        assert_eq!(decision.outcomes[0].result, expected);
        assert!(decision.starts.is_empty());
    }
}

#[test]
fn who_may_start_and_by_which_settings() {
    let facts = with(|_| ());
    let judged = |role, plan| judged(&facts, &facts, role, plan).map(|decision| decision.done());
    assert_eq!(judged(None, plan("std")), Err(SubmissionRefusal::Disabled));
    for role in Role::ALL {
        let permission = Permission::ManageProcesses;
        let expected = if role.may(permission) {
            Ok(1)
        } else {
            Err(SubmissionRefusal::RoleMayNot { role, permission })
        };
        assert_eq!(judged(Some(role), plan("std")), expected);
    }
    let admin = Some(Role::Admin);
    assert_eq!(judged(admin, plan("gone")), Err(SubmissionRefusal::UnknownControl));
    let of_before = StartPlan { seen_version: 2, ..plan("std") };
    assert_eq!(judged(admin, of_before), Err(SubmissionRefusal::SettingsChanged));
    let early = |acknowledged| {
        let on = day("2026-01-15");
        judged_on(&facts, &facts, admin, plan("std"), on, acknowledged).map(|one| one.done())
    };
    let refused = SubmissionRefusal::EarlyNotAcknowledged { early: 1, early_days: 30 };
    assert_eq!(early(false), Err(refused));
    assert_eq!(early(true), Ok(1));
}

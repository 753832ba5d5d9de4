//! Payments: the preview says what a commit does.

use super::fixture::*;
use crate::import::facts::{LossFact, PaidBefore, PayingFacts};
use crate::payments::{Loss, LossKind};

/// A payment for each amount, of one account, one after the other.
fn paid(facts: Facts, amounts: &[i64]) -> Vec<RowResult> {
    let numbered = (1..).zip(amounts);
    let payments =
        numbered.map(|(number, amount)| payment(&format!("N-{number}"), "KE-1", *amount));
    decided(facts, payments.map(Record::Payment).collect()).0
}

fn refused_for(result: &RowResult) -> (Option<Field>, Reason, String) {
    let RowResult::Refused { refusals } = result else { panic!("taken: {result:?}") };
    assert_eq!(refusals.len(), 1);
    (refusals[0].field, refusals[0].reason.clone(), refusals[0].found.clone())
}

fn nothing_to_pay() -> (Option<Field>, Reason, String) {
    (Some(Field::Account), Reason::NothingToPay, "KE-1".to_owned())
}

#[test]
fn a_payment_of_an_account_that_owes_nothing_is_refused() {
    let finished = || {
        with(|facts| {
            facts.contracts[0].status = ContractStatus::Finished;
            facts.contracts[0].balance = Balance::default();
        })
    };
    let (results, effects) =
        decided(finished(), vec![Record::Payment(payment("N-1", "KE-1", 100))]);
    assert_eq!(refused_for(&results[0]), nothing_to_pay());
    assert_eq!(effects, crate::import::Effects::default());
    // What was given up can be recovered.
    let lost = with(|facts| {
        *facts = written_off();
        let loss = Loss {
            kind: LossKind::WriteOff,
            booked_on: on("2026-08-01"),
            lost: Balance { principal: money(500), ..Balance::default() },
            recovered: Balance::default(),
        };
        facts.paying.losses = vec![LossFact { contract: "C-1".to_owned(), loss }];
    });
    assert!(are_created(&paid(lost, &[100])));
    // A contract of the same file owes something.
    let rows = vec![
        contract(|row| row.number = "C-2".to_owned()),
        Record::Payment(payment("N-1", "KE-1", 100)),
    ];
    assert!(are_created(&decided(finished(), rows).0));
}

/// The contract owes 40,001.50 in all.
#[test]
fn payments_follow_each_other() {
    let results = paid(facts(), &[4_000_000, 150, 1]);
    assert!(are_created(&results[..2]));
    assert_eq!(refused_for(&results[2]), nothing_to_pay());
    // What is refused changes nothing for those after it.
    let far = |facts: &mut Facts| facts.accounts[0].paid_until = Some(on("9999-12-30"));
    let results = paid(with(far), &[8_000, 8_000, 100]);
    assert!(are_created(&results[..1]));
    assert_eq!(refused_for(&results[1]).1, Reason::PaidUntilTooLate);
    assert!(are_created(&results[2..]));
}

#[test]
fn a_payment_that_would_leave_the_calendar_is_refused_for_that() {
    let last = |facts: &mut Facts| facts.accounts[0].paid_until = Some(on("9999-12-31"));
    let results = paid(with(last), &[8_000]);
    let expected = (Some(Field::Account), Reason::PaidUntilTooLate, "KE-1".to_owned());
    assert_eq!(refused_for(&results[0]), expected);
    // What is left of earlier payments counts.
    let credit = |facts: &mut Facts| {
        last(facts);
        let (account, credit) = (id("KE-1"), money(7_999));
        let accounts = vec![PaidBefore { account, credit, deposit: Money::ZERO }];
        facts.paying = PayingFacts { accounts, ..PayingFacts::default() };
    };
    assert!(are_created(&paid(with(last), &[1])));
    assert_eq!(refused_for(&paid(with(credit), &[1])[0]), expected);
}

#[test]
fn the_terms_of_payments_are_those_that_they_were_judged_by() {
    let forgiven = |facts: &mut Facts| facts.paying.late_days_forgiven = true;
    let row = Record::Payment(payment("N-1", "KE-1", 100));
    let (_, effects) = decided(with(forgiven), vec![row]);
    let terms = effects.payment_terms.unwrap();
    assert!(terms.late_days_forgiven);
    assert_eq!((terms.today, effects.payments.len()), (on("2026-11-28"), 1));
}

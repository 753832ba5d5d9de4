//! What another system tells again is nothing new, whatever payments have made of it since.

use super::fixture::*;
use crate::import::Effects;
use crate::import::facts::AsTold;

/// The company after a payment: 50 of the fees and 1,000 of the principal, and five days.
fn paid() -> Facts {
    let mut facts = told();
    facts.contracts[0].balance.fees = money(50);
    facts.contracts[0].balance.principal = money(3_900_000);
    facts.contracts[0].paid = money(1_100_000);
    facts.accounts[0].paid_until = Some(on("2026-12-06"));
    facts.accounts[0].has_payments = true;
    facts
}

/// The row that was told last time.
fn as_told() -> ContractRow {
    ContractRow {
        fees: Some(money(100)),
        tax: Some(money(50)),
        paid: Some(money(1_000_000)),
        status: Some(ContractStatus::Active),
        ..contract_row("C-1", "KE-1")
    }
}

fn as_told_but(change: impl FnOnce(&mut ContractRow)) -> Record {
    let mut row = as_told();
    change(&mut row);
    Record::Contract(Box::new(row))
}

fn until(day: &str) -> Record {
    account(|row| row.paid_until = Some(on(day)))
}

/// The only result of a row and what is written of it.
fn one(facts: Facts, record: Record) -> (RowResult, Effects) {
    let (mut results, effects) = decided(facts, vec![record]);
    (results.remove(0), effects)
}

#[test]
fn what_is_told_again_leaves_what_payments_have_made_of_it() {
    let left_out = |change: fn(&mut ContractRow)| as_told_but(change);
    for record in [
        as_told_but(|_| ()),
        left_out(|row| row.status = None),
        left_out(|row| (row.fees, row.tax, row.paid) = (None, None, None)),
        until("2026-12-01"),
        account(|_| ()),
    ] {
        let said = format!("{record:?}");
        assert_eq!(one(paid(), record), (RowResult::Same, Effects::default()), "{said}");
    }
    // Another field changes, and nothing but that.
    let (result, effects) = one(paid(), as_told_but(|row| row.daily_rate = money(9_000)));
    let change =
        FieldChange { field: Field::DailyRate, from: "8000".to_owned(), to: "9000".to_owned() };
    assert_eq!(result, RowResult::Changed { changes: vec![change] });
    let after = &effects.contracts[0].after;
    assert_eq!((after.balance, after.paid), (paid().contracts[0].balance, money(1_100_000)));
}

#[test]
fn a_contract_that_payments_finished_is_told_active_until_the_other_system_knows() {
    let mut facts = paid();
    facts.contracts[0].status = ContractStatus::Finished;
    facts.contracts[0].balance = Balance::default();
    let row = as_told_but(|_| ());
    assert_eq!(one(facts.clone(), row.clone()), (RowResult::Same, Effects::default()));
    let knows = as_told_but(|row| {
        row.status = Some(ContractStatus::Finished);
        row.principal = Money::ZERO;
        (row.fees, row.tax) = (Some(Money::ZERO), Some(Money::ZERO));
        row.paid = Some(money(1_100_000));
    });
    let (result, effects) = one(facts.clone(), knows);
    assert_eq!((result, effects.contracts.len()), (RowResult::Same, 0));
    facts.contracts[0].told = Some(effects.contracts_told[0].told);
    // From then on it would begin again.
    let from = ContractStatus::Finished;
    assert_eq!(refused(facts, row)[0], Reason::StatusCannotBecome { from });
}

#[test]
fn other_amounts_are_taken_all_together() {
    let row = as_told_but(|row| row.principal = money(3_950_000));
    let (result, effects) = one(paid(), row);
    let RowResult::Changed { changes } = result else { panic!("{result:?}") };
    let fields: Vec<Field> = changes.iter().map(|one| one.field).collect();
    assert_eq!(fields, [Field::Principal, Field::Fees, Field::Paid]);
    let balance = Balance { principal: money(3_950_000), fees: money(100), tax: money(50) };
    let after = &effects.contracts[0].after;
    assert_eq!((after.balance, after.paid), (balance, money(1_000_000)));
    let status = ContractStatus::Active;
    assert_eq!(after.told, Some(AsTold { status, balance, paid: money(1_000_000) }));
    assert_eq!(effects.contracts_told, []);
}

#[test]
fn a_row_that_tells_what_is_here_is_remembered_without_anything_else() {
    let mut facts = paid();
    let knows = as_told_but(|row| {
        (row.principal, row.fees) = (money(3_900_000), Some(money(50)));
        row.paid = Some(money(1_100_000));
    });
    let (results, effects) = decided(facts.clone(), vec![knows, until("2026-12-06")]);
    assert_eq!(results, [RowResult::Same, RowResult::Same]);
    let Effects { accounts_told, contracts_told, .. } = effects.clone();
    let expected = Effects {
        accounts_told: accounts_told.clone(),
        contracts_told: contracts_told.clone(),
        ..Effects::default()
    };
    assert_eq!(effects, expected);
    facts.accounts[0].paid_until_told = Some(accounts_told[0].paid_until);
    facts.contracts[0].told = Some(contracts_told[0].told);
    // What was told before that is another thing now.
    let (result, _) = one(facts.clone(), as_told_but(|_| ()));
    assert!(matches!(result, RowResult::Changed { .. }), "{result:?}");
    assert_eq!(refused(facts, until("2026-12-01")), [Reason::PaidUntilFollowsPayments]);
}

#[test]
fn what_was_never_told_and_what_was_ended_here_are_not_told_again() {
    let mut facts = paid();
    facts.contracts[0].told = None;
    facts.accounts[0].paid_until_told = None;
    let (result, _) = one(facts.clone(), as_told_but(|_| ()));
    assert!(matches!(result, RowResult::Changed { .. }), "{result:?}");
    assert_eq!(refused(facts, until("2026-12-01")), [Reason::PaidUntilFollowsPayments]);
    let mut facts = written_off();
    facts.contracts[0].told = told().contracts[0].told;
    assert_eq!(refused(facts, as_told_but(|row| row.status = None))[0], Reason::WrittenOff);
}

fn worth(values: &[(ProductCondition, i64)]) -> Record {
    let values = values.iter().map(|(condition, value)| (*condition, money(*value))).collect();
    Record::Product(ProductRow { name: "control unit".to_owned(), values })
}

#[test]
fn a_value_of_a_product_that_is_told_again_leaves_what_was_decided_here() {
    use ProductCondition::{AsNew, Damaged, Used};
    let mut facts = facts();
    facts.products[0].values = vec![(AsNew, money(400))];
    let again = worth(&[(AsNew, 500), (Used, 0)]);
    assert_eq!(one(facts.clone(), again), (RowResult::Same, Effects::default()));
    // Another value is news, and what is told beside it again is none.
    let (result, effects) = one(facts.clone(), worth(&[(AsNew, 500), (Used, 300)]));
    let change =
        FieldChange { field: Field::ValueUsed, from: "0".to_owned(), to: "300".to_owned() };
    assert_eq!(result, RowResult::Changed { changes: vec![change] });
    assert_eq!(effects.products[0].values, [(Used, money(300))]);
    let told = &effects.products_told[0];
    assert_eq!(told.name, "Control unit");
    assert_eq!(told.told, [(AsNew, money(500)), (Used, money(300))]);
    // What is here already, and was never told, is remembered.
    let (result, effects) = one(facts.clone(), worth(&[(AsNew, 400), (Damaged, 0)]));
    assert_eq!((result, effects.products.len()), (RowResult::Same, 0));
    assert!(effects.tell_something());
    facts.products[0].told = effects.products_told[0].told.clone();
    let (result, _) = one(facts, worth(&[(AsNew, 500)]));
    assert!(matches!(result, RowResult::Changed { .. }), "{result:?}");
}

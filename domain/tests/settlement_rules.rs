//! What a repossession does, and that a write-off is one in which nothing comes back.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod booked;
mod support;

use domain::account::{
    AccountFacts, AccountState, ContractId, ContractStatus, ProductId, Quantity,
};
use domain::journal::LedgerAccount;
use domain::money::Money;
use domain::repossession::{ProductCondition, Returns, Settlement, Valuation, settle};
use domain::write_off::write_off;

use booked::booked;
use support::defaulted;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn facts() -> AccountFacts {
    defaulted("KE-1", "2026-08-01")
}

fn returned(quantities: &[(i64, u32)]) -> Returns {
    let one = |(product, quantity): &(i64, u32)| {
        ((ContractId(1), ProductId(*product)), Quantity(*quantity))
    };
    quantities.iter().map(one).collect()
}

fn journal(settlement: &Settlement) -> Vec<(LedgerAccount, i64)> {
    booked(settlement.entry.as_ref())
}

#[test]
fn what_a_repossession_does() {
    let worth = Money::from_minor(300);
    let valuation = Valuation::from([((ProductId(1), ProductCondition::Used), worth)]);
    let done = settle(&facts(), &returned(&[(1, 1), (2, 2)]), ProductCondition::Used, &valuation);
    assert!(!done.write_off);
    assert_eq!(done.account_state, AccountState::Defaulted);
    assert_eq!(done.contract_status, ContractStatus::Terminated);
    assert!(done.completes_repossession);
    let lines: Vec<_> = done.contracts[0]
        .lines
        .iter()
        .map(|line| (line.product.0, line.held.0, line.returned.0, line.lost().0))
        .collect();
    assert_eq!(lines, [(1, 1, 1, 0), (2, 3, 2, 1)]);
    assert_eq!(
        journal(&done),
        [
            (LedgerAccount::RepossessedStock, 300),
            (LedgerAccount::TaxLiability, 7),
            (LedgerAccount::LossOnRepossession, 750),
            (LedgerAccount::Receivables, -1_057),
        ]
    );
    // In another condition it is worth nothing.
    let damaged = settle(&facts(), &returned(&[(1, 1)]), ProductCondition::Damaged, &valuation);
    assert_eq!(journal(&damaged)[1], (LedgerAccount::LossOnRepossession, 1_050));
}

#[test]
fn goods_taken_back_never_make_a_profit() {
    let valuation =
        Valuation::from([((ProductId(1), ProductCondition::AsNew), Money::from_minor(9_999))]);
    let done = settle(&facts(), &returned(&[(1, 1)]), ProductCondition::AsNew, &valuation);
    assert_eq!(
        journal(&done),
        [
            (LedgerAccount::RepossessedStock, 1_050),
            (LedgerAccount::TaxLiability, 7),
            (LedgerAccount::Receivables, -1_057),
        ]
    );
}

#[test]
fn a_repossession_of_nothing_is_the_write_off() {
    let valuation =
        Valuation::from([((ProductId(1), ProductCondition::Used), Money::from_minor(300))]);
    let nothing = settle(&facts(), &Returns::new(), ProductCondition::Used, &valuation);
    assert_eq!(nothing, write_off(&facts()));
    let zero = settle(&facts(), &returned(&[(1, 0), (2, 0)]), ProductCondition::Used, &valuation);
    assert_eq!(zero, nothing);
    assert_eq!(nothing.account_state, AccountState::Inactive);
    assert_eq!(nothing.condition, ProductCondition::NothingRecovered);
}

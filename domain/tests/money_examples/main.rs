//! Worked examples of money, to the minor unit: payments, recoveries, reversals, repossessions, and
//! the days on which accounts become late and default.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod days;
mod reversals;
#[path = "../support/mod.rs"]
mod support;

use domain::account::{
    AccountFacts, AccountState, ActiveContract, ContractId, ContractStatus, Held, ProductId,
    Quantity, Standing,
};
use domain::daily_run::{DailyRun, days_due};
use domain::journal::{Cause, Entry, LedgerAccount, lines};
use domain::money::{AMOUNT_MAX, AllocationOrder, Balance, Money};
use domain::payments::{
    Channel, Loss, LossKind, Paid, PayingAccount, PayingContract, Payment, Refusal, Terms, pay,
    reverse,
};
use domain::repossession::{ProductCondition, Returns, Settlement, Valuation, settle};
use domain::write_off::write_off;
use domain::{AccountId, Date};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use LedgerAccount::{
    ClearingMobileMoney as Clearing, CustomerDeposits, LossOnRepossession, Receivables,
    RecoveryIncome, RepossessedStock, TaxLiability, WriteOffExpense,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn balance([principal, fees, tax]: [i64; 3]) -> Balance {
    let money = Money::from_minor;
    Balance { principal: money(principal), fees: money(fees), tax: money(tax) }
}

fn minor(balance: &Balance) -> [i64; 3] {
    [balance.principal, balance.fees, balance.tax].map(Money::minor)
}

fn contract(id: i64, owed: [i64; 3], rate: i64) -> PayingContract {
    PayingContract {
        id: ContractId(id),
        status: ContractStatus::Active,
        daily_rate: Money::from_minor(rate),
        paid: Money::ZERO,
        balance: balance(owed),
        loss: None,
    }
}

fn account(state: AccountState, paid_until: &str, contracts: Vec<PayingContract>) -> PayingAccount {
    PayingAccount {
        account: AccountId::parse("KE-1").unwrap(),
        state,
        paid_until: Some(day(paid_until)),
        credit: Money::ZERO,
        deposit: Money::ZERO,
        contracts,
    }
}

fn terms(today: &str) -> Terms {
    Terms { today: day(today), order: AllocationOrder::DEFAULT, late_days_forgiven: false }
}

fn payment(amount: i64, paid_on: &str) -> Payment {
    Payment {
        paid_on: day(paid_on),
        amount: Money::from_minor(amount),
        channel: Channel::MobileMoney,
    }
}

fn paid(account: &PayingAccount, amount: i64, on: &str) -> Paid {
    pay(account, payment(amount, on), terms(on)).unwrap()
}

/// The lines of entries: cause, ledger account, and the amount, credits negative.
fn booked<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<(Cause, LedgerAccount, i64)> {
    let mut all = Vec::new();
    for entry in entries {
        for line in lines(&entry.postings) {
            let amount = line.debit.minor() - line.credit.minor();
            all.push((entry.cause, line.ledger_account, amount));
        }
        let sum: i64 =
            all.iter().filter(|(cause, ..)| *cause == entry.cause).map(|one| one.2).sum();
        assert_eq!(sum, 0, "{entry:?}");
    }
    all
}

/// What a write-off or a repossession is decided from.
fn facts(owed: [i64; 3], held: &[(i64, u32)]) -> AccountFacts {
    let held = held
        .iter()
        .map(|(product, quantity)| Held {
            product: ProductId(*product),
            quantity: Quantity(*quantity),
        })
        .collect();
    let standing = Standing {
        collection: None,
        state: AccountState::Defaulted,
        defaulted_on: Some(day("2026-10-31")),
        repossession_pending_since: Some(day("2026-10-31")),
        contracts: vec![ActiveContract { id: ContractId(1), balance: balance(owed), held }],
    };
    AccountFacts { standing, ..support::defaulted("KE-1", "2026-10-31") }
}

/// The account as a settlement leaves it.
fn settled(settlement: &Settlement, on: &str) -> PayingAccount {
    let kind = if settlement.write_off { LossKind::WriteOff } else { LossKind::Repossession };
    let contracts = settlement
        .contracts
        .iter()
        .map(|ended| PayingContract {
            status: settlement.contract_status,
            loss: Some(Loss {
                kind,
                booked_on: day(on),
                lost: ended.lost,
                recovered: Balance::default(),
            }),
            ..contract(ended.contract.0, [0, 0, 0], 100)
        })
        .collect();
    account(settlement.account_state, "2026-10-01", contracts)
}

/// M2's account: behind, with one contract.
fn behind(paid_until: &str, state: AccountState) -> PayingAccount {
    account(state, paid_until, vec![contract(1, [5_000, 200, 800], 100)])
}

#[test]
fn m1_a_write_off_splits_by_component() {
    let done = write_off(&facts([900, 50, 100], &[]));
    assert_eq!(
        booked(&done.entry),
        [
            (Cause::WriteOff, TaxLiability, 100),
            (Cause::WriteOff, WriteOffExpense, 950),
            (Cause::WriteOff, Receivables, -1_050),
        ]
    );
    assert_eq!(done.account_state, AccountState::Inactive);
    assert_eq!(done.contract_status, ContractStatus::Terminated);
    assert_eq!(minor(&done.contracts[0].lost), [900, 50, 100]);
}

#[test]
fn m2_a_payment_goes_to_fees_then_tax_then_principal() {
    let done = paid(&behind("2026-11-10", AccountState::Late), 1_250, "2026-11-20");
    assert_eq!(minor(&done.effect.parts[0].amount), [250, 200, 800]);
    let after = &done.account;
    assert_eq!(minor(&after.contracts[0].balance), [4_750, 0, 0]);
    assert_eq!(after.contracts[0].paid.minor(), 1_050);
    assert_eq!((done.effect.days, after.credit.minor()), (12, 50));
    assert_eq!(after.paid_until, Some(day("2026-11-22")));
    assert_eq!(after.state, AccountState::Normal);
    assert!(!done.recovery);
    assert_eq!(
        booked(&done.entries),
        [(Cause::Payment, Clearing, 1_250), (Cause::Payment, Receivables, -1_250)]
    );
}

#[test]
fn m3_late_days_are_owed_unless_they_are_forgiven() {
    let defaulted = behind("2026-10-01", AccountState::Defaulted);
    let owed = paid(&defaulted, 1_250, "2026-11-20").account;
    assert_eq!(owed.paid_until, Some(day("2026-10-13")));
    assert_eq!(owed.state, AccountState::Defaulted);
    let forgiving = Terms { late_days_forgiven: true, ..terms("2026-11-20") };
    let done = pay(&defaulted, payment(1_250, "2026-11-20"), forgiving).unwrap();
    assert_eq!(done.account.paid_until, Some(day("2026-12-02")));
    assert_eq!(done.account.state, AccountState::Normal);
    // It moved from 1 October, and goes back there.
    assert_eq!(done.effect.days, 62);
    let back = reverse(&done.account, Channel::Cash, &done.effect, day("2026-11-21")).account;
    assert_eq!(back.paid_until, defaulted.paid_until);
}

#[test]
fn m4_the_oldest_contract_is_paid_first_and_days_go_by_the_rate_of_before() {
    let contracts = vec![contract(1, [300, 0, 0], 40), contract(2, [1_000, 0, 0], 60)];
    let before = account(AccountState::Normal, "2026-11-20", contracts);
    let done = paid(&before, 500, "2026-11-20");
    let after = &done.account;
    assert_eq!(after.contracts[0].status, ContractStatus::Finished);
    assert_eq!(minor(&after.contracts[1].balance), [800, 0, 0]);
    assert_eq!((done.effect.days, after.credit.minor()), (5, 0));
    assert_eq!((before.daily_rate().minor(), after.daily_rate().minor()), (100, 60));
    let back = reverse(after, Channel::MobileMoney, &done.effect, day("2026-11-21"));
    assert_eq!(back.account, before);
}

#[test]
fn m5_what_exceeds_all_balances_is_a_deposit() {
    let before = account(AccountState::Normal, "2026-11-20", vec![contract(1, [300, 60, 40], 100)]);
    let done = paid(&before, 450, "2026-11-20");
    assert_eq!(done.account.deposit.minor(), 50);
    assert_eq!(done.account.contracts[0].status, ContractStatus::Finished);
    assert_eq!(done.account.state, AccountState::Finished);
    assert_eq!(
        booked(&done.entries),
        [
            (Cause::Payment, Clearing, 450),
            (Cause::Payment, Receivables, -400),
            (Cause::Payment, CustomerDeposits, -50),
        ]
    );
    let back =
        reverse(&done.account, Channel::MobileMoney, &done.effect, day("2026-11-21")).account;
    assert_eq!(back, before);
}

#[test]
fn m6_a_recovery_is_at_most_what_was_lost() {
    let lost = settled(&write_off(&facts([900, 50, 100], &[])), "2026-11-15");
    let first = paid(&lost, 500, "2026-11-20");
    assert!(first.recovery && !first.before_write_off);
    assert_eq!(
        booked(&first.entries),
        [
            (Cause::Recovery, Clearing, 500),
            (Cause::Recovery, TaxLiability, -100),
            (Cause::Recovery, RecoveryIncome, -400),
        ]
    );
    assert_eq!(minor(&first.account.recoverable()), [550, 0, 0]);
    let second = paid(&first.account, 600, "2026-11-21");
    assert_eq!(
        booked(&second.entries),
        [
            (Cause::Recovery, Clearing, 600),
            (Cause::Recovery, CustomerDeposits, -50),
            (Cause::Recovery, RecoveryIncome, -550),
        ]
    );
    let third = paid(&second.account, 70, "2026-11-22");
    assert_eq!(
        booked(&third.entries),
        [(Cause::Recovery, Clearing, 70), (Cause::Recovery, CustomerDeposits, -70)]
    );
    assert!(third.recovery);
    assert_eq!(third.account.deposit.minor(), 120);
    assert_eq!(third.account.state, AccountState::Inactive);
    assert_eq!(third.account.contracts[0].status, ContractStatus::Terminated);
    assert_eq!(third.account.paid_until, lost.paid_until);
    // Undone in any order, nothing is left of them.
    let after = &third.account;
    let undone = [&second, &first, &third].iter().fold(after.clone(), |account, one| {
        reverse(&account, Channel::MobileMoney, &one.effect, day("2026-11-25")).account
    });
    assert_eq!(undone, lost);
}

#[test]
fn m7_a_payment_of_before_the_write_off_is_a_recovery_and_is_marked() {
    let lost = settled(&write_off(&facts([900, 50, 100], &[])), "2026-11-15");
    let marked = |paid_on| {
        let done = pay(&lost, payment(200, paid_on), terms("2026-11-17")).unwrap();
        assert!(done.recovery);
        done.before_write_off
    };
    assert!(marked("2026-11-14"));
    assert!(!marked("2026-11-15"));
    assert!(!marked("2026-11-17"));
}

fn m9(value: i64) -> Settlement {
    let facts = facts([4_000, 300, 700], &[(1, 1), (2, 3)]);
    let returns = Returns::from([((ContractId(1), ProductId(1)), Quantity(1))]);
    let worth = ((ProductId(1), ProductCondition::Used), Money::from_minor(value));
    settle(&facts, &returns, ProductCondition::Used, &Valuation::from([worth]))
}

#[test]
fn m9_a_repossession_books_what_came_back() {
    let done = m9(2_500);
    assert_eq!(
        booked(&done.entry),
        [
            (Cause::Repossession, RepossessedStock, 2_500),
            (Cause::Repossession, TaxLiability, 700),
            (Cause::Repossession, LossOnRepossession, 1_800),
            (Cause::Repossession, Receivables, -5_000),
        ]
    );
    assert_eq!(minor(&done.contracts[0].lost), [1_500, 300, 700]);
    let lost: Vec<u32> = done.contracts[0].lines.iter().map(|line| line.lost().0).collect();
    assert_eq!(lost, [0, 3]);
    let capped = m9(6_000);
    assert_eq!(
        booked(&capped.entry),
        [
            (Cause::Repossession, RepossessedStock, 4_300),
            (Cause::Repossession, TaxLiability, 700),
            (Cause::Repossession, Receivables, -5_000),
        ]
    );
}

#[test]
fn m9b_a_payment_after_a_repossession_is_a_recovery() {
    let lost = settled(&m9(2_500), "2026-11-15");
    let first = paid(&lost, 2_000, "2026-11-20");
    assert_eq!(
        booked(&first.entries),
        [
            (Cause::Recovery, Clearing, 2_000),
            (Cause::Recovery, TaxLiability, -700),
            (Cause::Recovery, RecoveryIncome, -1_300),
        ]
    );
    assert_eq!(minor(&first.effect.parts[0].amount), [1_000, 300, 700]);
    let second = paid(&first.account, 700, "2026-11-21");
    assert_eq!(
        booked(&second.entries),
        [
            (Cause::Recovery, Clearing, 700),
            (Cause::Recovery, CustomerDeposits, -200),
            (Cause::Recovery, RecoveryIncome, -500),
        ]
    );
    assert_eq!(second.account.state, AccountState::Defaulted);
}

//! What holds after every step, whatever the model says.

use std::collections::BTreeMap;

use domain::account::{AccountState, ContractStatus};
use domain::journal::{Entry, LedgerAccount, lines};
use domain::money::{Component, Money};
use domain::payments::{LossKind, PayingAccount};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestCaseResult};

use super::sums::Sums;

/// What entries book. Each of them balances, and nothing moves for nothing.
pub(crate) fn booked<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
) -> Result<Sums, TestCaseError> {
    let mut sums = Sums::default();
    for entry in entries {
        let mut of_entry = BTreeMap::<LedgerAccount, i128>::new();
        for one in &entry.postings {
            prop_assert!(one.amount > Money::ZERO && one.debit != one.credit, "{one:?}");
            let moves = |account| one.debit == account || one.credit == account;
            prop_assert!(!moves(LedgerAccount::Receivables) || one.contract.is_some(), "{one:?}");
            let amount = i128::from(one.amount.minor());
            sums.post(entry.cause, (one.debit, one.credit), amount, one.contract.map(|id| id.0));
            *of_entry.entry(one.debit).or_default() += amount;
            *of_entry.entry(one.credit).or_default() -= amount;
        }
        let mut balance = 0;
        for line in lines(&entry.postings) {
            let amount = i128::from(line.debit.minor()) - i128::from(line.credit.minor());
            balance += amount;
            *of_entry.entry(line.ledger_account).or_default() -= amount;
        }
        prop_assert_eq!(balance, 0, "{:?}", entry);
        prop_assert!(of_entry.values().all(|rest| *rest == 0), "{entry:?}");
    }
    Ok(sums)
}

/// The accounts of the journal that follow what contracts and accounts carry.
#[derive(Debug)]
pub(crate) struct Journal {
    receivables: BTreeMap<i64, i128>,
    deposits: i128,
}

fn owed(account: &PayingAccount) -> BTreeMap<i64, i128> {
    let total = |component: Component, one: &domain::payments::PayingContract| {
        i128::from(one.balance.get(component).minor())
    };
    let all = |one| Component::ALL.into_iter().map(|component| total(component, one)).sum();
    account.contracts.iter().map(|one| (one.id.0, all(one))).collect()
}

impl Journal {
    /// With the opening balances.
    pub(crate) fn new(opening: &PayingAccount) -> Self {
        Self { receivables: owed(opening), deposits: i128::from(opening.deposit.minor()) }
    }

    pub(crate) fn add(&mut self, booked: &Sums) {
        for (contract, amount) in booked.of(LedgerAccount::Receivables) {
            *self.receivables.entry(contract.unwrap_or_default()).or_default() += amount;
        }
        // What is the customer's is a debt of the company: credits count.
        self.deposits -= booked.of(LedgerAccount::CustomerDeposits).values().sum::<i128>();
    }

    /// The journal says what the account carries.
    pub(crate) fn follows(&self, account: &PayingAccount) -> TestCaseResult {
        prop_assert_eq!(&self.receivables, &owed(account));
        prop_assert_eq!(self.deposits, i128::from(account.deposit.minor()));
        Ok(())
    }
}

/// At most what was lost is recovered, component by component, and nothing is negative.
pub(crate) fn bounds(account: &PayingAccount) -> TestCaseResult {
    prop_assert!(account.credit >= Money::ZERO && account.deposit >= Money::ZERO, "{account:?}");
    for contract in &account.contracts {
        prop_assert!(contract.paid >= Money::ZERO, "{contract:?}");
        for component in Component::ALL {
            prop_assert!(contract.balance.get(component) >= Money::ZERO, "{contract:?}");
            let Some(loss) = contract.loss else { continue };
            let recovered = loss.recovered.get(component);
            let possible = Money::ZERO <= recovered && recovered <= loss.lost.get(component);
            prop_assert!(possible, "{contract:?}");
        }
    }
    Ok(())
}

/// Nothing leads out of written off, and no loss is ever taken back.
pub(crate) fn stays_lost(before: &PayingAccount, after: &PayingAccount) -> TestCaseResult {
    let mut written_off = false;
    for (old, new) in before.contracts.iter().zip(&after.contracts) {
        prop_assert_eq!((old.id, old.daily_rate), (new.id, new.daily_rate));
        let Some(loss) = old.loss else { continue };
        written_off |= loss.kind == LossKind::WriteOff;
        prop_assert_eq!(new.status, ContractStatus::Terminated);
        prop_assert!(new.balance.is_nothing(), "{new:?}");
        let kept = new.loss.filter(|now| (now.kind, now.booked_on) == (loss.kind, loss.booked_on));
        let Some(now) = kept else { return Err(TestCaseError::fail("a loss is gone")) };
        for component in Component::ALL {
            prop_assert!(now.lost.get(component) >= loss.lost.get(component), "{new:?}");
        }
    }
    if written_off {
        prop_assert_eq!(after.state, AccountState::Inactive);
        prop_assert_eq!(after.paid_until, before.paid_until);
        let active = after.contracts.iter().any(|one| one.status == ContractStatus::Active);
        prop_assert!(!active, "{after:?}");
    }
    Ok(())
}

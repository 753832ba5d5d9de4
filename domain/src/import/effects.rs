//! What an import writes. Everything is named by the keys that people and other systems use; applying it
//! chooses nothing.

use jiff::civil::Date;

use super::facts::{AsTold, ContractFact, CustomerDetails, StaffDetails};
use crate::AccountId;
use crate::account::{AccountState, ContractId, ContractStatus};
use crate::journal::{Cause, Entry, LedgerAccount, Postings};
use crate::money::{Balance, Component, Money};
use crate::payments::{self, PaymentEntry};
use crate::repossession::{CuNumber, ProductCondition};
use crate::write_off_process::LinkEnd;

/// Everything that an import writes, each in the order of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Names of centres that are new.
    pub centres: Vec<String>,
    /// Products that are new, or worth something else.
    pub products: Vec<ProductEffect>,
    /// Products of which something else was told than last time.
    pub products_told: Vec<ProductTold>,
    /// People who are new, or different.
    pub staff: Vec<StaffEffect>,
    /// Customers who are new, or different. Each account that is new has one here, or names one that is there.
    pub customers: Vec<CustomerEffect>,
    /// Accounts that are new, or different.
    pub accounts: Vec<AccountEffect>,
    /// Contracts that are new, or different.
    pub contracts: Vec<ContractEffect>,
    /// Accounts that stay, but of which something else was told than last time.
    pub accounts_told: Vec<AccountTold>,
    /// Contracts that stay, but of which something else was told than last time.
    pub contracts_told: Vec<ContractTold>,
    /// Products that come from the supplier, or go back there.
    pub moves: Vec<UnitMove>,
    /// Serials that are noted under a contract, or no longer.
    pub units: Vec<UnitEffect>,
    /// Payments to record, in order: each can be applied.
    pub payments: Vec<PaymentEntry>,
    /// By what they were judged; none where there are none.
    pub payment_terms: Option<payments::Terms>,
}

/// A product that is new, or worth something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductEffect {
    /// Its name.
    pub name: String,
    /// Whether it is new.
    pub created: bool,
    /// What one is worth from now on, in conditions in which that is different.
    pub values: Vec<(ProductCondition, Money)>,
}

/// What another system told that a product is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductTold {
    /// The product's name.
    pub name: String,
    /// What one is worth, by condition; all that was told, now or before.
    pub told: Vec<(ProductCondition, Money)>,
}

/// A person who is new, or different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffEffect {
    /// The name to sign in with, as it stands in the file.
    pub user_name: String,
    /// How it was; none where the person is new and has to choose a password.
    pub before: Option<StaffDetails>,
    /// How it is from now on.
    pub after: StaffDetails,
}

/// By what a customer is known here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CustomerKey {
    /// By the other system's number.
    Number(String),
    /// As the customer of an account.
    OfAccount(AccountId),
}

/// A customer who is new, or different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerEffect {
    /// By what the customer is known.
    pub key: CustomerKey,
    /// Whether the customer is new.
    pub created: bool,
    /// How it is from now on.
    pub after: CustomerDetails,
    /// The accounts of the customer's that were there: they are found by other words now.
    pub accounts: Vec<AccountId>,
}

/// An account that is new, or different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountEffect {
    /// Its identifier.
    pub account: AccountId,
    /// Its state before; none where it is new.
    pub before: Option<AccountState>,
    /// Its customer, where the account is new.
    pub customer: Option<CustomerKey>,
    /// Its fulfilment centre's name.
    pub centre: String,
    /// Its state.
    pub state: AccountState,
    /// The day until which it is paid.
    pub paid_until: Option<Date>,
    /// The day until which another system told last that it is paid.
    pub paid_until_told: Option<Date>,
    /// The day of the latest default.
    pub defaulted_on: Option<Date>,
    /// Whether a repossession becomes pending.
    pub repossession_becomes_pending: bool,
}

/// A contract that is new, or different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractEffect {
    /// How it was; none where it is new.
    pub before: Option<ContractFact>,
    /// How it is from now on.
    pub after: ContractFact,
}

/// The day until which another system told that an account is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountTold {
    /// The account.
    pub account: AccountId,
    /// The day.
    pub paid_until: Date,
}

/// What another system told of a contract that payments move, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractTold {
    /// The contract's number.
    pub contract: String,
    /// What was told.
    pub told: AsTold,
}

/// Products that come from the supplier to a customer, or go back there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitMove {
    /// The contract's number.
    pub contract: String,
    /// The product's name.
    pub product: String,
    /// How many were held.
    pub before: u32,
    /// How many are held from now on.
    pub after: u32,
}

/// A serial that is noted under a contract, or no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitEffect {
    /// The serial.
    pub cu_number: CuNumber,
    /// The contract's number.
    pub contract: String,
    /// The product's name.
    pub product: String,
    /// Whether it is noted from now on, or no longer.
    pub noted: bool,
}

impl Effects {
    /// Whether something else was told than last time of what stays.
    pub const fn tell_something(&self) -> bool {
        !self.products_told.is_empty()
            || !self.accounts_told.is_empty()
            || !self.contracts_told.is_empty()
    }
}

/// How a contract leaves the write-off process in which it is active, where it does: nothing is owed any more, or it has
/// ended.
pub(super) fn link_end(before: &ContractFact, after: &ContractFact) -> Option<LinkEnd> {
    let active = |contract: &ContractFact| contract.status == ContractStatus::Active;
    if !before.balance.is_nothing() && after.balance.is_nothing() {
        Some(LinkEnd::DebtCleared)
    } else if active(before) && !active(after) {
        Some(LinkEnd::Ended)
    } else {
        None
    }
}

impl ContractEffect {
    /// How the contract leaves the write-off process in which it is active, where it does.
    pub fn link_end(&self) -> Option<LinkEnd> {
        self.before.as_ref().and_then(|before| link_end(before, &self.after))
    }

    /// What is booked of its balance under the number that it has here: an opening balance of a new one, a change
    /// by the other system of another; none where it stays.
    pub fn entry(&self, contract: ContractId) -> Option<Entry> {
        let (cause, before) = match &self.before {
            None => (Cause::OpeningBalance, Balance::default()),
            Some(before) => (Cause::Sync, before.balance),
        };
        let mut postings = Postings::default();
        for component in Component::ALL {
            let against = match component {
                Component::Principal | Component::Fees => LedgerAccount::OpeningEquity,
                Component::Tax => LedgerAccount::TaxLiability,
            };
            let (was, is) = (before.get(component), self.after.balance.get(component));
            let (more, less) =
                (Money::total([is, was.negated()]), Money::total([was, is.negated()]));
            postings.post(LedgerAccount::Receivables, against, more, Some(contract));
            postings.post(against, LedgerAccount::Receivables, less, Some(contract));
        }
        Entry::of(cause, postings)
    }
}

//! What an import writes. Everything is named by the keys that people and other systems use; applying it
//! chooses nothing.

use jiff::civil::Date;

use super::facts::{ContractFact, CustomerDetails, StaffDetails};
use crate::AccountId;
use crate::account::{AccountState, ContractId};
use crate::journal::{Cause, Entry, LedgerAccount, Postings};
use crate::money::{Balance, Component, Money};
use crate::payments::PaymentEntry;
use crate::repossession::{CuNumber, ProductCondition};

/// Everything that an import writes, each in the order of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Names of centres that are new.
    pub centres: Vec<String>,
    /// Products that are new, or worth something else.
    pub products: Vec<ProductEffect>,
    /// People who are new, or different.
    pub staff: Vec<StaffEffect>,
    /// Customers who are new, or different. Each account that is new has one here, or names one that is there.
    pub customers: Vec<CustomerEffect>,
    /// Accounts that are new, or different.
    pub accounts: Vec<AccountEffect>,
    /// Contracts that are new, or different.
    pub contracts: Vec<ContractEffect>,
    /// Products that come from the supplier, or go back there.
    pub moves: Vec<UnitMove>,
    /// Serials that are noted under a contract, or no longer.
    pub units: Vec<UnitEffect>,
    /// Payments to record, in order, by the rules of payments.
    pub payments: Vec<PaymentEntry>,
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

impl ContractEffect {
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

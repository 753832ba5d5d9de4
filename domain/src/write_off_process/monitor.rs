//! The monitor: which processes a daily run opens by itself, and what it writes down instead.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Process;
use super::settings::WriteOffSettings;
use crate::AccountId;
use crate::account::{AccountState, ContractId};
use crate::bulk_write_off::days_between;
use crate::journal::{Cause, Entry, LedgerAccount, Postings};
use crate::money::{Balance, Money};

/// An account that may be due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The account.
    pub account: AccountId,
    /// Its state.
    pub state: AccountState,
    /// The day of its latest default.
    pub defaulted_on: Option<Date>,
    /// The day before which no process is opened, if it is held.
    pub held_until: Option<Date>,
    /// The customer's class.
    pub customer_class: String,
    /// What the company holds of the customer.
    pub deposit: Money,
    /// Its active contracts.
    pub contracts: Vec<CandidateContract>,
}

/// An active contract of such an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateContract {
    /// Its number.
    pub id: ContractId,
    /// The code of its write-off debt class.
    pub debt_class: String,
    /// What is owed under it.
    pub owed: Balance,
    /// Whether it is active in a process.
    pub in_process: bool,
}

/// A small balance that is written down: the contract is Finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteDown {
    /// The contract.
    pub contract: ContractId,
    /// What was owed.
    pub owed: Balance,
}

/// What becomes of a candidate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The processes that are opened, one a debt class.
    pub processes: Vec<Process>,
    /// What is written down.
    pub write_downs: Vec<WriteDown>,
    /// What is booked for that.
    pub entry: Option<Entry>,
    /// What the account becomes, where that changes.
    pub account_state: Option<AccountState>,
}

/// Decides what a run opens for an account on a day: nothing before its grace is over (a company's
/// whole days in default), nothing while it is held (R12), nothing for a contract that is in a process
/// (R1) or owes nothing (R10).
pub fn open(candidate: &Candidate, today: Date, settings: &WriteOffSettings) -> Opened {
    let mut opened = Opened::default();
    if why_not(candidate, today, settings).is_some() {
        return opened;
    }
    let mut postings = Postings::default();
    let mut by_class: BTreeMap<&str, Vec<&CandidateContract>> = BTreeMap::new();
    for contract in &candidate.contracts {
        if contract.in_process || contract.owed.is_nothing() {
            continue;
        }
        if contract.owed.total() <= settings.small_balance_limit {
            postings.give_up(
                contract.id,
                &contract.owed,
                Money::ZERO,
                LedgerAccount::WriteOffExpense,
            );
            let owed = contract.owed;
            opened.write_downs.push(WriteDown { contract: contract.id, owed });
        } else {
            by_class.entry(&contract.debt_class).or_default().push(contract);
        }
    }
    opened.entry = Entry::of(Cause::WriteDown, postings);
    let written_down: BTreeSet<ContractId> =
        opened.write_downs.iter().map(|one| one.contract).collect();
    // An account with only finished contracts is Finished.
    if candidate.contracts.iter().all(|one| written_down.contains(&one.id)) {
        opened.account_state = Some(AccountState::Finished);
    }
    opened.processes = by_class
        .into_iter()
        .filter_map(|(class, contracts)| {
            let control = settings.control_of_class(class)?;
            let template = control.template_for(&candidate.customer_class, candidate.deposit)?;
            let template = settings.template(template)?;
            let contracts: Vec<ContractId> = contracts.iter().map(|one| one.id).collect();
            Some(Process::planned(control, template, &contracts, today, settings))
        })
        .collect();
    opened
}

/// Why nothing is opened for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// It is not in default.
    NotInDefault,
    /// It has not been in default for long enough.
    InGrace,
    /// It is held.
    Held,
    /// Every contract that owes anything is in a process.
    InProcess,
    /// No contract owes anything.
    NothingOwed,
}

impl NotOpened {
    /// The stable code that the API uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotInDefault => "account_not_in_default",
            Self::InGrace => "in_grace",
            Self::Held => "held",
            Self::InProcess => "in_process",
            Self::NothingOwed => "nothing_owed",
        }
    }
}

/// Why nothing is opened for an account on a day, if nothing is.
pub fn why_not(
    candidate: &Candidate,
    today: Date,
    settings: &WriteOffSettings,
) -> Option<NotOpened> {
    let in_default = candidate.state == AccountState::Defaulted;
    let Some(defaulted_on) = candidate.defaulted_on.filter(|_| in_default) else {
        return Some(NotOpened::NotInDefault);
    };
    if candidate.held_until.is_some_and(|until| until > today) {
        return Some(NotOpened::Held);
    }
    if days_between(defaulted_on, today) < settings.grace_days {
        return Some(NotOpened::InGrace);
    }
    let mut owing = candidate.contracts.iter().filter(|one| !one.owed.is_nothing()).peekable();
    if owing.peek().is_none() {
        return Some(NotOpened::NothingOwed);
    }
    owing.all(|one| one.in_process).then_some(NotOpened::InProcess)
}

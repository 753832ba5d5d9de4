//! The one rule: may this entry be written off, or a process be started for it, and if not, why not.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::{AccountFacts, AccountState, Standing};
use crate::money::Money;
use crate::role::Permission;
use crate::upload::{Entry, EntryProblem};
use crate::write_off_process::ProcessId;

use super::starting::StartPlan;

/// What an operating company decides for itself about write-offs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// A write-off of an account in default for fewer days than this is marked as early.
    pub early_write_off_days: u32,
}

/// What a bulk operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OperationKind {
    /// It writes accounts off.
    WriteOff,
    /// It starts write-off processes.
    ProcessStart,
}

impl OperationKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::WriteOff, Self::ProcessStart];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WriteOff => "write_off",
            Self::ProcessStart => "process_start",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What submitting such an operation needs, and seeing it afterwards.
    pub const fn permission(self) -> Permission {
        match self {
            Self::WriteOff => Permission::BulkWriteOff,
            Self::ProcessStart => Permission::ManageProcesses,
        }
    }
}

/// What a bulk operation is to do, with everything of the company's that decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To write accounts off.
    WriteOff(Policy),
    /// To start write-off processes.
    StartProcesses(Box<StartPlan>),
}

impl Purpose {
    /// The kind of the operation.
    pub const fn kind(&self) -> OperationKind {
        match self {
            Self::WriteOff(_) => OperationKind::WriteOff,
            Self::StartProcesses(_) => OperationKind::ProcessStart,
        }
    }

    /// In default for fewer days than this, an account is early.
    pub const fn early_days(&self) -> u32 {
        match self {
            Self::WriteOff(policy) => policy.early_write_off_days,
            Self::StartProcesses(plan) => plan.settings.grace_days,
        }
    }
}

/// What the rule says of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be written off, or a process started.
    Eligible {
        /// Whole days from the default that counts to today; 0 where there is none.
        days_since_default: u32,
        /// Fewer days than [`Purpose::early_days`], or not in default at all.
        early: bool,
        /// Not Defaulted now; counted from the default that caused the pending repossession.
        by_pending_repossession: bool,
        /// What is outstanding; of a process, under the contracts that it links.
        amount: Money,
    },
    /// It may not.
    Ineligible(Reason),
}

/// Why an entry is left alone, in the order in which reasons are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Not an identifier.
    MalformedAccountId,
    /// A number that a spreadsheet has rounded, so that nobody can know which account was meant.
    RoundedBySpreadsheet,
    /// The identifier stood above already; the first one counts.
    DuplicateEntry {
        /// The line of the first one.
        first_line: u32,
    },
    /// No such account in this operating company.
    AccountDoesNotExist,
    /// Inactive, or no active contract.
    AccountAlreadyTerminated,
    /// Not Defaulted, and no repossession is pending.
    AccountNotInDefault,
    /// No process is opened for the account before a day.
    AccountOnHold,
    /// Nothing is owed under any active contract.
    NothingOwed,
    /// Nothing is owed under a contract of the control's debt class.
    OtherDebtClass,
    /// Every contract of the debt class under which something is owed is active in a process.
    InActiveProcess {
        /// The process of the first of them.
        process: ProcessId,
    },
    /// No template is set up for such an account.
    NoTemplate,
}

impl Reason {
    /// The stable code that the API, storage and the page use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MalformedAccountId => "malformed_account_id",
            Self::RoundedBySpreadsheet => "rounded_by_spreadsheet",
            Self::DuplicateEntry { .. } => "duplicate_entry",
            Self::AccountDoesNotExist => "account_does_not_exist",
            Self::AccountAlreadyTerminated => "account_already_terminated",
            Self::AccountNotInDefault => "account_not_in_default",
            Self::AccountOnHold => "account_on_hold",
            Self::NothingOwed => "nothing_owed",
            Self::OtherDebtClass => "other_debt_class",
            Self::InActiveProcess { .. } => "in_active_process",
            Self::NoTemplate => "no_template",
        }
    }

    /// The line that a duplicate repeats.
    pub const fn first_line(self) -> Option<u32> {
        match self {
            Self::DuplicateEntry { first_line } => Some(first_line),
            _ => None,
        }
    }

    /// The process in which the account's contracts are.
    pub const fn process(self) -> Option<ProcessId> {
        match self {
            Self::InActiveProcess { process } => Some(process),
            _ => None,
        }
    }

    /// The same of whichever line or process: what is counted as one.
    #[must_use]
    pub const fn kind(self) -> Self {
        match self {
            Self::DuplicateEntry { .. } => Self::DuplicateEntry { first_line: 0 },
            Self::InActiveProcess { .. } => Self::InActiveProcess { process: ProcessId(0) },
            other => other,
        }
    }
}

impl From<EntryProblem> for Reason {
    fn from(problem: EntryProblem) -> Self {
        match problem {
            EntryProblem::MalformedAccountId => Self::MalformedAccountId,
            EntryProblem::RoundedBySpreadsheet => Self::RoundedBySpreadsheet,
            EntryProblem::DuplicateEntry { first_line } => Self::DuplicateEntry { first_line },
        }
    }
}

impl Verdict {
    /// Whether it goes ahead.
    pub const fn is_eligible(&self) -> bool {
        matches!(self, Self::Eligible { .. })
    }

    /// The stable code: `eligible`, or that of the reason.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Eligible { .. } => "eligible",
            Self::Ineligible(reason) => reason.code(),
        }
    }
}

/// Judges one entry of a file by the facts of its account on a day.
///
/// `facts` is the account of `entry` in the operating company, or none where it has no such
/// account: an account of another company does not exist.
pub fn assess(
    entry: &Entry,
    facts: Option<&AccountFacts>,
    today: Date,
    purpose: &Purpose,
) -> Verdict {
    if let Err(problem) = &entry.account {
        return Verdict::Ineligible(Reason::from(*problem));
    }
    match (facts, purpose) {
        (None, _) => Verdict::Ineligible(Reason::AccountDoesNotExist),
        (Some(facts), Purpose::WriteOff(policy)) => assess_account(facts, today, policy),
        (Some(facts), Purpose::StartProcesses(plan)) => plan.assess(facts, today),
    }
}

/// Judges an account that exists: whether it is in default, and whether it can be written off.
pub fn assess_account(facts: &AccountFacts, today: Date, policy: &Policy) -> Verdict {
    let standing = &facts.standing;
    if standing.state == AccountState::Inactive || standing.contracts.is_empty() {
        return Verdict::Ineligible(Reason::AccountAlreadyTerminated);
    }
    let in_default = standing.state == AccountState::Defaulted;
    let Some(counted_from) = counted_from(standing) else {
        return Verdict::Ineligible(Reason::AccountNotInDefault);
    };
    let days_since_default = days_between(counted_from, today);
    Verdict::Eligible {
        days_since_default,
        early: days_since_default < policy.early_write_off_days,
        by_pending_repossession: !in_default,
        amount: standing.outstanding(),
    }
}

/// The day of the default that counts: the latest one of an account that is Defaulted, otherwise
/// that which caused the repossession that is pending.
pub fn counted_from(standing: &Standing) -> Option<Date> {
    if standing.state == AccountState::Defaulted {
        standing.defaulted_on
    } else {
        standing.repossession_pending_since
    }
}

/// Whether so many early write-offs may go ahead: a person must have confirmed having seen that
/// they are early, where there are any.
pub const fn early_write_offs_allowed(early: usize, acknowledged: bool) -> bool {
    early == 0 || acknowledged
}

/// Whole days from one date to a later one; none where it is not later.
pub fn days_between(from: Date, to: Date) -> u32 {
    // Between two dates of the calendar there are at most some seven million days.
    u32::try_from(from.duration_until(to).as_hours() / 24).unwrap_or(0)
}

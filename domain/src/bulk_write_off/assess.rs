//! The one rule: may this entry be written off, and if not, why not.

use jiff::civil::Date;

use crate::account::{AccountFacts, AccountState, Standing};
use crate::money::Money;
use crate::upload::{Entry, EntryProblem};

/// What an operating company decides for itself about write-offs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// A write-off of an account in default for fewer days than this is marked as early.
    pub early_write_off_days: u32,
}

/// What the rule says of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be written off.
    Eligible {
        /// Whole days from the default that counts to today.
        days_since_default: u32,
        /// Fewer days than the company's early-write-off days.
        early: bool,
        /// Not Defaulted now; counted from the default that caused the pending repossession.
        by_pending_repossession: bool,
        /// What is outstanding.
        amount: Money,
    },
    /// It may not.
    Ineligible(Reason),
}

/// Why an entry may not be written off, in the order in which reasons are looked for.
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
    /// Whether it may be written off.
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
    policy: &Policy,
) -> Verdict {
    if let Err(problem) = &entry.account {
        return Verdict::Ineligible(Reason::from(*problem));
    }
    facts.map_or(Verdict::Ineligible(Reason::AccountDoesNotExist), |facts| {
        assess_account(facts, today, policy)
    })
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

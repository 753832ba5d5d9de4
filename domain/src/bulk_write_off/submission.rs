//! Whether a submitted file is taken up at all, and if so, what it does.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::assess::{Purpose, early_write_offs_allowed};
use super::decide::{Decision, Seen, SeenAccounts, decide};
use crate::AccountId;
use crate::account::AccountFacts;
use crate::role::{Permission, Role};
use crate::upload::Entry;

/// What is submitted, as far as the rules need to know it.
#[derive(Clone, Copy, Debug)]
pub struct Submitted<'a> {
    /// The file's entries.
    pub entries: &'a [Entry],
    /// What the preview showed as eligible.
    pub seen: &'a SeenAccounts,
    /// Whether the person confirmed having seen that some are early.
    pub early_acknowledged: bool,
}

/// What a submission is judged by, read under the lock under which its decision is applied.
#[derive(Clone, Debug)]
pub struct SubmissionContext {
    /// The user's role; none where the user is disabled by now.
    pub role: Option<Role>,
    /// Today in the company's time zone.
    pub today: Date,
    /// What it is to do.
    pub purpose: Purpose,
    /// The facts of the file's accounts.
    pub facts: BTreeMap<AccountId, AccountFacts>,
}

/// Why a submission is refused as a whole. Nothing is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmissionRefusal {
    /// The user was disabled in the meantime.
    Disabled,
    /// The user's role may not, or no longer.
    RoleMayNot {
        /// The role as it stands now.
        role: Role,
        /// What it may not.
        permission: Permission,
    },
    /// No such write-off control is set up.
    UnknownControl,
    /// What is set up for write-off processes is not as it was when the preview was made.
    SettingsChanged,
    /// Some are early, and nobody confirmed having seen that.
    EarlyNotAcknowledged {
        /// How many are.
        early: usize,
        /// Before how many days in default they are.
        early_days: u32,
    },
}

/// Decides what a submission does, where the person still may and has seen what must be seen.
///
/// # Errors
///
/// Why it is refused as a whole.
pub fn judge(
    submitted: Submitted<'_>,
    situation: &SubmissionContext,
) -> Result<Decision, SubmissionRefusal> {
    let SubmissionContext { today, purpose, facts, .. } = situation;
    let permission = purpose.kind().permission();
    let role = situation.role.ok_or(SubmissionRefusal::Disabled)?;
    if !role.may(permission) {
        return Err(SubmissionRefusal::RoleMayNot { role, permission });
    }
    if let Purpose::StartProcesses(plan) = purpose {
        plan.check()?;
    }
    let decision = decide(submitted.entries, submitted.seen, facts, *today, purpose);
    let done = decision.outcomes.iter().filter_map(|outcome| outcome.result.done());
    let early = done.filter(|done| done.early).count();
    if early_write_offs_allowed(early, submitted.early_acknowledged) {
        Ok(decision)
    } else {
        let early_days = purpose.early_days();
        Err(SubmissionRefusal::EarlyNotAcknowledged { early, early_days })
    }
}

/// What is wrong with one of the accounts that are said to have been seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenProblem {
    /// Which of them, from 0.
    pub index: usize,
    /// The account.
    pub account: AccountId,
    /// What is wrong.
    pub kind: SeenProblemKind,
}

/// What can be wrong with an account that is said to have been seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenProblemKind {
    /// The preview of a file shows no account that is not in it.
    NotInTheFile,
    /// The preview shows an account once.
    Twice,
}

/// The accounts that were seen, each once, and all of them in the file: nothing else can have
/// been shown.
///
/// # Errors
///
/// The first account that cannot have been shown so.
pub fn seen_accounts(seen: Vec<Seen>, entries: &[Entry]) -> Result<SeenAccounts, SeenProblem> {
    let in_file: BTreeSet<&AccountId> =
        entries.iter().filter_map(|entry| entry.account.as_ref().ok()).collect();
    let mut accounts = SeenAccounts::new();
    for (index, Seen { account, standing }) in seen.into_iter().enumerate() {
        if !in_file.contains(&account) {
            return Err(SeenProblem { index, account, kind: SeenProblemKind::NotInTheFile });
        }
        if accounts.insert(account.clone(), standing).is_some() {
            return Err(SeenProblem { index, account, kind: SeenProblemKind::Twice });
        }
    }
    Ok(accounts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{AccountState, ActiveContract, ContractId, Standing};
    use crate::bulk_write_off::Policy;
    use crate::money::Balance;
    use crate::upload;

    const PURPOSE: Purpose = Purpose::WriteOff(Policy { early_write_off_days: 90 });

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn standing(defaulted_on: &str) -> Standing {
        Standing {
            state: AccountState::Defaulted,
            defaulted_on: Some(day(defaulted_on)),
            repossession_pending_since: None,
            contracts: vec![ActiveContract {
                id: ContractId(1),
                balance: Balance::sum([]),
                held: Vec::new(),
            }],
            collection: None,
        }
    }

    fn account(text: &str) -> AccountId {
        AccountId::parse(text).unwrap()
    }

    fn seen(text: &str) -> Seen {
        Seen { account: account(text), standing: standing("2026-01-01") }
    }

    fn entries(file: &str) -> Vec<Entry> {
        upload::read(file.as_bytes(), None).unwrap().entries
    }

    /// Judges a file with the account A, in default since that day, seen as it is.
    fn judged(
        role: Option<Role>,
        defaulted_on: &str,
        early_acknowledged: bool,
    ) -> Result<Decision, SubmissionRefusal> {
        let facts = AccountFacts {
            account: account("A"),
            customer: "Customer".to_owned(),
            centre: "Centre".to_owned(),
            failed_attempts: 0,
            standing: standing(defaulted_on),
        };
        let seen = SeenAccounts::from([(facts.account.clone(), facts.standing.clone())]);
        let facts = BTreeMap::from([(facts.account.clone(), facts)]);
        let situation =
            SubmissionContext { role, today: day("2026-11-21"), purpose: PURPOSE, facts };
        let entries = entries("A\nB");
        judge(Submitted { entries: &entries, seen: &seen, early_acknowledged }, &situation)
    }

    #[test]
    fn only_a_role_that_may_and_is_not_disabled_goes_ahead() {
        assert_eq!(judged(None, "2026-01-01", true), Err(SubmissionRefusal::Disabled));
        for role in Role::ALL {
            let permission = Permission::BulkWriteOff;
            let expected = if role == Role::Admin {
                Ok(1)
            } else {
                Err(SubmissionRefusal::RoleMayNot { role, permission })
            };
            let decided = judged(Some(role), "2026-01-01", true);
            assert_eq!(decided.map(|decision| decision.write_offs.len()), expected);
        }
    }

    #[test]
    fn early_write_offs_are_allowed_once_acknowledged() {
        let refused = SubmissionRefusal::EarlyNotAcknowledged { early: 1, early_days: 90 };
        for (defaulted_on, acknowledged, expected) in [
            ("2026-08-23", false, Ok(1)), // 90 days
            ("2026-08-24", false, Err(refused)),
            ("2026-08-24", true, Ok(1)),
        ] {
            let decided = judged(Some(Role::Admin), defaulted_on, acknowledged);
            let written_off = decided.map(|decision| decision.write_offs.len());
            assert_eq!(written_off, expected, "{defaulted_on} {acknowledged}");
        }
    }

    #[test]
    fn what_was_seen_is_in_the_file_and_once() {
        let entries = entries("A\nB\nnot an account");
        let read = |accounts: &[&str]| {
            seen_accounts(accounts.iter().map(|text| seen(text)).collect(), &entries)
                .map(|seen| seen.into_keys().collect::<Vec<_>>())
                .map_err(|problem| (problem.index, problem.account, problem.kind))
        };
        assert_eq!(read(&[]), Ok(vec![]));
        assert_eq!(read(&["B", "A"]), Ok(vec![account("A"), account("B")]));
        assert_eq!(read(&["A", "C"]), Err((1, account("C"), SeenProblemKind::NotInTheFile)));
        assert_eq!(read(&["A", "B", "A"]), Err((2, account("A"), SeenProblemKind::Twice)));
    }
}

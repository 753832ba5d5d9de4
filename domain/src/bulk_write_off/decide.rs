//! What a bulk operation does, decided on the server under lock.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::assess::{OperationKind, Purpose, Reason, Verdict, assess};
use super::starting::Start;
use crate::AccountId;
use crate::account::{AccountFacts, Standing};
use crate::money::Money;
use crate::repossession::Settlement;
use crate::upload::Entry;
use crate::write_off::write_off;

/// An account that the preview showed as eligible, as it stood then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The account's identifier.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Za-z0-9_-]{1,32}$"))]
    pub account: AccountId,
    /// What the facts said of it.
    pub standing: Standing,
}

/// The accounts that were shown as eligible. What is not among them was shown as left alone.
pub type SeenAccounts = BTreeMap<AccountId, Standing>;

/// Everything a bulk operation does: an outcome for every entry, and what is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// One for each entry, in the order of the file.
    pub outcomes: Vec<Outcome>,
    /// One for each outcome that says written off, in account order.
    pub write_offs: Vec<Settlement>,
    /// One for each outcome that says started, in account order.
    pub starts: Vec<Start>,
}

impl Decision {
    /// How many accounts something is done to.
    pub const fn done(&self) -> usize {
        self.write_offs.len() + self.starts.len()
    }
}

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Which of the entries, from 0.
    pub entry: usize,
    /// What became of it.
    pub result: OutcomeOf,
}

/// Done, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeOf {
    /// The operation does to the account what it is for.
    Done(Done),
    /// It does not.
    Failed(Failure),
}

/// What is done to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Whether it is written off, or a process is started.
    pub kind: OperationKind,
    /// Whole days from the default that counted to the day of the operation.
    pub days_since_default: u32,
    /// Whether that was fewer than [`Purpose::early_days`].
    pub early: bool,
    /// What was written off; of a process, what is owed under the contracts that it links.
    pub amount: Money,
}

/// Why an entry was left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The rule says no, as it did in the preview.
    Ineligible(Reason),
    /// The account is not as it was when the person looked; what changed, never empty.
    ChangedSincePreview(Vec<Change>),
}

impl OutcomeOf {
    /// What was done, if something was.
    pub const fn done(&self) -> Option<Done> {
        match self {
            Self::Done(done) => Some(*done),
            Self::Failed(_) => None,
        }
    }

    /// The rule's reason, where that is why not.
    pub const fn reason(&self) -> Option<Reason> {
        match self {
            Self::Failed(Failure::Ineligible(reason)) => Some(*reason),
            Self::Done(_) | Self::Failed(Failure::ChangedSincePreview(_)) => None,
        }
    }

    /// The stable code: `written_off`, `process_started`, `changed_since_preview`, or that of the
    /// reason.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Done(Done { kind: OperationKind::WriteOff, .. }) => "written_off",
            Self::Done(Done { kind: OperationKind::ProcessStart, .. }) => "process_started",
            Self::Failed(Failure::ChangedSincePreview(_)) => "changed_since_preview",
            Self::Failed(Failure::Ineligible(reason)) => reason.code(),
        }
    }
}

/// What is different about an account since the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was shown as left alone, and would be eligible now.
    BecameEligible,
    /// The state, or the day of the latest default.
    State,
    /// A contract began or ended.
    Contracts,
    /// The products held.
    ProductsHeld,
    /// What is owed.
    Balance,
    /// A pending repossession appeared, or was done.
    PendingRepossession,
    /// The account is held, or no longer, or until another day.
    Hold,
    /// A contract went into a process, or out of it.
    ActiveProcess,
    /// What the template is chosen by: debt class, customer's class, deposit.
    Criteria,
}

impl Change {
    /// Every change, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::BecameEligible,
        Self::State,
        Self::Contracts,
        Self::ProductsHeld,
        Self::Balance,
        Self::PendingRepossession,
        Self::Hold,
        Self::ActiveProcess,
        Self::Criteria,
    ];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BecameEligible => "became_eligible",
            Self::State => "state",
            Self::Contracts => "contracts",
            Self::ProductsHeld => "products_held",
            Self::Balance => "balance",
            Self::PendingRepossession => "pending_repossession",
            Self::Hold => "hold",
            Self::ActiveProcess => "active_process",
            Self::Criteria => "criteria",
        }
    }

    /// The change of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|change| change.code() == code)
    }
}

/// Decides what becomes of every entry of a file.
///
/// `current` are the facts of the file's accounts, read under lock in the transaction that will
/// apply the decision. Something is done to an account only if the person saw it as eligible, nothing
/// of what was seen has changed, and it is still eligible.
pub fn decide(
    entries: &[Entry],
    seen: &SeenAccounts,
    current: &BTreeMap<AccountId, AccountFacts>,
    today: Date,
    purpose: &Purpose,
) -> Decision {
    let mut write_offs = BTreeMap::new();
    let mut starts = BTreeMap::new();
    let outcomes = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let account = entry.account.as_ref().ok();
            let facts = account.and_then(|account| current.get(account));
            let seen = account.and_then(|account| seen.get(account));
            let verdict = assess(entry, facts, today, purpose);
            let result = outcome(verdict, seen, facts, purpose.kind());
            if let (OutcomeOf::Done(_), Some(facts)) = (&result, facts) {
                match purpose {
                    Purpose::WriteOff(_) => {
                        write_offs.insert(facts.account.clone(), write_off(facts));
                    }
                    Purpose::StartProcesses(plan) => {
                        // Whatever is eligible has one: it was judged by it.
                        if let Ok(start) = plan.start(facts, today) {
                            starts.insert(facts.account.clone(), start);
                        }
                    }
                }
            }
            Outcome { entry: index, result }
        })
        .collect();
    Decision {
        outcomes,
        write_offs: write_offs.into_values().collect(),
        starts: starts.into_values().collect(),
    }
}

fn outcome(
    verdict: Verdict,
    seen: Option<&Standing>,
    facts: Option<&AccountFacts>,
    kind: OperationKind,
) -> OutcomeOf {
    let changes = match (seen, facts) {
        (Some(seen), Some(facts)) => changes(seen, &facts.standing),
        // It was there when the person looked; accounts do not vanish, but if one does, say so.
        (Some(_), None) => vec![Change::State],
        (None, _) if verdict.is_eligible() => vec![Change::BecameEligible],
        (None, _) => Vec::new(),
    };
    match verdict {
        _ if !changes.is_empty() => OutcomeOf::Failed(Failure::ChangedSincePreview(changes)),
        Verdict::Ineligible(reason) => OutcomeOf::Failed(Failure::Ineligible(reason)),
        Verdict::Eligible { days_since_default, early, amount, .. } => {
            OutcomeOf::Done(Done { kind, days_since_default, early, amount })
        }
    }
}

/// What is different between the account that was seen and the account as it stands, in the
/// order of [`Change::ALL`].
pub fn changes(seen: &Standing, now: &Standing) -> Vec<Change> {
    let ids = |standing: &Standing| standing.contracts.iter().map(|c| c.id).collect::<Vec<_>>();
    let held = |standing: &Standing| {
        standing.contracts.iter().map(|c| (c.id, c.held.clone())).collect::<BTreeMap<_, _>>()
    };
    let balance = |standing: &Standing| {
        standing.contracts.iter().map(|c| (c.id, c.balance)).collect::<BTreeMap<_, _>>()
    };
    let contracts_changed = ids(seen) != ids(now);
    let held_until = |one: &Standing| one.collection.as_ref().and_then(|one| one.held_until);
    let processes = |one: &Standing| -> BTreeMap<_, _> {
        let contracts = one.collection.iter().flat_map(|one| &one.contracts);
        contracts.map(|contract| (contract.id, contract.process)).collect()
    };
    let criteria = |one: &Standing| {
        one.collection.as_ref().map(|one| {
            let classes = one.contracts.iter().map(|one| (one.id, one.debt_class.clone()));
            (one.customer_class.clone(), one.deposit, classes.collect::<BTreeMap<_, _>>())
        })
    };
    [
        (Change::State, (seen.state, seen.defaulted_on) != (now.state, now.defaulted_on)),
        (Change::Contracts, contracts_changed),
        // With a contract gone its products and its balance are gone too: said once.
        (Change::ProductsHeld, !contracts_changed && held(seen) != held(now)),
        (Change::Balance, !contracts_changed && balance(seen) != balance(now)),
        (
            Change::PendingRepossession,
            seen.repossession_pending_since != now.repossession_pending_since,
        ),
        (Change::Hold, held_until(seen) != held_until(now)),
        (Change::ActiveProcess, !contracts_changed && processes(seen) != processes(now)),
        (Change::Criteria, !contracts_changed && criteria(seen) != criteria(now)),
    ]
    .into_iter()
    .filter_map(|(change, happened)| happened.then_some(change))
    .collect()
}

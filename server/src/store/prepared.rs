//! Writing a decision down as the parameters of a few statements.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::account::AccountFacts;
use domain::api::WriteOffMethod;
use domain::bulk_write_off::{Decision, Failure, Outcome, OutcomeOf, Reason, Situation};
use domain::money::Money;
use domain::repossession::Settlement;
use domain::upload::Entry;
use domain::{AccountId, Date};
use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::bulk_write_off::Submission;
use super::outcome_cells::OutcomeCells;
use super::{CompanyId, StoreError, UserId, instant};
use crate::audit::Events;
use crate::audit::of_settlement::{self, OperationDetail};
use crate::background;
use crate::hex::to_hex;

/// Rows as one parameter in JSON, and how many they are.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) json: String,
    pub(super) count: usize,
}

impl Rows {
    fn new<T: Serialize>(rows: &[T]) -> Result<Self, StoreError> {
        background::pause_after(rows.len());
        let json = serde_json::to_string(rows)?;
        background::pause_after(rows.len());
        Ok(Self { json, count: rows.len() })
    }
}

/// What all repossessions of one act have in common.
#[derive(Debug)]
pub(super) struct Act {
    pub(super) company: CompanyId,
    pub(super) method: WriteOffMethod,
    /// The day of the repossession.
    pub(super) date: Date,
    pub(super) completed_by: i64,
    pub(super) recorded_by: UserId,
    pub(super) cu_number: Option<String>,
}

/// A decision as parameters.
///
/// The number of a write-off or of a journal entry is its place in the decision, from 1: what
/// it is in the database is the back end's business.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) today: Date,
    pub(super) now: String,
    pub(super) early_write_off_days: u32,
    pub(super) entries: usize,
    pub(super) early: usize,
    pub(super) amount: Money,
    /// How many pending repossessions are done with this.
    pub(super) actions_done: usize,
    /// What all its repossessions have in common.
    pub(super) act: Act,
    /// Number, account, its state before and after, pending action or null, company, condition,
    /// and the day of the default that ends with it or null.
    pub(super) repossessions: Rows,
    /// Numbers of those that are write-offs.
    pub(super) write_offs: Rows,
    /// Number of the repossession, contract, product, held, returned.
    pub(super) lines: Rows,
    /// How many lines have something that is lost.
    pub(super) lost: usize,
    /// How many lines have something that was returned.
    pub(super) returned: usize,
    /// Number of the repossession, contract, principal, fees, tax, status after.
    pub(super) contracts: Rows,
    /// Number of the write-off, contract, principal, fees, tax.
    pub(super) contracts_written_off: Rows,
    /// Number of the entry, number of the write-off or null, number of the repossession that is
    /// none or null.
    pub(super) journal_entries: Rows,
    /// Number of the entry, ledger account, amount.
    pub(super) journal_lines: Rows,
    /// Entry, line, account, customer, centre, outcome, days, early, amount, first line, changes.
    pub(super) outcomes: Rows,
    /// What the audit log says of it.
    pub(super) events: Events,
}

impl Prepared {
    pub(super) fn new(
        submission: &Submission,
        decision: &Decision,
        situation: &Situation,
        pending_actions: &BTreeMap<AccountId, i64>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let early = decision.outcomes.iter().filter(|outcome| is_early(outcome)).count();
        let amount = Money::total(decision.outcomes.iter().filter_map(amount));
        let outcomes = outcomes(&submission.entries, &decision.outcomes, &situation.facts)?;
        let written_off_count = decision.write_offs.len();
        let detail = OperationDetail {
            file_name: &submission.file_name,
            file_sha256: &submission.file_sha256,
            outcomes_sha256: &to_hex(&Sha256::digest(&outcomes.json)),
            entries: submission.entries.len(),
            written_off: written_off_count,
            failed: submission.entries.len().saturating_sub(written_off_count),
            early,
            early_acknowledged: submission.early_acknowledged,
            amount,
        };
        let operation = submission.operation_id;
        let events = of_settlement::bulk_write_off(
            &decision.write_offs,
            &situation.facts,
            operation,
            &detail,
        )?;
        let act = Act {
            company: submission.company,
            method: WriteOffMethod::Bulk,
            date: situation.today,
            completed_by: submission.user.0,
            recorded_by: submission.user,
            cu_number: None,
        };
        let settled =
            Settled { settlements: &decision.write_offs, facts: &situation.facts, pending_actions };
        let events = Events { at: now, by: submission.by(situation.role), events };
        let prepared = Self::of(act, &settled, situation.today, events)?;
        Ok(Self {
            early_write_off_days: situation.policy.early_write_off_days,
            entries: submission.entries.len(),
            early,
            amount,
            outcomes,
            ..prepared
        })
    }

    /// Repossessions and write-offs that belong to no file.
    pub(super) fn of(
        act: Act,
        settled: &Settled<'_>,
        today: Date,
        events: Events,
    ) -> Result<Self, StoreError> {
        let settlements = settled.settlements;
        let (journal_entries, journal_lines) = journal(settlements)?;
        let lines = settlements.iter().flat_map(|one| &one.contracts).flat_map(|one| &one.lines);
        Ok(Self {
            today,
            now: instant::to_text(events.at),
            early_write_off_days: 0,
            entries: 0,
            early: 0,
            amount: Money::ZERO,
            actions_done: settlements.iter().filter(|one| one.completes_repossession).count(),
            repossessions: repossessions(act.company, settled)?,
            write_offs: write_offs(settlements)?,
            lost: lines.clone().filter(|line| line.lost().0 > 0).count(),
            returned: lines.filter(|line| line.returned.0 > 0).count(),
            lines: returned_lines(settlements)?,
            contracts: contracts(settlements, |_| true)?,
            contracts_written_off: contracts(settlements, |one| one.write_off)?,
            journal_entries,
            journal_lines,
            outcomes: Rows::new::<()>(&[])?,
            act,
            events,
        })
    }
}

fn is_early(outcome: &Outcome) -> bool {
    matches!(outcome.result, OutcomeOf::WrittenOff { early: true, .. })
}

fn amount(outcome: &Outcome) -> Option<Money> {
    match outcome.result {
        OutcomeOf::WrittenOff { amount, .. } => Some(amount),
        OutcomeOf::Failed(_) => None,
    }
}

/// What was decided, and what it was decided from.
pub(super) struct Settled<'a> {
    pub(super) settlements: &'a [Settlement],
    pub(super) facts: &'a BTreeMap<AccountId, AccountFacts>,
    pub(super) pending_actions: &'a BTreeMap<AccountId, i64>,
}

fn numbered(settlements: &[Settlement]) -> impl Iterator<Item = (i64, &Settlement)> {
    (1..).zip(settlements)
}

fn repossessions(company: CompanyId, settled: &Settled<'_>) -> Result<Rows, StoreError> {
    let rows: Vec<_> = numbered(settled.settlements)
        .map(|(number, one)| {
            let account = &one.account;
            let before = settled.facts.get(account).map(|facts| facts.standing.state.code());
            let action =
                settled.pending_actions.get(account).filter(|_| one.completes_repossession);
            let after = one.account_state.code();
            (
                number,
                account,
                before,
                after,
                action,
                company.0,
                one.condition.code(),
                one.ends_default,
            )
        })
        .collect();
    Rows::new(&rows)
}

fn write_offs(settlements: &[Settlement]) -> Result<Rows, StoreError> {
    let numbers: Vec<i64> =
        numbered(settlements).filter(|(_, one)| one.write_off).map(|(number, _)| number).collect();
    Rows::new(&numbers)
}

fn returned_lines(settlements: &[Settlement]) -> Result<Rows, StoreError> {
    let rows: Vec<_> = numbered(settlements)
        .flat_map(|(number, one)| {
            one.contracts.iter().flat_map(move |contract| {
                let id = contract.contract;
                contract
                    .lines
                    .iter()
                    .map(move |line| (number, id, line.product, line.held, line.returned))
            })
        })
        .collect();
    Rows::new(&rows)
}

fn contracts(
    settlements: &[Settlement],
    wanted: impl Fn(&Settlement) -> bool,
) -> Result<Rows, StoreError> {
    let rows: Vec<_> = numbered(settlements)
        .filter(|(_, one)| wanted(one))
        .flat_map(|(number, one)| {
            let status = one.contract_status.code();
            one.contracts.iter().map(move |contract| {
                let owed = contract.owed;
                (number, contract.contract, owed.principal, owed.fees, owed.tax, status)
            })
        })
        .collect();
    Rows::new(&rows)
}

/// The entries and their lines. A customer who owed nothing has no entry.
fn journal(settlements: &[Settlement]) -> Result<(Rows, Rows), StoreError> {
    let booked = numbered(settlements).filter(|(_, one)| !one.journal.is_empty());
    let mut entries = Vec::new();
    let mut lines = Vec::new();
    for (entry, (number, decided)) in (1_i64..).zip(booked) {
        let balance = Money::total(decided.journal.iter().map(|line| line.amount));
        if balance != Money::ZERO {
            return Err(StoreError::Unbalanced { account: decided.account.clone() });
        }
        let write_off = decided.write_off.then_some(number);
        let repossession = (!decided.write_off).then_some(number);
        entries.push((entry, write_off, repossession));
        lines.extend(
            decided.journal.iter().map(|line| (entry, line.ledger_account.code(), line.amount)),
        );
    }
    Ok((Rows::new(&entries)?, Rows::new(&lines)?))
}

fn outcomes(
    entries: &[Entry],
    outcomes: &[Outcome],
    facts: &BTreeMap<AccountId, AccountFacts>,
) -> Result<Rows, StoreError> {
    let rows = outcomes
        .iter()
        .map(|outcome| {
            let entry = entries.get(outcome.entry).ok_or(StoreError::NotAsDecided {
                what: "outcomes of entries",
                decided: outcomes.len(),
                applied: 0,
            })?;
            let account = entry.account.as_ref().ok();
            let facts = account.and_then(|account| facts.get(account));
            let (days_since_default, early) = match outcome.result {
                OutcomeOf::WrittenOff { days_since_default, early, .. } => {
                    (Some(days_since_default), early)
                }
                OutcomeOf::Failed(_) => (None, false),
            };
            let named = facts.map(|facts| (facts.customer.as_str(), facts.centre.as_str()));
            let (customer, centre) = named.unzip();
            Ok(OutcomeCells {
                entry: outcome.entry.try_into()?,
                line: entry.line.try_into()?,
                account: Cow::Owned(storable(&entry.label())),
                customer: customer.map(Cow::Borrowed),
                centre: centre.map(Cow::Borrowed),
                outcome: Cow::Borrowed(outcome.result.code()),
                days_since_default: days_since_default.map(i32::try_from).transpose()?,
                early,
                amount: amount(outcome).map(Money::minor),
                first_line: first_line(outcome).map(i32::try_from).transpose()?,
                changed: changed(outcome)?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    Rows::new(&rows)
}

/// What stood in the file, without the one character that no text in a database can have.
fn storable(label: &str) -> String {
    label.replace('\0', "\u{fffd}")
}

fn first_line(outcome: &Outcome) -> Option<u32> {
    match outcome.result {
        OutcomeOf::Failed(Failure::Ineligible(Reason::DuplicateEntry { first_line })) => {
            Some(first_line)
        }
        _ => None,
    }
}

/// What changed, as JSON within the JSON: it is stored as it stands.
fn changed(outcome: &Outcome) -> Result<String, StoreError> {
    let changes = match &outcome.result {
        OutcomeOf::Failed(Failure::ChangedSincePreview(changes)) => changes.as_slice(),
        _ => &[],
    };
    Ok(serde_json::to_string(changes)?)
}

//! Writing down what events of processes did, set by set. Applying chooses nothing.

mod messages;
mod referrals;
mod tasks;
mod write_offs;

use std::collections::{BTreeMap, BTreeSet};

use domain::AccountId;
use domain::money::Money;
use domain::write_off_process::Process;
use domain::write_off_process::activator::{Activated, Doing, Failure};
use serde::Serialize;
use serde_json::json;

use super::activator::{CompanyRow, Outcome};
use super::history::{NoteRow, note};
use super::load::Stored;
use super::write::{Changed, update};
use crate::ids::IdSource;
use crate::store::daily_run::{OfDay, RunCounts};
use crate::store::db::{Connection, Day, Rows};
use crate::store::facts::StoredFacts;
use crate::store::{StoreError, exactly};

/// What became of processes.
#[derive(Debug, Default)]
pub(super) struct Work<'a>(Vec<Outcome<'a>>);

impl<'a> Work<'a> {
    pub(super) fn take(
        &mut self,
        before: &'a Stored,
        facts: &'a StoredFacts,
        owed: Money,
        done: Activated,
    ) {
        self.0.push(Outcome { before, facts, owed, done });
    }

    /// What each event did, with its process.
    fn effects(&self) -> impl Iterator<Item = (&Outcome<'a>, u32, &Doing)> {
        self.0.iter().flat_map(|one| {
            one.done.effects.iter().map(move |effect| (one, effect.sequence, &effect.does))
        })
    }
}

/// An event that could not be completed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FailureRow {
    process: i64,
    sequence: u32,
    failure: &'static str,
}

impl FailureRow {
    pub(super) const fn new(process: i64, sequence: u32, failure: &'static str) -> Self {
        Self { process, sequence, failure }
    }
}

/// Writes down what events did; says how many did something, and how many could not.
pub(super) async fn apply(
    connection: &mut Connection,
    of: OfDay,
    company: &CompanyRow,
    work: Work<'_>,
    ids: &IdSource,
) -> Result<RunCounts, StoreError> {
    let changed = Changed { company: of.company, today: of.day, now: of.now, by: None };
    let pairs: Vec<(&Stored, &Process)> = work
        .0
        .iter()
        .map(|one| (one.before, &one.done.process))
        .filter(|(before, after)| before.process != **after)
        .collect();
    if !pairs.is_empty() {
        update(connection, changed, &pairs).await?;
    }
    messages::insert(connection, of, company, &work, ids).await?;
    change_scores(connection, of, &work).await?;
    referrals::refer(connection, of, &work).await?;
    tasks::give(connection, of, &work).await?;
    write_offs::write_off(connection, of, &work).await?;
    let failed: Vec<FailureRow> = work
        .0
        .iter()
        .flat_map(|one| {
            let row = |(sequence, failure): &(u32, Failure)| {
                FailureRow::new(one.before.id, *sequence, failure.code())
            };
            one.done.failures.iter().map(row)
        })
        .collect();
    let failures = record_failures(connection, changed, &failed).await?;
    let events = u64::try_from(work.effects().count())?;
    Ok(RunCounts { events, failures, ..RunCounts::default() })
}

/// Records why events could not be completed; says how many had not failed on that day before. A run
/// that is repeated tries again and tells nothing twice.
pub(super) async fn record_failures(
    connection: &mut Connection,
    changed: Changed,
    failed: &[FailureRow],
) -> Result<u64, StoreError> {
    if failed.is_empty() {
        return Ok(0);
    }
    let rows = &Rows::new(failed)?;
    let known: Vec<(i64, i64)> = connection
        .query(
            "SELECT event.process, event.sequence
               FROM {rows $1: process int, sequence int} AS failed
              CROSS JOIN process_event AS event
              WHERE event.process = failed.process AND event.sequence = failed.sequence
                AND event.failed_on = $2",
        )
        .bind(rows)
        .bind(Day(changed.today))
        .fetch_all()
        .await?;
    let known: BTreeSet<(i64, i64)> = known.into_iter().collect();
    let updated = connection
        .query(
            "UPDATE process_event SET failure = failed.failure, failed_on = $2
               FROM {rows $1: process int, sequence int, failure text} AS failed
              WHERE process_event.process = failed.process
                AND process_event.sequence = failed.sequence
                AND process_event.status = 'pending'",
        )
        .bind(rows)
        .bind(Day(changed.today))
        .execute()
        .await?;
    exactly("events of processes failed", failed.len(), updated)?;
    let notes: Vec<NoteRow> = failed
        .iter()
        .filter(|one| !known.contains(&(one.process, i64::from(one.sequence))))
        .map(|one| {
            let detail = json!({ "sequence": one.sequence, "failure": one.failure });
            NoteRow::new(one.process, "event_failed", &detail)
        })
        .collect();
    note(connection, changed, &notes).await?;
    Ok(u64::try_from(notes.len())?)
}

#[derive(Serialize)]
struct ScoreRow<'a> {
    company: i64,
    account: &'a AccountId,
    points: i64,
}

/// The company stands in each row: bound apart, SQLite takes all its accounts, and for each the rows.
async fn change_scores(
    connection: &mut Connection,
    of: OfDay,
    work: &Work<'_>,
) -> Result<(), StoreError> {
    let mut points: BTreeMap<&AccountId, i64> = BTreeMap::new();
    for (one, _, does) in work.effects() {
        if let Doing::CreditScore(change) = does {
            *points.entry(&one.before.account).or_default() += i64::from(*change);
        }
    }
    if points.is_empty() {
        return Ok(());
    }
    let company = of.company.0;
    let row = |(account, points)| ScoreRow { company, account, points };
    let rows: Vec<ScoreRow<'_>> = points.into_iter().map(row).collect();
    let updated = connection
        .query(
            "UPDATE account SET credit_score = credit_score + new.points
               FROM {rows $1: company int, account text, points int} AS new
              WHERE account.company = new.company AND account.account_id = new.account",
        )
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    exactly("credit scores", rows.len(), updated)
}

//! What is written down of a decision: the operation, its outcomes, the notification, the audit rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::AccountId;
use domain::account::AccountFacts;
use domain::bulk_write_off::{Failure, OperationKind, Outcome, OutcomeOf, Purpose, Reason};
use domain::money::Money;
use domain::upload::Entry;

use super::{Decided, Submission};
use crate::audit_chain::of_settlement::{self, OperationDetail};
use crate::audit_chain::{Events, of_process};
use crate::hex::to_hex;
use crate::store::db::{Connection, Day, Instant, Key, Rows};
use crate::store::once::OnceRequest;
use crate::store::outcomes::OutcomeRow;
use crate::store::{StoreError, exactly};

/// A decision, with what is written down of it.
pub(super) struct Work {
    pub(super) decided: Decided,
    pub(super) outcomes: Vec<OutcomeRow>,
    early: usize,
    amount: Money,
    pub(super) events: Events,
}

/// Makes what is written down of a decision. The numbers are those of the processes that it starts.
pub(super) async fn prepare(
    request: Arc<OnceRequest<Submission>>,
    decided: Decided,
    started: Vec<i64>,
) -> Result<Work, StoreError> {
    tokio::task::spawn_blocking(move || {
        let submission = &request.body;
        let Decided { now, situation, decision, .. } = &decided;
        let done = || decision.outcomes.iter().filter_map(|outcome| outcome.result.done());
        let early = done().filter(|done| done.early).count();
        let amount = Money::total(done().map(|done| done.amount));
        let numbers: BTreeMap<&AccountId, i64> = std::iter::zip(&decision.starts, &started)
            .map(|(start, number)| (&start.account, *number))
            .collect();
        let outcomes =
            outcome_rows(&submission.entries, &decision.outcomes, &situation.facts, &numbers)?;
        let (kind, done) = (submission.kind(), decision.done());
        let of_kind = |wanted| (kind == wanted).then_some(done);
        let detail = OperationDetail {
            file_name: &submission.file_name,
            file_sha256: &submission.file_sha256,
            outcomes_sha256: &to_hex(&OutcomeRow::sha256(&outcomes)?),
            entries: submission.entries.len(),
            written_off: of_kind(OperationKind::WriteOff),
            started: of_kind(OperationKind::ProcessStart),
            control: submission.starting.as_ref().map(|starting| starting.control.as_str()),
            failed: submission.entries.len().saturating_sub(done),
            early,
            early_acknowledged: submission.early_acknowledged,
            amount,
        };
        let events = match kind {
            OperationKind::WriteOff => of_settlement::bulk_write_off(
                &decision.write_offs,
                &situation.facts,
                request.id,
                &detail,
            )?,
            OperationKind::ProcessStart => {
                of_process::bulk_start(&decision.starts, &started, request.id, &detail)?
            }
        };
        let events = request.events(*now, situation.role, events);
        Ok(Work { decided, outcomes, early, amount, events })
    })
    .await?
}

fn outcome_rows(
    entries: &[Entry],
    outcomes: &[Outcome],
    facts: &BTreeMap<AccountId, AccountFacts>,
    started: &BTreeMap<&AccountId, i64>,
) -> Result<Vec<OutcomeRow>, StoreError> {
    outcomes
        .iter()
        .map(|outcome| {
            let entry = entries.get(outcome.entry).ok_or(StoreError::NotAsDecided {
                what: "outcomes of entries",
                decided: outcomes.len(),
                applied: 0,
            })?;
            let account = entry.account.as_ref().ok();
            let facts = account.and_then(|account| facts.get(account));
            let (done, reason) = (outcome.result.done(), outcome.result.reason());
            let process = match (done, reason) {
                (Some(_), _) => account.and_then(|account| started.get(account).copied()),
                (None, reason) => reason.and_then(Reason::process).map(|process| process.0),
            };
            Ok(OutcomeRow {
                entry: outcome.entry.try_into()?,
                line: entry.line.into(),
                account: storable(&entry.label()),
                customer: facts.map(|facts| facts.customer.clone()),
                centre: facts.map(|facts| facts.centre.clone()),
                outcome: outcome.result.code().to_owned(),
                days_since_default: done.map(|done| done.days_since_default.into()),
                early: done.is_some_and(|done| done.early),
                amount: done.map(|done| done.amount.minor()),
                process,
                first_line: reason.and_then(Reason::first_line).map(i64::from),
                changed: changed(outcome)?,
            })
        })
        .collect()
}

/// What stood in the file, without the one character that no text in a database can have.
fn storable(label: &str) -> String {
    label.replace('\0', "\u{fffd}")
}

/// What changed, as JSON: it is stored as it stands.
fn changed(outcome: &Outcome) -> Result<String, StoreError> {
    let changes = match &outcome.result {
        OutcomeOf::Failed(Failure::ChangedSincePreview(changes)) => changes.as_slice(),
        _ => &[],
    };
    Ok(serde_json::to_string(changes)?)
}

pub(super) async fn insert_operation(
    connection: &mut Connection,
    request: &OnceRequest<Submission>,
    work: &Work,
) -> Result<i64, StoreError> {
    let submission = &request.body;
    let Decided { now, situation, decision, .. } = &work.decided;
    let entries = submission.entries.len();
    let control = match &situation.purpose {
        Purpose::StartProcesses(plan) => plan.control(),
        Purpose::WriteOff(_) => None,
    };
    let version = submission.starting.as_ref().map(|starting| starting.settings_version);
    connection
        .query(
            "INSERT INTO bulk_operation (
                 company, operation_id, number, submitted_by, committed_at, today,
                 early_write_off_days, early_acknowledged, entries, written_off, failed, early,
                 amount, file_name, file_bytes, file_sha256, column_index, first_row_is_heading,
                 file, seen, kind, started, control, control_name, settings_version)
             VALUES ($1, $2,
                 (SELECT coalesce(max(number), 0) + 1 FROM bulk_operation WHERE company = $1),
                 $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                 $20, $21, $22, $23, $24)
             RETURNING id",
        )
        .bind(request.company)
        .bind(Key(request.id))
        .bind(request.user)
        .bind(Instant(*now))
        .bind(Day(situation.today))
        .bind(i64::from(situation.purpose.early_days()))
        .bind(submission.early_acknowledged)
        .bind(i64::try_from(entries)?)
        .bind(i64::try_from(decision.write_offs.len())?)
        .bind(i64::try_from(entries.saturating_sub(decision.done()))?)
        .bind(i64::try_from(work.early)?)
        .bind(work.amount.minor())
        .bind(&*submission.file_name)
        .bind(i64::try_from(submission.file.len())?)
        .bind(&*submission.file_sha256)
        .bind(submission.column.map(|column| i64::from(column.index)))
        .bind(submission.column.map(|column| column.first_row_is_heading))
        .bind(&*submission.file)
        .bind(&*submission.seen_json)
        .bind(submission.kind().code())
        .bind(i64::try_from(decision.starts.len())?)
        .bind(control.map(|control| control.code.as_str()))
        .bind(control.map(|control| control.name.as_str()))
        .bind(version.map(i64::from))
        .fetch_value()
        .await
}

pub(super) async fn insert_outcomes(
    connection: &mut Connection,
    operation: i64,
    outcomes: &[OutcomeRow],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO bulk_operation_outcome (
                 operation, entry, line, account, customer, centre, outcome, days_since_default,
                 early, amount, process, first_line, changed)
             SELECT $1, entry, line, account, customer, centre, outcome, days_since_default, early,
                    amount, process, first_line, changed
               FROM {rows $2: entry int, line int, account text, customer text, centre text,
                              outcome text, days_since_default int, early flag, amount int,
                              process int, first_line int, changed text} AS new",
        )
        .bind(operation)
        .bind(&Rows::new(outcomes)?)
        .execute()
        .await?;
    exactly("outcomes", outcomes.len(), inserted)
}

pub(super) async fn notify(
    connection: &mut Connection,
    request: &OnceRequest<Submission>,
    operation: i64,
    now: Instant,
) -> Result<(), StoreError> {
    let inserted = connection
        .query("INSERT INTO notification (app_user, operation, at) VALUES ($1, $2, $3)")
        .bind(request.user)
        .bind(operation)
        .bind(now)
        .execute()
        .await?;
    exactly("notification", 1, inserted)
}

//! Writing off a file's accounts: one transaction, from the facts to the reply.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::AccountId;
use domain::account::AccountFacts;
use domain::api::{Operation, WriteOffMethod};
use domain::bulk_write_off::{
    Decision, Failure, Outcome, OutcomeOf, Reason, SeenAccounts, SubmissionContext,
    SubmissionRefusal, Submitted, judge,
};
use domain::money::Money;
use domain::upload::{ColumnChoice, Entry};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::db::{Connection, Day, Instant, Key, Rows};
use super::facts::StoredFacts;
use super::once::{Act, Authority, OnceRequest};
use super::outcomes::OutcomeRow;
use super::settlement::{Common, Decided};
use super::{StoreError, audit, exactly, facts, operations, settlement};
use crate::audit_chain::Events;
use crate::audit_chain::of_settlement::{self, OperationDetail};
use crate::clock::{Clock, date_in};
use crate::fault_points;
use crate::hex::to_hex;

/// A file that was read, and everything to keep about its submission.
#[derive(Clone, Debug)]
pub struct Submission {
    pub file_name: String,
    /// The file's bytes.
    pub file: Vec<u8>,
    /// SHA-256 of the file in lower-case hexadecimal.
    pub file_sha256: String,
    /// What the person chose, where the file does not say which column.
    pub column: Option<ColumnChoice>,
    pub entries: Vec<Entry>,
    /// What the preview showed as eligible.
    pub seen: SeenAccounts,
    /// The same as it was sent, in JSON: it is kept.
    pub seen_json: String,
    /// Whether the person confirmed having seen that some are early.
    pub early_acknowledged: bool,
}

impl Submission {
    /// The file's accounts, as often as they stand there.
    fn accounts(&self) -> Vec<AccountId> {
        self.entries.iter().filter_map(|entry| entry.account.clone().ok()).collect()
    }
}

/// Tells a retry from another request: of what is meant, not of how it is written down.
pub fn request_sha256(
    file_name: &str,
    file_sha256: &str,
    column: Option<ColumnChoice>,
    early_acknowledged: bool,
    seen_json: &str,
) -> Result<[u8; 32], serde_json::Error> {
    let meant = serde_json::to_vec(&(file_name, file_sha256, column, early_acknowledged))?;
    Ok(Sha256::new().chain_update(meant).chain_update(seen_json).finalize().into())
}

impl Act for Submission {
    const KIND: &'static str = "bulk_write_off";
    type Reply = Operation;
    type Refusal = SubmissionRefusal;

    async fn perform(
        request: &Arc<OnceRequest<Self>>,
        connection: &mut Connection,
        authority: Authority,
        clock: &Clock,
    ) -> Result<Result<i64, SubmissionRefusal>, StoreError> {
        let company = request.company;
        let accounts = request.body.accounts();
        connection.lock_accounts(company, &accounts).await?;
        fault_points::pass("locked");
        let stored = facts::load(connection, company, &accounts).await?;
        let decided = decide(Arc::clone(request), authority, stored, clock.now()).await?;
        let work = match decided {
            Ok(work) => work,
            Err(refusal) => return Ok(Err(refusal)),
        };
        fault_points::pass("decided");
        connection.lock_numbers(company).await?;
        let operation = insert_operation(connection, request, &work).await?;
        fault_points::pass("operation");
        let common = Common {
            company,
            method: WriteOffMethod::Bulk,
            date: work.situation.today,
            today: work.situation.today,
            now: Instant(work.now),
            completed_by: request.user.0,
            recorded_by: request.user,
            cu_number: None,
            operation: Some(operation),
        };
        let decided = Decided {
            settlements: &work.decision.write_offs,
            facts: &work.situation.facts,
            pending_actions: &work.pending_actions,
        };
        settlement::apply(connection, &common, &decided).await?;
        insert_outcomes(connection, operation, &work.outcomes).await?;
        notify(connection, request, operation, Instant(work.now)).await?;
        audit::append(connection, company.0, work.events).await?;
        Ok(Ok(operation))
    }

    async fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        recorded: i64,
    ) -> Result<Operation, StoreError> {
        operations::load(connection, request.company, request.id)
            .await?
            .ok_or_else(|| StoreError::Unreadable(format!("operation {recorded}")))
    }
}

/// A decision about a file, with what it was made from and what is written down of it.
struct Work {
    now: Timestamp,
    situation: SubmissionContext,
    pending_actions: BTreeMap<AccountId, i64>,
    decision: Decision,
    outcomes: Vec<OutcomeRow>,
    early: usize,
    amount: Money,
    events: Events,
}

/// Has the rules decide. Two thousand accounts are work for a blocking thread.
async fn decide(
    request: Arc<OnceRequest<Submission>>,
    authority: Authority,
    stored: Vec<StoredFacts>,
    now: Timestamp,
) -> Result<Result<Work, SubmissionRefusal>, StoreError> {
    tokio::task::spawn_blocking(move || {
        let (facts, pending_actions) = facts::by_account(stored);
        let today = date_in(&authority.time_zone, now);
        let Authority { role, policy, .. } = authority;
        let situation = SubmissionContext { role, today, policy, facts };
        let submitted = Submitted {
            entries: &request.body.entries,
            seen: &request.body.seen,
            early_acknowledged: request.body.early_acknowledged,
        };
        match judge(submitted, &situation) {
            Ok(decision) => Work::new(&request, decision, situation, pending_actions, now).map(Ok),
            Err(refusal) => Ok(Err(refusal)),
        }
    })
    .await?
}

impl Work {
    fn new(
        request: &OnceRequest<Submission>,
        decision: Decision,
        situation: SubmissionContext,
        pending_actions: BTreeMap<AccountId, i64>,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let submission = &request.body;
        let early = decision.outcomes.iter().filter(|outcome| is_early(outcome)).count();
        let amount = Money::total(decision.outcomes.iter().filter_map(amount));
        let outcomes = outcome_rows(&submission.entries, &decision.outcomes, &situation.facts)?;
        let written_off = decision.write_offs.len();
        let detail = OperationDetail {
            file_name: &submission.file_name,
            file_sha256: &submission.file_sha256,
            outcomes_sha256: &to_hex(&OutcomeRow::sha256(&outcomes)?),
            entries: submission.entries.len(),
            written_off,
            failed: submission.entries.len().saturating_sub(written_off),
            early,
            early_acknowledged: submission.early_acknowledged,
            amount,
        };
        let events = of_settlement::bulk_write_off(
            &decision.write_offs,
            &situation.facts,
            request.id,
            &detail,
        )?;
        let events = request.events(now, situation.role, events);
        Ok(Self { now, situation, pending_actions, decision, outcomes, early, amount, events })
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

fn outcome_rows(
    entries: &[Entry],
    outcomes: &[Outcome],
    facts: &BTreeMap<AccountId, AccountFacts>,
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
            let (days_since_default, early) = match outcome.result {
                OutcomeOf::WrittenOff { days_since_default, early, .. } => {
                    (Some(days_since_default.into()), early)
                }
                OutcomeOf::Failed(_) => (None, false),
            };
            Ok(OutcomeRow {
                entry: outcome.entry.try_into()?,
                line: entry.line.into(),
                account: storable(&entry.label()),
                customer: facts.map(|facts| facts.customer.clone()),
                centre: facts.map(|facts| facts.centre.clone()),
                outcome: outcome.result.code().to_owned(),
                days_since_default,
                early,
                amount: amount(outcome).map(Money::minor),
                first_line: first_line(outcome).map(i64::from),
                changed: changed(outcome)?,
            })
        })
        .collect()
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

/// What changed, as JSON: it is stored as it stands.
fn changed(outcome: &Outcome) -> Result<String, StoreError> {
    let changes = match &outcome.result {
        OutcomeOf::Failed(Failure::ChangedSincePreview(changes)) => changes.as_slice(),
        _ => &[],
    };
    Ok(serde_json::to_string(changes)?)
}

async fn insert_operation(
    connection: &mut Connection,
    request: &OnceRequest<Submission>,
    work: &Work,
) -> Result<i64, StoreError> {
    let submission = &request.body;
    let entries = submission.entries.len();
    let written_off = work.decision.write_offs.len();
    connection
        .query(
            "INSERT INTO bulk_operation (
                 company, operation_id, number, submitted_by, committed_at, today,
                 early_write_off_days, early_acknowledged, entries, written_off, failed, early,
                 amount, file_name, file_bytes, file_sha256, column_index, first_row_is_heading,
                 file, seen)
             VALUES ($1, $2,
                 (SELECT coalesce(max(number), 0) + 1 FROM bulk_operation WHERE company = $1),
                 $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
             RETURNING id",
        )
        .bind(request.company)
        .bind(Key(request.id))
        .bind(request.user)
        .bind(Instant(work.now))
        .bind(Day(work.situation.today))
        .bind(i64::from(work.situation.policy.early_write_off_days))
        .bind(submission.early_acknowledged)
        .bind(i64::try_from(entries)?)
        .bind(i64::try_from(written_off)?)
        .bind(i64::try_from(entries.saturating_sub(written_off))?)
        .bind(i64::try_from(work.early)?)
        .bind(work.amount.minor())
        .bind(&*submission.file_name)
        .bind(i64::try_from(submission.file.len())?)
        .bind(&*submission.file_sha256)
        .bind(submission.column.map(|column| i64::from(column.index)))
        .bind(submission.column.map(|column| column.first_row_is_heading))
        .bind(&*submission.file)
        .bind(&*submission.seen_json)
        .fetch_value()
        .await
}

async fn insert_outcomes(
    connection: &mut Connection,
    operation: i64,
    outcomes: &[OutcomeRow],
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO bulk_operation_outcome (
                 operation, entry, line, account, customer, centre, outcome, days_since_default,
                 early, amount, first_line, changed)
             SELECT $1, entry, line, account, customer, centre, outcome, days_since_default, early,
                    amount, first_line, changed
               FROM {rows $2: entry int, line int, account text, customer text, centre text,
                              outcome text, days_since_default int, early flag, amount int,
                              first_line int, changed text} AS new",
        )
        .bind(operation)
        .bind(&Rows::new(outcomes)?)
        .execute()
        .await?;
    exactly("outcomes", outcomes.len(), inserted)
}

async fn notify(
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

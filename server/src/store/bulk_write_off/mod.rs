//! Writing off a file's accounts, or starting write-off processes for them: one transaction, from the
//! facts to the reply.

mod record;
mod submission;

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::AccountId;
use domain::api::{Operation, WriteOffMethod};
use domain::bulk_write_off::{
    Decision, OperationKind, Purpose, StartPlan, SubmissionContext, SubmissionRefusal, Submitted,
    judge,
};
use domain::write_off_process::settings::WriteOffSettings;
use jiff::Timestamp;

pub use submission::{Asked, Starting, Submission};

use self::record::{Work, insert_operation, insert_outcomes, notify, prepare};
use super::db::{Connection, Instant};
use super::facts::StoredFacts;
use super::once::{Act, Authority, OnceRequest};
use super::settlement::{self, Common};
use super::write_off_process::{self, Changed, NewProcess};
use super::{StoreError, audit, facts, operations};
use crate::clock::{Clock, date_in};
use crate::fault_points;

impl Act for Submission {
    /// Of either kind: the operation says which.
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
        let kind = request.body.kind();
        let settings = match kind {
            OperationKind::WriteOff => None,
            // Nobody removes meanwhile what is set up and will be written down.
            OperationKind::ProcessStart => {
                connection.lock_numbers(company).await?;
                Some(write_off_process::load_settings(connection, company).await?)
            }
        };
        let stored = facts::load_for(connection, company, kind, &accounts).await?;
        let decided = decide(Arc::clone(request), authority, settings, stored, clock.now()).await?;
        let decided = match decided {
            Ok(decided) => decided,
            Err(refusal) => return Ok(Err(refusal)),
        };
        fault_points::pass("decided");
        connection.lock_numbers(company).await?;
        let started = start(connection, request, &decided).await?;
        let work = prepare(Arc::clone(request), decided, started).await?;
        let operation = insert_operation(connection, request, &work).await?;
        fault_points::pass("operation");
        write_off(connection, request, &work, operation).await?;
        insert_outcomes(connection, operation, &work.outcomes).await?;
        notify(connection, request, operation, Instant(work.decided.now)).await?;
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

/// A decision about a file, with what it was made from.
struct Decided {
    now: Timestamp,
    situation: SubmissionContext,
    pending_actions: BTreeMap<AccountId, i64>,
    decision: Decision,
}

/// Has the rules decide. Two thousand accounts are work for a blocking thread.
async fn decide(
    request: Arc<OnceRequest<Submission>>,
    authority: Authority,
    settings: Option<(u32, WriteOffSettings)>,
    stored: Vec<StoredFacts>,
    now: Timestamp,
) -> Result<Result<Decided, SubmissionRefusal>, StoreError> {
    tokio::task::spawn_blocking(move || {
        let submission = &request.body;
        let (facts, pending_actions) = facts::by_account(stored);
        let today = date_in(&authority.time_zone, now);
        let Authority { role, policy, .. } = authority;
        let purpose = match (&submission.starting, settings) {
            (Some(starting), Some((version, settings))) => {
                Purpose::StartProcesses(Box::new(StartPlan {
                    control: starting.control.clone(),
                    settings,
                    version,
                    seen_version: starting.settings_version,
                }))
            }
            _ => Purpose::WriteOff(policy),
        };
        let situation = SubmissionContext { role, today, purpose, facts };
        let submitted = Submitted {
            entries: &submission.entries,
            seen: &submission.seen,
            early_acknowledged: submission.early_acknowledged,
        };
        Ok(judge(submitted, &situation).map(|decision| Decided {
            now,
            situation,
            pending_actions,
            decision,
        }))
    })
    .await?
}

/// Starts the processes that were decided; says their numbers, in account order.
async fn start(
    connection: &mut Connection,
    request: &OnceRequest<Submission>,
    decided: &Decided,
) -> Result<Vec<i64>, StoreError> {
    let starts = &decided.decision.starts;
    if starts.is_empty() {
        return Ok(Vec::new());
    }
    let now = Instant(decided.now);
    let processes: Vec<NewProcess<'_>> = starts
        .iter()
        .map(|start| NewProcess {
            account: &start.account,
            process: &start.process,
            created_at: now,
        })
        .collect();
    let today = decided.situation.today;
    let changed = Changed { company: request.company, today, now, by: Some(request.user) };
    write_off_process::insert(connection, changed, &processes).await
}

/// Applies the write-offs that were decided; none of an operation that starts processes.
async fn write_off(
    connection: &mut Connection,
    request: &OnceRequest<Submission>,
    work: &Work,
    operation: i64,
) -> Result<(), StoreError> {
    let Decided { now, situation, pending_actions, decision } = &work.decided;
    if request.body.kind() != OperationKind::WriteOff {
        return Ok(());
    }
    let common = Common {
        company: request.company,
        method: WriteOffMethod::Bulk,
        date: situation.today,
        today: situation.today,
        now: Instant(*now),
        completed_by: Some(request.user.0),
        recorded_by: Some(request.user),
        cu_number: None,
        operation: Some(operation),
    };
    let settled = settlement::Decided {
        settlements: &decision.write_offs,
        facts: &situation.facts,
        pending_actions,
        processes: &BTreeMap::new(),
    };
    settlement::apply(connection, &common, &settled).await?;
    Ok(())
}

//! Completing a task that an event of a process gave.

use std::sync::Arc;

use domain::AccountId;
use domain::api::{Meanwhile, ProcessRecord, TaskRequest};
use domain::write_off_process::{COMPLETE_TASKS, Refusal, task_note};
use serde_json::json;

use super::change::ProcessRefused;
use super::history::{NoteRow, note};
use super::record;
use super::write::Changed;
use crate::audit_chain::of_process;
use crate::clock::{Clock, date_in};
use crate::identity::CompanyId;
use crate::store::db::{Connection, Instant};
use crate::store::once::{Act, Authority, OnceRequest};
use crate::store::{StoreError, audit, exactly, stored};

#[derive(sqlx::FromRow)]
struct TaskRow {
    account: String,
    process: i64,
    sequence: i64,
    text: String,
    done_at: Option<Instant>,
    done_by: Option<String>,
}

impl Act for TaskRequest {
    const KIND: &'static str = "process_task";
    type Reply = ProcessRecord;
    type Refusal = ProcessRefused;

    async fn perform(
        request: &Arc<OnceRequest<Self>>,
        connection: &mut Connection,
        authority: Authority,
        clock: &Clock,
    ) -> Result<Result<i64, Self::Refusal>, StoreError> {
        let OnceRequest { company, body, .. } = &**request;
        let Some(role) = authority.role else { return Ok(Err(ProcessRefused::Disabled)) };
        if !role.may(COMPLETE_TASKS) {
            let refusal = Refusal::RoleMayNot(COMPLETE_TASKS);
            return Ok(Err(ProcessRefused::ByRule(refusal)));
        }
        let Some((account, task)) = locked(connection, *company, body.action).await? else {
            return Ok(Err(ProcessRefused::NotFound));
        };
        if let Some(at) = task.done_at {
            let what = "task_done".to_owned();
            let meanwhile = Meanwhile { what, at: at.to_string(), by: task.done_by };
            return Ok(Err(ProcessRefused::Changed(Some(meanwhile))));
        }
        let done = match task_note(&body.note) {
            Ok(done) => done,
            Err(faults) => return Ok(Err(ProcessRefused::ByRule(Refusal::Form(faults)))),
        };
        let now = clock.now();
        complete(connection, request, Instant(now), done.as_deref()).await?;
        let changed = Changed {
            company: *company,
            today: date_in(&authority.time_zone, now),
            now: Instant(now),
            by: Some(request.user),
        };
        let detail = json!({
            "process": task.process,
            "sequence": task.sequence,
            "action": body.action,
            "task": task.text,
            "note": done,
        });
        note(connection, changed, &[NoteRow::new(task.process, "task_done", &detail)]).await?;
        let event = of_process::task(&account, &detail, request.id)?;
        audit::append(connection, company.0, request.events(now, Some(role), vec![event])).await?;
        Ok(Ok(body.action))
    }

    async fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        recorded: i64,
    ) -> Result<ProcessRecord, StoreError> {
        let process: i64 = connection
            .query("SELECT process FROM process_task WHERE action = $1")
            .bind(recorded)
            .fetch_value()
            .await?;
        record::recorded(connection, request.company, process).await
    }
}

/// The task, with its account locked.
async fn locked(
    connection: &mut Connection,
    company: CompanyId,
    action: i64,
) -> Result<Option<(AccountId, TaskRow)>, StoreError> {
    let Some(task) = find(connection, company, action).await? else { return Ok(None) };
    let account = stored::account(&task.account)?;
    connection.lock_accounts(company, std::slice::from_ref(&account)).await?;
    // Somebody may have completed it before the lock was there.
    Ok(find(connection, company, action).await?.map(|task| (account, task)))
}

async fn find(
    connection: &mut Connection,
    company: CompanyId,
    action: i64,
) -> Result<Option<TaskRow>, StoreError> {
    connection
        .query(
            "SELECT action.account, task.process, task.sequence, task.text, action.done_at,
                    app_user.name AS done_by
               FROM pending_action AS action
               JOIN process_task AS task ON task.action = action.id
               LEFT JOIN app_user ON app_user.id = task.done_by
              WHERE action.company = $1 AND action.id = $2",
        )
        .bind(company)
        .bind(action)
        .fetch_optional()
        .await
}

async fn complete(
    connection: &mut Connection,
    request: &OnceRequest<TaskRequest>,
    now: Instant,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let updated = connection
        .query(
            "UPDATE pending_action SET status = 'done', done_at = $2
              WHERE id = $1 AND status = 'pending'",
        )
        .bind(request.body.action)
        .bind(now)
        .execute()
        .await?;
    exactly("tasks", 1, updated)?;
    let updated = connection
        .query("UPDATE process_task SET done_by = $2, note = $3 WHERE action = $1")
        .bind(request.body.action)
        .bind(request.user)
        .bind(note)
        .execute()
        .await?;
    exactly("notes of tasks", 1, updated)
}

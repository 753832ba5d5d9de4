//! Changing a process: saving, re-scheduling, cancelling.

use std::sync::Arc;

use domain::AccountId;
use domain::api::{Meanwhile, ProcessChange, ProcessChangeRequest, ProcessRecord};
use domain::role::Permission;
use domain::write_off_process::{AccountContract, Grounds, ProcessId, Refusal, change};
use serde::Serialize;

use super::history::{NoteRow, difference, note_as};
use super::load::Stored;
use super::write::{Changed, update};
use super::{account, load, record, settings};
use crate::audit_chain::of_process;
use crate::clock::{Clock, date_in};
use crate::identity::CompanyId;
use crate::store::db::{Connection, Instant, Numbered};
use crate::store::once::{Act, Authority, OnceRequest};
use crate::store::{StoreError, audit, stored};

/// A change with the number of the process that it is about.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeOfProcess {
    pub process: i64,
    pub request: ProcessChangeRequest,
}

/// Why a change of a process, or of what belongs to it, is refused.
#[derive(Clone, Debug)]
pub enum ProcessRefused {
    /// The user was disabled in the meantime.
    Disabled,
    /// The company has none of that number.
    NotFound,
    /// Somebody has changed it since it was shown; who, and how.
    Changed(Option<Meanwhile>),
    /// The rules refuse it.
    ByRule(Refusal),
}

impl Act for ChangeOfProcess {
    const KIND: &'static str = "process_change";
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
        let Some(before) = locked(connection, *company, body.process).await? else {
            return Ok(Err(ProcessRefused::NotFound));
        };
        if !role.may(Permission::ManageProcesses) {
            let refusal = Refusal::RoleMayNot(Permission::ManageProcesses);
            return Ok(Err(ProcessRefused::ByRule(refusal)));
        }
        if before.version != body.request.version {
            let meanwhile = latest(connection, before.id).await?;
            return Ok(Err(ProcessRefused::Changed(meanwhile)));
        }
        let account = account::load(connection, *company, &before.account).await?;
        let contracts = account.map(|account| account.contracts).unwrap_or_default();
        let contracts: Vec<AccountContract> = contracts.iter().map(Into::into).collect();
        let (_, settings) = settings::load(connection, *company).await?;
        let now = clock.now();
        let today = date_in(&authority.time_zone, now);
        let process = Some(ProcessId(before.id));
        let grounds = Grounds { role, today, settings: &settings, contracts: &contracts, process };
        let after = match change(&before.process, &body.request.change, &grounds) {
            Ok(after) => after,
            Err(refusal) => return Ok(Err(ProcessRefused::ByRule(refusal))),
        };
        let what = what(&body.request.change);
        let difference = difference(&before.process, &after);
        let by = Some(request.user);
        let changed = Changed { company: *company, today, now: Instant(now), by };
        let ids = connection.new_ids(Numbered::ProcessHistory, 1).await?;
        let recorded = ids.first().copied().unwrap_or_default();
        note_as(connection, changed, recorded, &NoteRow::new(before.id, what, &difference)).await?;
        update(connection, changed, &[(&before, &after)]).await?;
        let event = of_process::changed(&before.account, before.id, what, &difference, request.id)?;
        audit::append(connection, company.0, request.events(now, Some(role), vec![event])).await?;
        Ok(Ok(recorded))
    }

    async fn reply(
        request: &OnceRequest<Self>,
        connection: &mut Connection,
        _: i64,
    ) -> Result<ProcessRecord, StoreError> {
        record::recorded(connection, request.company, request.body.process).await
    }
}

const fn what(change: &ProcessChange) -> &'static str {
    match change {
        ProcessChange::Save(_) => "saved",
        ProcessChange::Cancel => "canceled_by_user",
        ProcessChange::Reschedule { .. } => "rescheduled",
    }
}

/// The process, with its account and what is set up locked.
async fn locked(
    connection: &mut Connection,
    company: CompanyId,
    process: i64,
) -> Result<Option<Stored>, StoreError> {
    let account: Option<String> = connection
        .query("SELECT account FROM write_off_process WHERE company = $1 AND id = $2")
        .bind(company)
        .bind(process)
        .fetch_scalar()
        .await?;
    let Some(account) = account else { return Ok(None) };
    let account: AccountId = stored::account(&account)?;
    connection.lock_accounts(company, &[account]).await?;
    connection.lock_numbers(company).await?;
    Ok(load::load(connection, company, &[process]).await?.remove(&process))
}

#[derive(sqlx::FromRow)]
struct LatestRow {
    what: String,
    at: Instant,
    by: Option<String>,
}

/// What happened to a process last.
async fn latest(
    connection: &mut Connection,
    process: i64,
) -> Result<Option<Meanwhile>, StoreError> {
    let row: Option<LatestRow> = connection
        .query(
            "SELECT history.what, history.at, app_user.name AS by
               FROM process_history AS history
               LEFT JOIN app_user ON app_user.id = history.recorded_by
              WHERE history.process = $1 ORDER BY history.id DESC LIMIT 1",
        )
        .bind(process)
        .fetch_optional()
        .await?;
    Ok(row.map(|row| Meanwhile { what: row.what, at: row.at.to_string(), by: row.by }))
}

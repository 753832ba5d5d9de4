//! A process with everything around it.

use std::collections::BTreeMap;

use domain::account::ContractId;
use domain::actions::ActionStatus;
use domain::api::{
    EventRecord, HistoryLine, MessageRecord, ProcessContract, ProcessRecord, ReferralRecord,
    TaskRecord,
};
use domain::money::Money;
use domain::write_off_process::{EventStatus, LinkEnd};
use jiff::tz::TimeZone;

use super::list::reason;
use super::{account, messages, settings};
use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Instant};
use crate::store::{Store, StoreError, stored};

/// How much of what happened to a process is shown, the latest.
const HISTORY_MAX: i64 = 500;

#[derive(sqlx::FromRow)]
struct ProcessRow {
    account: String,
    control: String,
    template: String,
    created_at: Instant,
    created_on: Day,
    starts_on: Day,
    reason: String,
    comments: String,
    version: i64,
    started_by: Option<String>,
    time_zone: String,
}

#[derive(sqlx::FromRow)]
struct ContractRow {
    contract: i64,
    linked_on: Day,
    ended: Option<String>,
    ended_on: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    sequence: i64,
    event_type: String,
    trigger_on: Day,
    status: String,
    completed_on: Option<Day>,
    failure: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ReferralRow {
    agency: String,
    amount: i64,
    referred_on: Day,
    cancelled_on: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct TaskRow {
    action: i64,
    sequence: i64,
    text: String,
    status: String,
    done_at: Option<Instant>,
    done_by: Option<String>,
    note: Option<String>,
}

#[derive(sqlx::FromRow)]
struct HistoryRow {
    at: Instant,
    by: Option<String>,
    what: String,
    detail: String,
}

impl Store {
    /// A process by its number; none where the company has no such process.
    pub async fn process(
        &self,
        company: CompanyId,
        number: i64,
    ) -> Result<Option<ProcessRecord>, StoreError> {
        let mut read = self.db.begin_read().await?;
        record(&mut read, company, number).await
    }
}

/// A process that must be there: one that something was just recorded of.
pub(super) async fn recorded(
    connection: &mut Connection,
    company: CompanyId,
    number: i64,
) -> Result<ProcessRecord, StoreError> {
    record(connection, company, number)
        .await?
        .ok_or_else(|| StoreError::Unreadable(format!("write-off process {number}")))
}

async fn record(
    connection: &mut Connection,
    company: CompanyId,
    number: i64,
) -> Result<Option<ProcessRecord>, StoreError> {
    let row: Option<ProcessRow> = connection
        .query(
            "SELECT process.account, process.control, process.template, process.created_at,
                    process.created_on, process.starts_on, process.reason, process.comments,
                    process.version, app_user.name AS started_by, operating_company.time_zone
               FROM write_off_process AS process
               JOIN operating_company ON operating_company.id = process.company
               LEFT JOIN app_user ON app_user.id = process.started_by
              WHERE process.company = $1 AND process.id = $2",
        )
        .bind(company)
        .bind(number)
        .fetch_optional()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let account = account::load(connection, company, &stored::account(&row.account)?).await?;
    let account = account.ok_or_else(|| stored::unreadable("account of", &row.account))?;
    let (_, settings) = settings::load(connection, company).await?;
    let created = TimeZone::get(&row.time_zone)?.to_datetime(row.created_at.0);
    Ok(Some(ProcessRecord {
        id: number,
        version: row.version.try_into()?,
        reason: reason(&row.reason)?,
        control: row.control,
        template: row.template,
        created_at: created.strftime("%Y-%m-%dT%H:%M").to_string(),
        created_on: row.created_on.0,
        starts_on: row.starts_on.0,
        started_by: row.started_by,
        comments: row.comments,
        contracts: contracts(connection, number).await?,
        events: events(connection, number).await?,
        referrals: referrals(connection, number).await?,
        tasks: tasks(connection, number).await?,
        history: history(connection, number).await?,
        account,
        settings: settings.without_secrets(),
    }))
}

async fn contracts(
    connection: &mut Connection,
    process: i64,
) -> Result<Vec<ProcessContract>, StoreError> {
    let rows: Vec<ContractRow> = connection
        .query(
            "SELECT contract, linked_on, ended, ended_on FROM process_contract
              WHERE process = $1 ORDER BY link",
        )
        .bind(process)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let ended = row.ended.map(|code| {
                LinkEnd::from_code(&code).ok_or_else(|| stored::unreadable("end of a link", &code))
            });
            Ok(ProcessContract {
                contract: ContractId(row.contract),
                linked_on: row.linked_on.0,
                ended: ended.transpose()?,
                ended_on: row.ended_on.map(|day| day.0),
            })
        })
        .collect()
}

async fn events(connection: &mut Connection, process: i64) -> Result<Vec<EventRecord>, StoreError> {
    let rows: Vec<EventRow> = connection
        .query(
            "SELECT sequence, event_type, trigger_on, status, completed_on, failure
               FROM process_event WHERE process = $1 ORDER BY sequence",
        )
        .bind(process)
        .fetch_all()
        .await?;
    let mut messages: BTreeMap<i64, MessageRecord> = messages::load(connection, process).await?;
    rows.into_iter()
        .map(|row| {
            Ok(EventRecord {
                sequence: row.sequence.try_into()?,
                event_type: row.event_type,
                trigger_on: row.trigger_on.0,
                status: EventStatus::from_code(&row.status)
                    .ok_or_else(|| stored::unreadable("status of an event", &row.status))?,
                completed_on: row.completed_on.map(|day| day.0),
                failure: row.failure,
                message: messages.remove(&row.sequence),
            })
        })
        .collect()
}

async fn referrals(
    connection: &mut Connection,
    process: i64,
) -> Result<Vec<ReferralRecord>, StoreError> {
    let rows: Vec<ReferralRow> = connection
        .query(
            "SELECT agency.name AS agency, amount, referred_on, cancelled_on
               FROM referral
               JOIN agency ON agency.company = referral.company AND agency.code = referral.agency
              WHERE process = $1 ORDER BY referral.id",
        )
        .bind(process)
        .fetch_all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ReferralRecord {
            agency: row.agency,
            amount: Money::from_minor(row.amount),
            referred_on: row.referred_on.0,
            cancelled_on: row.cancelled_on.map(|day| day.0),
        })
        .collect())
}

async fn tasks(connection: &mut Connection, process: i64) -> Result<Vec<TaskRecord>, StoreError> {
    let rows: Vec<TaskRow> = connection
        .query(
            "SELECT task.action, task.sequence, task.text, action.status, action.done_at,
                    app_user.name AS done_by, task.note
               FROM process_task AS task
               JOIN pending_action AS action ON action.id = task.action
               LEFT JOIN app_user ON app_user.id = task.done_by
              WHERE task.process = $1 ORDER BY task.action",
        )
        .bind(process)
        .fetch_all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(TaskRecord {
                action: row.action,
                sequence: row.sequence.try_into()?,
                text: row.text,
                status: ActionStatus::from_code(&row.status)
                    .ok_or_else(|| stored::unreadable("action status", &row.status))?,
                done_at: row.done_at.map(|at| at.to_string()),
                done_by: row.done_by,
                note: row.note,
            })
        })
        .collect()
}

async fn history(
    connection: &mut Connection,
    process: i64,
) -> Result<Vec<HistoryLine>, StoreError> {
    let rows: Vec<HistoryRow> = connection
        .query(
            "SELECT history.at, app_user.name AS by, history.what, history.detail
               FROM process_history AS history
               LEFT JOIN app_user ON app_user.id = history.recorded_by
              WHERE history.process = $1 ORDER BY history.id DESC LIMIT $2",
        )
        .bind(process)
        .bind(HISTORY_MAX)
        .fetch_all()
        .await?;
    let line = |row: HistoryRow| HistoryLine {
        at: row.at.to_string(),
        by: row.by,
        what: row.what,
        detail: row.detail,
    };
    Ok(rows.into_iter().map(line).collect())
}

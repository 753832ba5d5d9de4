//! Processes as their rules need to know them.

use std::collections::{BTreeMap, BTreeSet};

use domain::AccountId;
use domain::account::ContractId;
use domain::write_off_process::{Event, EventStatus, Link, LinkEnd, Process, ProcessReason};

use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Rows};
use crate::store::{StoreError, stored};

/// A process as it is stored.
#[derive(Clone, Debug)]
pub(in crate::store) struct Stored {
    pub(in crate::store) id: i64,
    pub(in crate::store) account: AccountId,
    pub(in crate::store) version: u32,
    pub(in crate::store) process: Process,
    /// The events whose message is not delivered yet, or never will be.
    pub(in crate::store) waiting: BTreeSet<u32>,
}

#[derive(sqlx::FromRow)]
struct ProcessRow {
    id: i64,
    account: String,
    control: String,
    template: String,
    created_on: Day,
    starts_on: Day,
    reason: String,
    comments: String,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct LinkRow {
    process: i64,
    contract: i64,
    ended: Option<String>,
    ended_on: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    process: i64,
    sequence: i64,
    event_type: String,
    trigger_on: Day,
    status: String,
    completed_on: Option<Day>,
}

/// The processes of these numbers that the company has.
pub(in crate::store) async fn load(
    connection: &mut Connection,
    company: CompanyId,
    processes: &[i64],
) -> Result<BTreeMap<i64, Stored>, StoreError> {
    let asked = &Rows::new(processes)?;
    let rows: Vec<ProcessRow> = connection
        .query(
            "SELECT id, account, control, template, created_on, starts_on, reason, comments, version
               FROM {values $2: int} AS asked
              CROSS JOIN write_off_process
              WHERE write_off_process.company = $1 AND write_off_process.id = asked.value",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    let mut links = links(connection, asked).await?;
    let mut events = events(connection, asked).await?;
    let mut waiting = waiting(connection, asked).await?;
    rows.into_iter()
        .map(|row| {
            let process = Process {
                control: row.control,
                template: row.template,
                created_on: row.created_on.0,
                starts_on: row.starts_on.0,
                reason: ProcessReason::from_code(&row.reason)
                    .ok_or_else(|| stored::unreadable("reason of a process", &row.reason))?,
                comments: row.comments,
                contracts: links.remove(&row.id).unwrap_or_default(),
                events: events.remove(&row.id).unwrap_or_default(),
            };
            let stored = Stored {
                id: row.id,
                account: stored::account(&row.account)?,
                version: row.version.try_into()?,
                process,
                waiting: waiting.remove(&row.id).unwrap_or_default(),
            };
            Ok((row.id, stored))
        })
        .collect()
}

/// The numbers of the processes in which contracts are active, by contract.
pub(in crate::store) async fn active_in(
    connection: &mut Connection,
    contracts: &[i64],
) -> Result<BTreeMap<i64, i64>, StoreError> {
    let rows: Vec<(i64, i64)> = connection
        .query(
            "SELECT process_contract.contract, process_contract.process
               FROM {values $1: int} AS asked
              CROSS JOIN process_contract
              WHERE process_contract.contract = asked.value AND process_contract.ended IS NULL",
        )
        .bind(&Rows::new(contracts)?)
        .fetch_all()
        .await?;
    Ok(rows.into_iter().collect())
}

async fn links(
    connection: &mut Connection,
    processes: &Rows,
) -> Result<BTreeMap<i64, Vec<Link>>, StoreError> {
    let rows: Vec<LinkRow> = connection
        .query(
            "SELECT process, contract, ended, ended_on FROM process_contract
              WHERE process IN {values $1: int} ORDER BY process, link",
        )
        .bind(processes)
        .fetch_all()
        .await?;
    let mut links: BTreeMap<i64, Vec<Link>> = BTreeMap::new();
    for row in rows {
        let ended = row
            .ended
            .map(|code| {
                LinkEnd::from_code(&code).ok_or_else(|| stored::unreadable("end of a link", &code))
            })
            .transpose()?;
        let ended = ended.zip(row.ended_on.map(|day| day.0));
        links
            .entry(row.process)
            .or_default()
            .push(Link { contract: ContractId(row.contract), ended });
    }
    Ok(links)
}

async fn events(
    connection: &mut Connection,
    processes: &Rows,
) -> Result<BTreeMap<i64, Vec<Event>>, StoreError> {
    let rows: Vec<EventRow> = connection
        .query(
            "SELECT process, sequence, event_type, trigger_on, status, completed_on
               FROM process_event
              WHERE process IN {values $1: int} ORDER BY process, sequence",
        )
        .bind(processes)
        .fetch_all()
        .await?;
    let mut events: BTreeMap<i64, Vec<Event>> = BTreeMap::new();
    for row in rows {
        let event = Event {
            sequence: row.sequence.try_into()?,
            event_type: row.event_type,
            trigger_on: row.trigger_on.0,
            status: EventStatus::from_code(&row.status)
                .ok_or_else(|| stored::unreadable("status of an event", &row.status))?,
            completed_on: row.completed_on.map(|day| day.0),
        };
        events.entry(row.process).or_default().push(event);
    }
    Ok(events)
}

async fn waiting(
    connection: &mut Connection,
    processes: &Rows,
) -> Result<BTreeMap<i64, BTreeSet<u32>>, StoreError> {
    let rows: Vec<(i64, i64)> = connection
        .query(
            "SELECT process, sequence FROM message
              WHERE process IN {values $1: int} AND status IN ('waiting', 'gave_up')",
        )
        .bind(processes)
        .fetch_all()
        .await?;
    let mut waiting: BTreeMap<i64, BTreeSet<u32>> = BTreeMap::new();
    for (process, sequence) in rows {
        waiting.entry(process).or_default().insert(sequence.try_into()?);
    }
    Ok(waiting)
}

//! Writing processes down, set by set. Applying chooses nothing: what is written is the difference
//! between how processes stood and how they stand.

use std::collections::BTreeMap;

use domain::write_off_process::{Event, EventStatus, Link, Process};
use domain::{AccountId, Date};
use serde::Serialize;
use serde_json::json;

use super::history::{NoteRow, note, notes};
use super::load::Stored;
use crate::identity::{CompanyId, UserId};
use crate::store::db::{Connection, Day, Instant, Numbered, Rows};
use crate::store::{StoreError, exactly};

/// A process that begins.
#[derive(Clone, Debug)]
pub(in crate::store) struct NewProcess<'a> {
    pub(in crate::store) account: &'a AccountId,
    pub(in crate::store) process: &'a Process,
    pub(in crate::store) created_at: Instant,
}

/// When and by whom processes are changed; by nobody where the daily run or a payment does.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Changed {
    pub(in crate::store) company: CompanyId,
    pub(in crate::store) today: Date,
    pub(in crate::store) now: Instant,
    pub(in crate::store) by: Option<UserId>,
}

#[derive(Serialize)]
struct ProcessRow<'a> {
    id: i64,
    account: &'a AccountId,
    control: &'a str,
    template: &'a str,
    created_at: String,
    created_on: String,
    starts_on: String,
    reason: &'static str,
    comments: &'a str,
    version: u32,
}

#[derive(Serialize)]
struct LinkRow {
    process: i64,
    link: usize,
    contract: i64,
    linked_on: String,
    ended: Option<&'static str>,
    ended_on: Option<String>,
}

#[derive(Serialize)]
struct EventRow<'a> {
    process: i64,
    sequence: u32,
    event_type: &'a str,
    trigger_on: String,
    status: &'static str,
    completed_on: Option<String>,
}

/// Begins processes; says their numbers, in their order.
pub(in crate::store) async fn insert(
    connection: &mut Connection,
    changed: Changed,
    processes: &[NewProcess<'_>],
) -> Result<Vec<i64>, StoreError> {
    let ids = connection.new_ids(Numbered::WriteOffProcess, processes.len()).await?;
    let rows: Vec<ProcessRow<'_>> = std::iter::zip(&ids, processes)
        .map(|(id, new)| ProcessRow {
            id: *id,
            account: new.account,
            control: &new.process.control,
            template: &new.process.template,
            created_at: new.created_at.to_string(),
            created_on: new.process.created_on.to_string(),
            starts_on: new.process.starts_on.to_string(),
            reason: new.process.reason.code(),
            comments: &new.process.comments,
            version: 1,
        })
        .collect();
    let inserted = connection
        .query(
            "INSERT INTO write_off_process (id, company, account, control, template, created_at,
                                            created_on, starts_on, reason, comments, version,
                                            started_by)
             SELECT id, $1, account, control, template, created_at, created_on, starts_on, reason,
                    comments, version, $2
               FROM {rows $3: id int, account text, control text, template text,
                              created_at instant, created_on date, starts_on date, reason text,
                              comments text, version int} AS new",
        )
        .bind(changed.company)
        .bind(changed.by)
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    exactly("write-off processes", rows.len(), inserted)?;
    let links: Vec<LinkRow> = std::iter::zip(&ids, processes)
        .flat_map(|(id, new)| {
            std::iter::zip(1.., &new.process.contracts)
                .map(|(number, link)| link_row(*id, number, link, changed.today))
        })
        .collect();
    insert_links(connection, &links).await?;
    let events: Vec<EventRow<'_>> = std::iter::zip(&ids, processes)
        .flat_map(|(id, new)| new.process.events.iter().map(|event| event_row(*id, event)))
        .collect();
    insert_events(connection, changed.company, &events).await?;
    let notes: Vec<NoteRow> = std::iter::zip(&ids, processes)
        .map(|(id, new)| {
            let contracts: Vec<i64> =
                new.process.contracts.iter().map(|link| link.contract.0).collect();
            let detail = json!({ "template": new.process.template, "contracts": contracts });
            NoteRow::new(*id, "started", &detail)
        })
        .collect();
    note(connection, changed, &notes).await?;
    Ok(ids)
}

/// Changes processes from how they stood to how they stand, which must differ. Messages of events that
/// are no longer pending are withdrawn, and with a process that is cancelled its open referrals are.
pub(in crate::store) async fn update(
    connection: &mut Connection,
    changed: Changed,
    processes: &[(&Stored, &Process)],
) -> Result<(), StoreError> {
    let rows: Vec<ProcessRow<'_>> = processes
        .iter()
        .map(|(before, after)| ProcessRow {
            id: before.id,
            account: &before.account,
            control: &after.control,
            template: &after.template,
            created_at: String::new(),
            created_on: after.created_on.to_string(),
            starts_on: after.starts_on.to_string(),
            reason: after.reason.code(),
            comments: &after.comments,
            version: before.version,
        })
        .collect();
    let updated = connection
        .query(
            "UPDATE write_off_process
                SET control = new.control, template = new.template, starts_on = new.starts_on,
                    reason = new.reason, comments = new.comments, version = new.version + 1
               FROM {rows $1: id int, control text, template text, starts_on date, reason text,
                              comments text, version int} AS new
              WHERE write_off_process.id = new.id AND write_off_process.version = new.version",
        )
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    exactly("write-off processes changed", rows.len(), updated)?;
    update_links(connection, changed, processes).await?;
    update_events(connection, changed, processes).await?;
    withdraw(connection, changed, processes).await?;
    let notes: Vec<NoteRow> =
        processes.iter().flat_map(|(before, after)| notes(before, after)).collect();
    note(connection, changed, &notes).await
}

fn link_row(process: i64, number: usize, link: &Link, today: Date) -> LinkRow {
    LinkRow {
        process,
        link: number,
        contract: link.contract.0,
        linked_on: today.to_string(),
        ended: link.ended.map(|(end, _)| end.code()),
        ended_on: link.ended.map(|(_, day)| day.to_string()),
    }
}

fn event_row(process: i64, event: &Event) -> EventRow<'_> {
    EventRow {
        process,
        sequence: event.sequence,
        event_type: &event.event_type,
        trigger_on: event.trigger_on.to_string(),
        status: event.status.code(),
        completed_on: event.completed_on.map(|day| day.to_string()),
    }
}

async fn insert_links(connection: &mut Connection, links: &[LinkRow]) -> Result<(), StoreError> {
    if links.is_empty() {
        return Ok(());
    }
    let inserted = connection
        .query(
            "INSERT INTO process_contract (process, link, contract, linked_on, ended, ended_on)
             SELECT process, link, contract, linked_on, ended, ended_on
               FROM {rows $1: process int, link int, contract int, linked_on date, ended text,
                              ended_on date} AS new",
        )
        .bind(&Rows::new(links)?)
        .execute()
        .await?;
    exactly("contracts of processes", links.len(), inserted)
}

async fn insert_events(
    connection: &mut Connection,
    company: CompanyId,
    events: &[EventRow<'_>],
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let inserted = connection
        .query(
            "INSERT INTO process_event (process, sequence, company, event_type, trigger_on, status,
                                        completed_on)
             SELECT process, sequence, $1, event_type, trigger_on, status, completed_on
               FROM {rows $2: process int, sequence int, event_type text, trigger_on date,
                              status text, completed_on date} AS new",
        )
        .bind(company)
        .bind(&Rows::new(events)?)
        .execute()
        .await?;
    exactly("events of processes", events.len(), inserted)
}

/// A link keeps its number: it is the place in the process, to which others are only added. Those
/// that ended go first, so that a contract may move from one process to another.
async fn update_links(
    connection: &mut Connection,
    changed: Changed,
    processes: &[(&Stored, &Process)],
) -> Result<(), StoreError> {
    let mut ended = Vec::new();
    let mut new = Vec::new();
    for (before, after) in processes {
        for (index, link) in after.contracts.iter().enumerate() {
            let row = link_row(before.id, index + 1, link, changed.today);
            match before.process.contracts.get(index) {
                None => new.push(row),
                Some(stood) if stood != link => ended.push(row),
                Some(_) => (),
            }
        }
    }
    if !ended.is_empty() {
        let updated = connection
            .query(
                "UPDATE process_contract SET ended = new.ended, ended_on = new.ended_on
                   FROM {rows $1: process int, link int, ended text, ended_on date} AS new
                  WHERE process_contract.process = new.process
                    AND process_contract.link = new.link AND process_contract.ended IS NULL",
            )
            .bind(&Rows::new(&ended)?)
            .execute()
            .await?;
        exactly("contracts of processes ended", ended.len(), updated)?;
    }
    insert_links(connection, &new).await
}

async fn update_events(
    connection: &mut Connection,
    changed: Changed,
    processes: &[(&Stored, &Process)],
) -> Result<(), StoreError> {
    let mut other = Vec::new();
    let mut new = Vec::new();
    let mut removed = Vec::new();
    for (before, after) in processes {
        let stood: BTreeMap<u32, &Event> =
            before.process.events.iter().map(|event| (event.sequence, event)).collect();
        for event in &after.events {
            match stood.get(&event.sequence) {
                None => new.push(event_row(before.id, event)),
                Some(stood) if *stood != event => other.push(event_row(before.id, event)),
                Some(_) => (),
            }
        }
        let stays = |sequence| after.events.iter().any(|event| event.sequence == sequence);
        let gone = before.process.events.iter().filter(|event| !stays(event.sequence));
        removed.extend(gone.map(|event| event_row(before.id, event)));
    }
    if !removed.is_empty() {
        let deleted = connection
            .query(
                "DELETE FROM process_event
                  WHERE status = 'pending' AND (process, sequence) IN (
                        SELECT process, sequence FROM {rows $1: process int, sequence int} AS gone)",
            )
            .bind(&Rows::new(&removed)?)
            .execute()
            .await?;
        exactly("events of processes removed", removed.len(), deleted)?;
    }
    if !other.is_empty() {
        let updated = connection
            .query(
                "UPDATE process_event
                    SET event_type = new.event_type, trigger_on = new.trigger_on,
                        status = new.status, completed_on = new.completed_on, failure = NULL,
                        failed_on = NULL
                   FROM {rows $1: process int, sequence int, event_type text, trigger_on date,
                                  status text, completed_on date} AS new
                  WHERE process_event.process = new.process
                    AND process_event.sequence = new.sequence
                    AND process_event.status = 'pending'",
            )
            .bind(&Rows::new(&other)?)
            .execute()
            .await?;
        exactly("events of processes changed", other.len(), updated)?;
    }
    insert_events(connection, changed.company, &new).await
}

#[derive(Serialize)]
struct KeyRow {
    process: i64,
    sequence: u32,
}

/// Withdraws the messages of events that changed or went, and the referrals of cancelled processes.
async fn withdraw(
    connection: &mut Connection,
    changed: Changed,
    processes: &[(&Stored, &Process)],
) -> Result<(), StoreError> {
    let mut gone = Vec::new();
    for (before, after) in processes {
        for sequence in &before.waiting {
            let of = |process: &Process| {
                process.events.iter().find(|event| event.sequence == *sequence).cloned()
            };
            let delivered = of(after).is_some_and(|event| event.status == EventStatus::Complete);
            if of(&before.process) != of(after) && !delivered {
                gone.push(KeyRow { process: before.id, sequence: *sequence });
            }
        }
    }
    if !gone.is_empty() {
        connection
            .query(
                "UPDATE message SET status = 'withdrawn', next_attempt_at = NULL
                  WHERE status IN ('waiting', 'gave_up') AND (process, sequence) IN (
                        SELECT process, sequence FROM {rows $1: process int, sequence int} AS gone)",
            )
            .bind(&Rows::new(&gone)?)
            .execute()
            .await?;
    }
    let cancelled: Vec<i64> = processes
        .iter()
        .filter(|(before, after)| Process::cancels_referrals(&before.process, after))
        .map(|(before, _)| before.id)
        .collect();
    cancel_referrals(connection, changed.today, &cancelled).await
}

/// Cancels the open referrals of processes.
pub(super) async fn cancel_referrals(
    connection: &mut Connection,
    today: Date,
    processes: &[i64],
) -> Result<(), StoreError> {
    if processes.is_empty() {
        return Ok(());
    }
    connection
        .query(
            "UPDATE referral SET cancelled_on = $1
              WHERE process IN {values $2: int} AND cancelled_on IS NULL",
        )
        .bind(Day(today))
        .bind(&Rows::new(processes)?)
        .execute()
        .await?;
    Ok(())
}

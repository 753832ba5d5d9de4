//! What happened to processes, as it is told.

use domain::write_off_process::{EventStatus, Process, ProcessReason};
use serde::Serialize;
use serde_json::{Value, json};

use super::load::Stored;
use super::write::Changed;
use crate::store::db::{Connection, Rows};
use crate::store::{StoreError, exactly};

/// Something that happened to a process.
#[derive(Clone, Debug, Serialize)]
pub(in crate::store) struct NoteRow {
    pub(in crate::store) process: i64,
    pub(in crate::store) what: &'static str,
    pub(in crate::store) detail: String,
}

impl NoteRow {
    pub(in crate::store) fn new(process: i64, what: &'static str, detail: &Value) -> Self {
        Self { process, what, detail: detail.to_string() }
    }
}

/// What the difference tells by itself. What a person asked for is noted by who carries it out.
pub(super) fn notes(before: &Stored, after: &Process) -> Vec<NoteRow> {
    let mut notes = Vec::new();
    for event in &after.events {
        let stood = before.process.events.iter().find(|one| one.sequence == event.sequence);
        let was_pending = stood.is_some_and(|one| one.status == EventStatus::Pending);
        if was_pending && event.status == EventStatus::Complete {
            let detail = json!({ "sequence": event.sequence, "event_type": event.event_type });
            notes.push(NoteRow::new(before.id, "event_completed", &detail));
        }
    }
    for (stood, link) in std::iter::zip(&before.process.contracts, &after.contracts) {
        if let (None, Some((end, _))) = (stood.ended, link.ended) {
            let detail = json!({ "contract": link.contract.0, "why": end.code() });
            notes.push(NoteRow::new(before.id, "contract_ended", &detail));
        }
    }
    let ended = match after.reason {
        _ if after.reason == before.process.reason => None,
        ProcessReason::Completed => Some("completed"),
        ProcessReason::CanceledBySystem => Some("canceled_by_system"),
        ProcessReason::CanceledByUser | ProcessReason::EventsPending => None,
    };
    notes.extend(ended.map(|what| NoteRow::new(before.id, what, &json!({}))));
    notes
}

/// Notes what happened to processes.
pub(in crate::store) async fn note(
    connection: &mut Connection,
    changed: Changed,
    notes: &[NoteRow],
) -> Result<(), StoreError> {
    if notes.is_empty() {
        return Ok(());
    }
    let inserted = connection
        .query(
            "INSERT INTO process_history (company, process, at, recorded_by, what, detail)
             SELECT $1, process, $2, $3, what, detail
               FROM {rows $4: process int, what text, detail text} AS new",
        )
        .bind(changed.company)
        .bind(changed.now)
        .bind(changed.by)
        .bind(&Rows::new(notes)?)
        .execute()
        .await?;
    exactly("history of processes", notes.len(), inserted)
}

/// Notes what a person asked for under a number that was drawn before.
pub(super) async fn note_as(
    connection: &mut Connection,
    changed: Changed,
    id: i64,
    row: &NoteRow,
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO process_history (id, company, process, at, recorded_by, what, detail)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(changed.company)
        .bind(row.process)
        .bind(changed.now)
        .bind(changed.by)
        .bind(row.what)
        .bind(row.detail.as_str())
        .execute()
        .await?;
    exactly("history of a process", 1, inserted)
}

/// What is different about a process: of each field that is, how it was and how it is.
pub(super) fn difference(before: &Process, after: &Process) -> Value {
    let (before, after) = (told(before), told(after));
    let changes = std::iter::zip(before, after).filter(|((_, was), (_, is))| was != is);
    changes
        .map(|((field, was), (_, is))| (field.to_owned(), json!({ "before": was, "after": is })))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// A process as its history tells it.
fn told(process: &Process) -> [(&'static str, Value); 7] {
    let contracts: Vec<i64> = process.active_contracts().map(|contract| contract.0).collect();
    let events = process.events.iter().map(|event| {
        json!({
            "sequence": event.sequence,
            "event_type": event.event_type,
            "trigger_on": event.trigger_on.to_string(),
            "status": event.status.code(),
        })
    });
    [
        ("reason", process.reason.code().into()),
        ("control", process.control.as_str().into()),
        ("template", process.template.as_str().into()),
        ("starts_on", process.starts_on.to_string().into()),
        ("comments", process.comments.as_str().into()),
        ("contracts", contracts.into()),
        ("events", events.collect()),
    ]
}

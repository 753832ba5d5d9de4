//! What is written down of an import: itself, its outcomes, its row in the audit log.

use domain::api::ImportSource;
use domain::audit::{AuditAction, AuditResult};
use domain::import::{Counts, Outcome, shown};
use uuid::Uuid;

use super::apply::Applying;
use super::draft::{Told, count_sheets};
use super::rows::{self, Of, digest};
use crate::audit_chain::of_import::ImportDetail;
use crate::audit_chain::{Actor, Event, Events};
use crate::store::db::{Connection, Key};
use crate::store::{StoreError, audit as audit_log};

/// Where the file of an import is.
pub(super) enum File {
    /// With the draft of that number.
    OfDraft(i64),
    /// A batch, as it was sent.
    Sent { name: String, bytes: Vec<u8> },
}

/// An import to be written down.
pub(super) struct Recorded {
    pub(super) id: Uuid,
    pub(super) source: ImportSource,
    pub(super) by: Actor,
    pub(super) told: Told,
    pub(super) file: File,
}

/// An import that was written down.
pub(super) struct Inserted {
    /// The number of its row.
    pub(super) number: i64,
    id: Uuid,
    by: Actor,
    source: ImportSource,
    file_name: String,
    file_sha256: String,
}

/// The code of a source, as it is stored.
pub(super) const fn source_code(source: ImportSource) -> &'static str {
    match source {
        ImportSource::File => "file",
        ImportSource::Api => "api",
    }
}

/// Adds an import with its outcomes. What is numbered within the company is locked.
pub(super) async fn insert(
    connection: &mut Connection,
    applying: &Applying,
    recorded: Recorded,
    outcomes: &[Outcome],
) -> Result<Inserted, StoreError> {
    let Recorded { id, source, by, mut told, file } = recorded;
    count_sheets(&mut told.sheets, outcomes);
    let before = std::mem::replace(&mut told.shown, shown(outcomes));
    let counts = Counts::of(outcomes);
    let (draft, sent) = match file {
        File::OfDraft(draft) => (Some(draft), None),
        File::Sent { name, bytes } => (None, Some((name, bytes))),
    };
    let query = match draft {
        // The file goes from table to table: it may have megabytes.
        Some(_) => connection.query(
            "INSERT INTO import (company, import_id, number, source, submitted_by, committed_at,
                                 file_sha256, sheets, created, changed, same, refused,
                                 file_name, file_bytes, file)
             SELECT $1, $2,
                    (SELECT coalesce(max(number), 0) + 1 FROM import WHERE company = $1),
                    $3, $4, $5, $6, $7, $8, $9, $10, $11, file_name, file_bytes, file
               FROM import_draft WHERE id = $12
             RETURNING id, file_name",
        ),
        None => connection.query(
            "INSERT INTO import (company, import_id, number, source, submitted_by, committed_at,
                                 file_sha256, sheets, created, changed, same, refused,
                                 file_name, file_bytes, file)
             VALUES ($1, $2,
                    (SELECT coalesce(max(number), 0) + 1 FROM import WHERE company = $1),
                    $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             RETURNING id, file_name",
        ),
    };
    let query = query
        .bind(applying.company)
        .bind(Key(id))
        .bind(source_code(source))
        .bind(applying.user)
        .bind(applying.now)
        .bind(told.file_sha256.as_str())
        .bind(serde_json::to_string(&told)?)
        .bind(i64::from(counts.created))
        .bind(i64::from(counts.changed))
        .bind(i64::from(counts.same))
        .bind(i64::from(counts.refused));
    let query = match (draft, &sent) {
        (Some(draft), _) => query.bind(draft),
        (None, Some((name, bytes))) => {
            query.bind(name.as_str()).bind(i64::try_from(bytes.len())?).bind(bytes.as_slice())
        }
        (None, None) => query,
    };
    let (number, file_name): (i64, String) = query.fetch_one().await?;
    match draft {
        // What became of the rows is what the preview shows, and stands there already.
        Some(draft) if told.shown == before => {
            rows::take_over(connection, draft, number, outcomes.len()).await?;
        }
        _ => rows::insert(connection, Of::Import(number), outcomes).await?,
    }
    let file_sha256 = told.file_sha256;
    Ok(Inserted { number, id, by, source, file_name, file_sha256 })
}

/// Writes the import into the audit log.
pub(super) async fn audit(
    connection: &mut Connection,
    applying: &Applying,
    import: Inserted,
    outcomes: &[Outcome],
) -> Result<(), StoreError> {
    let detail = ImportDetail {
        source: source_code(import.source),
        file_name: &import.file_name,
        file_sha256: &import.file_sha256,
        outcomes_sha256: &digest(outcomes)?,
        counts: Counts::of(outcomes),
    };
    let event = Event::new(AuditAction::Import, AuditResult::Done, &detail)?;
    let events = vec![Event { operation: Some(import.id), ..event }];
    let events = Events { at: applying.now.0, by: import.by, events };
    audit_log::append(connection, applying.company.0, events).await?;
    Ok(())
}

//! What becomes of rows, as it is stored of drafts and of imports.

use domain::api::{ImportRow, ImportRowsReply};
use domain::import::{Counts, FieldChange, FieldValue, Kind, Outcome, RowRefusal, RowResult};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::hex::to_hex;
use crate::store::db::{Connection, Query, Rows};
use crate::store::{StoreError, exactly, stored};

/// How many rows a statement is given: a hundred thousand at once would take ten times the memory.
pub(super) const ROWS_AT_ONCE: usize = 5_000;

/// Whose rows: of a draft, or of an import.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    Draft(i64),
    Import(i64),
}

/// Which rows are asked for.
#[derive(Clone, Debug, Default)]
pub struct ImportRowsFilter {
    /// Only those of one result, by its code.
    pub result: Option<&'static str>,
    /// Only those of one kind.
    pub kind: Option<Kind>,
    /// Only those whose key has this in it, whatever the case.
    pub search: Option<String>,
    /// Only those that follow on this place.
    pub after: Option<u32>,
    /// At most so many.
    pub limit: u32,
}

#[derive(Debug, Serialize)]
struct NewRow<'a> {
    place: usize,
    kind: &'static str,
    line: u32,
    row_key: &'a str,
    result: &'static str,
    detail: String,
}

/// Takes out of keys the one character that no text of a database can have.
pub(super) fn make_storable(outcomes: &mut [Outcome]) {
    for outcome in outcomes.iter_mut().filter(|outcome| outcome.key.contains('\0')) {
        outcome.key = outcome.key.replace('\0', "\u{fffd}");
    }
}

/// What is kept of a result beside its code: what it will have, what changes, or why it is refused.
fn detail(result: &RowResult) -> Result<String, StoreError> {
    Ok(match result {
        RowResult::Created { values } if !values.is_empty() => serde_json::to_string(values)?,
        RowResult::Created { .. } | RowResult::Same => String::new(),
        RowResult::Changed { changes } => serde_json::to_string(changes)?,
        RowResult::Refused { refusals } => serde_json::to_string(refusals)?,
    })
}

/// SHA-256 of outcomes, as the audit log tells it.
pub(in crate::store) fn digest<'a>(
    outcomes: impl IntoIterator<Item = &'a Outcome>,
) -> Result<String, StoreError> {
    let mut sha256 = Sha256::new();
    for outcome in outcomes {
        sha256.update(serde_json::to_vec(outcome)?);
        sha256.update(b"\n");
    }
    Ok(to_hex(&sha256.finalize()))
}

/// Adds what becomes of rows.
pub(super) async fn insert(
    connection: &mut Connection,
    of: Of,
    outcomes: &[Outcome],
) -> Result<(), StoreError> {
    let (text, id) = match of {
        Of::Draft(id) => (
            "INSERT INTO import_draft_row (draft, place, kind, line, row_key, result, detail)
             SELECT $1, place, kind, line, row_key, result, detail
               FROM {rows $2: place int, kind text, line int, row_key text, result text,
                              detail text} AS new",
            id,
        ),
        Of::Import(id) => (
            "INSERT INTO import_outcome (import, place, kind, line, row_key, result, detail)
             SELECT $1, place, kind, line, row_key, result, detail
               FROM {rows $2: place int, kind text, line int, row_key text, result text,
                              detail text} AS new",
            id,
        ),
    };
    let mut place = 0..;
    for part in outcomes.chunks(ROWS_AT_ONCE) {
        // The rows first: where they end, no place is taken.
        let rows = std::iter::zip(part, &mut place)
            .map(|(outcome, place)| {
                Ok(NewRow {
                    place,
                    kind: outcome.kind.code(),
                    line: outcome.line,
                    row_key: &outcome.key,
                    result: outcome.result.code(),
                    detail: detail(&outcome.result)?,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        let inserted = connection.query(text).bind(id).bind(&Rows::new(&rows)?).execute().await?;
        exactly("outcomes of rows", part.len(), inserted)?;
    }
    Ok(())
}

/// Adds what becomes of the rows of a draft to an import.
pub(super) async fn take_over(
    connection: &mut Connection,
    draft: i64,
    import: i64,
    count: usize,
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO import_outcome (import, place, kind, line, row_key, result, detail)
             SELECT $1, place, kind, line, row_key, result, detail
               FROM import_draft_row WHERE draft = $2 ORDER BY place",
        )
        .bind(import)
        .bind(draft)
        .execute()
        .await?;
    exactly("outcomes of rows", count, inserted)
}

/// A row as it is stored.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::store) struct StoredRow {
    place: i64,
    kind: String,
    line: i64,
    row_key: String,
    result: String,
    detail: String,
}

impl StoredRow {
    /// What became of the row.
    pub(in crate::store) fn into_outcome(self) -> Result<Outcome, StoreError> {
        let result = match self.result.as_str() {
            "created" if self.detail.is_empty() => RowResult::Created { values: Vec::new() },
            "created" => RowResult::Created {
                values: serde_json::from_str::<Vec<FieldValue>>(&self.detail)?,
            },
            "changed" => RowResult::Changed {
                changes: serde_json::from_str::<Vec<FieldChange>>(&self.detail)?,
            },
            "same" => RowResult::Same,
            "refused" => RowResult::Refused {
                refusals: serde_json::from_str::<Vec<RowRefusal>>(&self.detail)?,
            },
            other => return Err(stored::unreadable("result of a row", other)),
        };
        Ok(Outcome {
            kind: Kind::from_code(&self.kind)
                .ok_or_else(|| stored::unreadable("kind of rows", &self.kind))?,
            line: self.line.try_into()?,
            key: self.row_key,
            result,
        })
    }
}

/// Every row of an import whose number is `$1`.
pub(in crate::store) const OUTCOMES: &str = "
    SELECT place, kind, line, row_key, result, detail
      FROM import_outcome WHERE import = $1 ORDER BY place";

/// The rows that are asked for, and how many match.
pub(super) async fn page(
    connection: &mut Connection,
    of: Of,
    filter: &ImportRowsFilter,
) -> Result<ImportRowsReply, StoreError> {
    let (count, select, id) = match of {
        Of::Draft(id) => (
            "SELECT count(*) FROM import_draft_row WHERE draft = ",
            "SELECT place, kind, line, row_key, result, detail FROM import_draft_row WHERE draft = ",
            id,
        ),
        Of::Import(id) => (
            "SELECT count(*) FROM import_outcome WHERE import = ",
            "SELECT place, kind, line, row_key, result, detail FROM import_outcome WHERE import = ",
            id,
        ),
    };
    let mut query = connection.query(count);
    matching(&mut query, id, filter);
    let total: i64 = query.fetch_value().await?;
    let mut query = connection.query(select);
    matching(&mut query, id, filter);
    query.push(" AND place > ").push_bind(filter.after.map_or(-1, i64::from));
    // One more than asked for tells whether there are more.
    query.push(" ORDER BY place LIMIT ").push_bind(i64::from(filter.limit).saturating_add(1));
    let found: Vec<StoredRow> = query.fetch_all().await?;
    let mut rows = found
        .into_iter()
        .map(|row| Ok(ImportRow { place: row.place.try_into()?, outcome: row.into_outcome()? }))
        .collect::<Result<Vec<_>, StoreError>>()?;
    let limit = usize::try_from(filter.limit)?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_after = rows.last().filter(|_| more).map(|row| row.place);
    Ok(ImportRowsReply { rows, next_after, total: total.try_into()? })
}

fn matching(query: &mut Query<'_>, id: i64, filter: &ImportRowsFilter) {
    query.push_bind(id);
    if let Some(result) = filter.result {
        query.push(" AND result = ").push_bind(result);
    }
    if let Some(kind) = filter.kind {
        query.push(" AND kind = ").push_bind(kind.code());
    }
    if let Some(search) = filter.search.as_deref().filter(|search| !search.is_empty()) {
        let mut pattern = String::from("%");
        for character in search.to_lowercase().chars() {
            if matches!(character, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(character);
        }
        pattern.push('%');
        query.push(" AND lower(row_key) LIKE ").push_bind(pattern).push(" ESCAPE '\\'");
    }
}

/// How many rows have which result, as they are kept.
#[derive(sqlx::FromRow)]
pub(super) struct CountsRow {
    created: i64,
    changed: i64,
    same: i64,
    refused: i64,
}

impl CountsRow {
    pub(super) fn into_domain(self) -> Result<Counts, StoreError> {
        Ok(Counts {
            created: self.created.try_into()?,
            changed: self.changed.try_into()?,
            same: self.same.try_into()?,
            refused: self.refused.try_into()?,
        })
    }
}

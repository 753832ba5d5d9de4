//! What people of a company have said that columns are.

use domain::api::RememberedColumn;
use domain::import::{Field, Kind};
use serde::Serialize;

use crate::identity::CompanyId;
use crate::store::db::{Connection, Rows};
use crate::store::{Store, StoreError, stored};

#[derive(Serialize)]
struct ColumnRow<'a> {
    kind: &'static str,
    heading: &'a str,
    field: &'static str,
}

impl Store {
    /// What is remembered of columns.
    pub async fn import_columns(
        &self,
        company: CompanyId,
    ) -> Result<Vec<RememberedColumn>, StoreError> {
        let rows: Vec<(String, String, String)> = self
            .db
            .connection()
            .await?
            .query(
                "SELECT kind, heading, field FROM import_column
                  WHERE company = $1 ORDER BY kind, heading",
            )
            .bind(company)
            .fetch_all()
            .await?;
        rows.into_iter()
            .map(|(kind, heading, field)| {
                let unknown = |code: &str| stored::unreadable("column", code);
                let field = match field.as_str() {
                    "" => None,
                    code => Some(Field::from_code(code).ok_or_else(|| unknown(code))?),
                };
                let kind = Kind::from_code(&kind).ok_or_else(|| unknown(&kind))?;
                Ok(RememberedColumn { kind, heading, field })
            })
            .collect()
    }
}

/// Remembers what columns are; what was said last of a heading counts.
pub(super) async fn remember(
    connection: &mut Connection,
    company: CompanyId,
    columns: &[RememberedColumn],
) -> Result<(), StoreError> {
    if columns.is_empty() {
        return Ok(());
    }
    let mut rows: Vec<ColumnRow<'_>> = columns
        .iter()
        .rev()
        .map(|one| ColumnRow {
            kind: one.kind.code(),
            heading: &one.heading,
            field: one.field.map_or("", Field::code),
        })
        .collect();
    // A heading stands once in a statement.
    rows.sort_by_key(|row| (row.kind, row.heading));
    rows.dedup_by_key(|row| (row.kind, row.heading));
    connection
        .query(
            "INSERT INTO import_column (company, kind, heading, field)
             SELECT $1, kind, heading, field
               FROM {rows $2: kind text, heading text, field text} AS new WHERE true
             ON CONFLICT (company, kind, heading) DO UPDATE SET field = excluded.field",
        )
        .bind(company)
        .bind(&Rows::new(&rows)?)
        .execute()
        .await?;
    Ok(())
}

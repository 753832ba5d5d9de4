//! Imports that were done, and each with its rows and its file.

use domain::api::{Import, ImportRowsReply, ImportSource, ImportStatus, ImportsReply};
use uuid::Uuid;

use super::draft::{self, Told};
use super::rows::{self, CountsRow, ImportRowsFilter, Of};
use crate::identity::CompanyId;
use crate::store::db::{Connection, Instant, Key};
use crate::store::{KeptFile, Store, StoreError, stored};

#[derive(sqlx::FromRow)]
struct CommittedRow {
    import_id: Key,
    number: i64,
    source: String,
    by: String,
    by_program: bool,
    committed_at: Instant,
    file_name: String,
    file_bytes: i64,
    sheets: String,
    #[sqlx(flatten)]
    counts: CountsRow,
}

impl CommittedRow {
    fn into_api(self) -> Result<Import, StoreError> {
        let told: Told = serde_json::from_str(&self.sheets)?;
        Ok(Import {
            id: self.import_id.0.to_string(),
            status: ImportStatus::Committed,
            number: Some(self.number.try_into()?),
            source: match self.source.as_str() {
                "file" => ImportSource::File,
                "api" => ImportSource::Api,
                other => return Err(stored::unreadable("source of an import", other)),
            },
            at: self.committed_at.to_string(),
            by: self.by,
            by_program: self.by_program,
            file_name: self.file_name,
            file_bytes: self.file_bytes.try_into()?,
            sheets: told.sheets,
            counts: self.counts.into_domain()?,
            shown: told.shown,
        })
    }
}

impl Store {
    /// Imports that were done, the latest first, before a number where one is given. Of each sheet the
    /// counts are told, not the columns.
    pub async fn imports(
        &self,
        company: CompanyId,
        before: Option<u64>,
        limit: u32,
    ) -> Result<ImportsReply, StoreError> {
        let before = before.map_or(Ok(i64::MAX), i64::try_from).unwrap_or(i64::MAX);
        let rows: Vec<CommittedRow> = self
            .db
            .connection()
            .await?
            .query(
                "SELECT import_id, number, source, app_user.name AS by,
                        app_user.role = 'integration' AS by_program, committed_at,
                        file_name, file_bytes, sheets, created, changed, same, refused
                   FROM import
                   JOIN app_user ON app_user.id = import.submitted_by
                  WHERE import.company = $1 AND number < $2 ORDER BY number DESC LIMIT $3",
            )
            .bind(company)
            .bind(before)
            .bind(i64::from(limit).saturating_add(1))
            .fetch_all()
            .await?;
        let mut imports =
            rows.into_iter().map(CommittedRow::into_api).collect::<Result<Vec<_>, _>>()?;
        let limit = usize::try_from(limit)?;
        let more = imports.len() > limit;
        imports.truncate(limit);
        for sheet in imports.iter_mut().flat_map(|import| &mut import.sheets) {
            sheet.columns.clear();
            sheet.first_rows.clear();
        }
        let next_before = imports.last().filter(|_| more).and_then(|import| import.number);
        Ok(ImportsReply { imports, next_before })
    }

    /// The import under that id, done or waiting, if the company has it.
    pub async fn import(&self, company: CompanyId, id: Uuid) -> Result<Option<Import>, StoreError> {
        let mut read = self.db.begin_read().await?;
        match find(&mut read, company, id).await? {
            Some(import) => Ok(Some(import)),
            None => Ok(draft::find(&mut read, company, id).await?.map(|(_, import)| import)),
        }
    }

    /// What became of rows of an import, or would become of those of one that waits.
    pub async fn import_rows(
        &self,
        company: CompanyId,
        id: Uuid,
        filter: &ImportRowsFilter,
    ) -> Result<Option<ImportRowsReply>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let of = match number_of(&mut read, company, id).await? {
            Some(number) => Some(Of::Import(number)),
            None => draft::find(&mut read, company, id).await?.map(|(number, _)| Of::Draft(number)),
        };
        match of {
            Some(of) => rows::page(&mut read, of, filter).await.map(Some),
            None => Ok(None),
        }
    }

    /// The file of an import, done or waiting.
    pub async fn import_file(
        &self,
        company: CompanyId,
        id: Uuid,
    ) -> Result<Option<KeptFile>, StoreError> {
        let file: Option<(String, Vec<u8>)> = self
            .db
            .connection()
            .await?
            .query(
                "SELECT file_name, file FROM import WHERE company = $1 AND import_id = $2
                 UNION ALL
                 SELECT file_name, file FROM import_draft WHERE company = $1 AND import_id = $2",
            )
            .bind(company)
            .bind(Key(id))
            .fetch_optional()
            .await?;
        Ok(file.map(|(name, bytes)| KeptFile { name, bytes }))
    }
}

/// The number of the row of an import that was done.
pub(super) async fn number_of(
    connection: &mut Connection,
    company: CompanyId,
    id: Uuid,
) -> Result<Option<i64>, StoreError> {
    connection
        .query("SELECT id FROM import WHERE company = $1 AND import_id = $2")
        .bind(company)
        .bind(Key(id))
        .fetch_scalar()
        .await
}

/// An import that was done.
pub(super) async fn find(
    connection: &mut Connection,
    company: CompanyId,
    id: Uuid,
) -> Result<Option<Import>, StoreError> {
    let row: Option<CommittedRow> = connection
        .query(
            "SELECT import_id, number, source, app_user.name AS by,
                    app_user.role = 'integration' AS by_program, committed_at,
                    file_name, file_bytes, sheets, created, changed, same, refused
               FROM import
               JOIN app_user ON app_user.id = import.submitted_by
              WHERE import.company = $1 AND import_id = $2",
        )
        .bind(company)
        .bind(Key(id))
        .fetch_optional()
        .await?;
    row.map(CommittedRow::into_api).transpose()
}

//! Files that were looked at and are not committed yet.

use std::borrow::Cow;

use domain::api::{Import, ImportSource, ImportStatus, SheetSeen};
use domain::import::{Counts, Outcome, SheetChoice, shown};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::rows::{self, CountsRow, Of};
use crate::hex::to_hex;
use crate::identity::{CompanyId, UserId};
use crate::store::db::{Connection, Instant, Key};
use crate::store::{Store, StoreError};

/// How long a file waits to be committed.
const DRAFT_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// A file that was looked at.
#[derive(Clone, Debug)]
pub struct NewDraft {
    pub company: CompanyId,
    pub user: UserId,
    /// The id that the client made.
    pub id: Uuid,
    pub file_name: String,
    pub file: Vec<u8>,
    /// What its sheets were taken for; their counts are filled in.
    pub sheets: Vec<SheetSeen>,
    /// What a person said of its sheets.
    pub choices: Vec<SheetChoice>,
    /// One for each row.
    pub outcomes: Vec<Outcome>,
}

/// A file that waits to be committed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// SHA-256 of the file: what a commit names.
    pub file_sha256: String,
    /// As it is told.
    pub import: Import,
    /// What a person said of its sheets.
    pub choices: Vec<SheetChoice>,
    pub file: Vec<u8>,
}

/// What is kept of sheets as JSON.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) sheets: Vec<SheetSeen>,
    #[serde(default)]
    pub(super) choices: Vec<SheetChoice>,
    pub(super) shown: String,
    pub(super) file_sha256: String,
}

/// Fills in how many rows of each sheet have which result. Outcomes stand in the order of the kinds, and
/// of several sheets of a kind in theirs.
pub fn count_sheets(sheets: &mut [SheetSeen], outcomes: &[Outcome]) {
    let mut outcomes = outcomes.iter();
    for kind in domain::import::Kind::ALL {
        let read = |sheet: &&mut SheetSeen| sheet.kind == Some(kind) && sheet.is_read();
        for sheet in sheets.iter_mut().filter(read) {
            let rows = usize::try_from(sheet.rows).unwrap_or(usize::MAX);
            sheet.counts = Counts::of(outcomes.by_ref().take(rows));
        }
    }
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    id: i64,
    import_id: Key,
    created_at: Instant,
    by: String,
    by_program: bool,
    file_name: String,
    file_bytes: i64,
    sheets: String,
    #[sqlx(flatten)]
    counts: CountsRow,
}

impl DraftRow {
    fn told(&self) -> Result<Told, StoreError> {
        Ok(serde_json::from_str(&self.sheets)?)
    }

    fn into_api(self, told: Told) -> Result<Import, StoreError> {
        Ok(Import {
            id: self.import_id.0.to_string(),
            status: ImportStatus::Preview,
            number: None,
            source: ImportSource::File,
            at: self.created_at.to_string(),
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
    /// Keeps a file with what would become of its rows, in the place of what was kept under its id. None
    /// where that was committed already.
    pub async fn keep_draft(
        &self,
        draft: &NewDraft,
        now: Timestamp,
    ) -> Result<Option<Import>, StoreError> {
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.try_to_keep(draft, now).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn try_to_keep(
        &self,
        draft: &NewDraft,
        now: Timestamp,
    ) -> Result<Option<Import>, StoreError> {
        let mut write = self.db.begin_write().await?;
        write.lock_name("import", &draft.company.0.to_string()).await?;
        let committed = super::list::number_of(&mut write, draft.company, draft.id).await?;
        if committed.is_some() {
            write.rollback().await?;
            return Ok(None);
        }
        remove(&mut write, draft.company, draft.id).await?;
        remove_old(&mut write, draft.company, now).await?;
        let number = insert(&mut write, draft, now).await?;
        let mut outcomes = Cow::Borrowed(draft.outcomes.as_slice());
        if outcomes.iter().any(|outcome| outcome.key.contains('\0')) {
            rows::make_storable(outcomes.to_mut());
        }
        rows::insert(&mut write, Of::Draft(number), &outcomes).await?;
        let import = find(&mut write, draft.company, draft.id).await?;
        write.commit().await?;
        self.db.committed();
        Ok(import.map(|(_, import)| import))
    }

    /// The file that waits under that id, if there is one.
    pub async fn import_draft(
        &self,
        company: CompanyId,
        id: Uuid,
    ) -> Result<Option<Draft>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let Some(row) = load(&mut read, company, id).await? else { return Ok(None) };
        let file = read
            .query("SELECT file FROM import_draft WHERE id = $1")
            .bind(row.id)
            .fetch_value()
            .await?;
        let told = row.told()?;
        let (choices, file_sha256) = (told.choices.clone(), told.file_sha256.clone());
        Ok(Some(Draft { file_sha256, import: row.into_api(told)?, choices, file }))
    }
}

impl Store {
    /// Forgets the file that waits under that id. Whether there was one.
    pub async fn discard_draft(&self, company: CompanyId, id: Uuid) -> Result<bool, StoreError> {
        let mut write = self.db.begin_write().await?;
        write.lock_name("import", &company.0.to_string()).await?;
        let there = find(&mut write, company, id).await?.is_some();
        remove(&mut write, company, id).await?;
        write.commit().await?;
        Ok(there)
    }
}

async fn insert(
    connection: &mut Connection,
    draft: &NewDraft,
    now: Timestamp,
) -> Result<i64, StoreError> {
    let mut sheets = draft.sheets.clone();
    count_sheets(&mut sheets, &draft.outcomes);
    let told = Told {
        sheets,
        choices: draft.choices.clone(),
        shown: shown(&draft.outcomes),
        file_sha256: to_hex(&Sha256::digest(&draft.file)),
    };
    let counts = Counts::of(&draft.outcomes);
    connection
        .query(
            "INSERT INTO import_draft (company, import_id, app_user, created_at, file_name, file_bytes,
                                       file, sheets, created, changed, same, refused)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        )
        .bind(draft.company)
        .bind(Key(draft.id))
        .bind(draft.user)
        .bind(Instant(now))
        .bind(draft.file_name.as_str())
        .bind(i64::try_from(draft.file.len())?)
        .bind(draft.file.as_slice())
        .bind(serde_json::to_string(&told)?)
        .bind(i64::from(counts.created))
        .bind(i64::from(counts.changed))
        .bind(i64::from(counts.same))
        .bind(i64::from(counts.refused))
        .fetch_value()
        .await
}

async fn load(
    connection: &mut Connection,
    company: CompanyId,
    id: Uuid,
) -> Result<Option<DraftRow>, StoreError> {
    connection
        .query(
            "SELECT import_draft.id, import_id, import_draft.created_at, app_user.name AS by,
                    app_user.role = 'integration' AS by_program,
                    file_name, file_bytes, sheets, created, changed, same, refused
               FROM import_draft
               JOIN app_user ON app_user.id = import_draft.app_user
              WHERE import_draft.company = $1 AND import_id = $2",
        )
        .bind(company)
        .bind(Key(id))
        .fetch_optional()
        .await
}

/// The draft under that id with its number, as it is told.
pub(super) async fn find(
    connection: &mut Connection,
    company: CompanyId,
    id: Uuid,
) -> Result<Option<(i64, Import)>, StoreError> {
    let Some(row) = load(connection, company, id).await? else { return Ok(None) };
    let (number, told) = (row.id, row.told()?);
    Ok(Some((number, row.into_api(told)?)))
}

/// What is kept of the sheets of a draft.
pub(super) async fn told(
    connection: &mut Connection,
    company: CompanyId,
    id: Uuid,
) -> Result<Option<(i64, Told)>, StoreError> {
    let Some(row) = load(connection, company, id).await? else { return Ok(None) };
    Ok(Some((row.id, row.told()?)))
}

/// Removes the draft under that id, with its rows.
pub(super) async fn remove(
    connection: &mut Connection,
    company: CompanyId,
    id: Uuid,
) -> Result<(), StoreError> {
    connection
        .query("DELETE FROM import_draft WHERE company = $1 AND import_id = $2")
        .bind(company)
        .bind(Key(id))
        .execute()
        .await?;
    Ok(())
}

/// Removes files that nobody committed within a day.
async fn remove_old(
    connection: &mut Connection,
    company: CompanyId,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection
        .query("DELETE FROM import_draft WHERE company = $1 AND created_at < $2")
        .bind(company)
        .bind(Instant(now.checked_sub(DRAFT_KEPT)?))
        .execute()
        .await?;
    Ok(())
}

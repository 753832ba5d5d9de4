//! Doing what a preview shows: one transaction, from the facts under lock to the audit row.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::api::{Import, ImportSource, RememberedColumn};
use domain::import::{Decision, Kind, Sheet, decide, keys, shown};
use domain::role::{Permission, Role};
use jiff::Timestamp;
use uuid::Uuid;

use super::apply::{self, Applying};
use super::record::{self, Recorded};
use super::{columns, draft, facts, list, rows};
use crate::audit_chain::Actor;
use crate::clock::Clock;
use crate::fault_points;
use crate::identity::{CompanyId, UserId};
use crate::store::db::{Connection, Instant};
use crate::store::once::authority;
use crate::store::people_change::lock_people;
use crate::store::{Store, StoreError};

/// That what a preview shows is to be done.
#[derive(Clone, Debug)]
pub struct ImportCommit {
    pub company: CompanyId,
    pub user: UserId,
    pub by: Actor,
    /// The id that the client made.
    pub id: Uuid,
    /// SHA-256 of the file from which the sheets were read ([`Draft::file_sha256`](super::Draft)).
    pub file_sha256: String,
    /// The digest of what the client saw.
    pub shown: String,
    /// The file's sheets, read again.
    pub sheets: Arc<Vec<Sheet>>,
    /// What a person said of its columns: it is remembered.
    pub columns: Vec<RememberedColumn>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum ImportCommitted {
    /// It was done now.
    Done(Import),
    /// It was done before; this is the same answer.
    Replayed(Import),
    /// It was refused. Nothing was done.
    Refused(ImportCommitRefusal),
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportCommitRefusal {
    /// The role may not do this, or not any more; none of a user who was disabled.
    RoleMayNot(Option<Role>),
    /// Rows would fare differently now, or it is another file by now.
    ChangedSincePreview,
}

/// Rows that are to be taken, and who asks.
pub(super) struct Asked<'a> {
    pub(super) company: CompanyId,
    pub(super) user: UserId,
    pub(super) sheets: &'a Arc<Vec<Sheet>>,
}

impl Store {
    /// Does what a preview shows. Either all of it is there afterwards, or nothing.
    pub async fn commit_import(
        &self,
        commit: &ImportCommit,
        clock: &Clock,
    ) -> Result<ImportCommitted, StoreError> {
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.try_to_commit(commit, clock).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn try_to_commit(
        &self,
        commit: &ImportCommit,
        clock: &Clock,
    ) -> Result<ImportCommitted, StoreError> {
        let mut write = self.db.begin_write().await?;
        // A duplicate waits here, and finds what came of the first.
        lock(&mut write, commit.company, &commit.sheets).await?;
        if let Some(done) = list::find(&mut write, commit.company, commit.id).await? {
            return Ok(ImportCommitted::Replayed(done));
        }
        let role = authority(&mut write, commit.company, commit.user).await?.role;
        if !role.is_some_and(|role| role.may(Permission::Import)) {
            return Ok(ImportCommitted::Refused(ImportCommitRefusal::RoleMayNot(role)));
        }
        let changed = ImportCommitted::Refused(ImportCommitRefusal::ChangedSincePreview);
        let (draft, told) = match draft::told(&mut write, commit.company, commit.id).await? {
            Some((draft, told)) if told.file_sha256 == commit.file_sha256 => (draft, told),
            _ => return Ok(changed),
        };
        let now = clock.now();
        let asked = Asked { company: commit.company, user: commit.user, sheets: &commit.sheets };
        let decision = decide_under_lock(&mut write, &asked, now).await?;
        if shown(&decision.outcomes) != commit.shown {
            return Ok(changed);
        }
        fault_points::pass("import decided");
        let applying = Applying {
            company: commit.company,
            user: commit.user,
            today: facts::terms(&mut write, commit.company, now).await?.today,
            now: Instant(now),
        };
        let Decision { mut outcomes, effects } = decision;
        rows::make_storable(&mut outcomes);
        let prepared = apply::before(&mut write, &applying, &effects, &self.ids).await?;
        let recorded = Recorded {
            id: commit.id,
            source: ImportSource::File,
            by: Actor { role, ..commit.by.clone() },
            told,
            file: record::File::OfDraft(draft),
        };
        let import = record::insert(&mut write, &applying, recorded, &outcomes).await?;
        apply::after(&mut write, &applying, &effects, prepared, import.number).await?;
        draft::remove(&mut write, commit.company, commit.id).await?;
        columns::remember(&mut write, commit.company, &commit.columns).await?;
        record::audit(&mut write, &applying, import, &outcomes).await?;
        let done = list::find(&mut write, commit.company, commit.id)
            .await?
            .ok_or_else(|| StoreError::Unreadable(format!("import {}", commit.id)))?;
        fault_points::pass("import about to commit");
        write.commit().await?;
        self.db.committed();
        Ok(ImportCommitted::Done(done))
    }
}

/// Locks what the rows are about, and has the rules decide from how it stands. Thousands of rows are work
/// for a blocking thread.
pub(super) async fn decide_under_lock(
    connection: &mut Connection,
    asked: &Asked<'_>,
    now: Timestamp,
) -> Result<Decision, StoreError> {
    let sheets = Arc::clone(asked.sheets);
    let keys = tokio::task::spawn_blocking(move || keys(&sheets)).await?;
    let accounts = facts::accounts_of(connection, asked.company, &keys).await?;
    lock_accounts(connection, asked.company, &accounts).await?;
    connection.lock_numbers(asked.company).await?;
    fault_points::pass("import locked");
    let user = Some(asked.user);
    let facts = facts::load(connection, asked.company, &keys, &accounts, user).await?;
    let terms = facts::terms(connection, asked.company, now).await?;
    let sheets = Arc::clone(asked.sheets);
    Ok(tokio::task::spawn_blocking(move || decide(&sheets, facts, &terms)).await?)
}

/// Locks accounts in the order of their keys.
async fn lock_accounts(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &BTreeSet<String>,
) -> Result<(), StoreError> {
    let accounts = accounts
        .iter()
        .map(|account| crate::store::stored::account(account))
        .collect::<Result<Vec<_>, _>>()?;
    connection.lock_accounts(company, &accounts).await
}

/// Imports of a company come one after the other. Its people are locked where rows are about them, as they
/// are by whoever else changes somebody: before whoever asks.
pub(super) async fn lock(
    connection: &mut Connection,
    company: CompanyId,
    sheets: &[Sheet],
) -> Result<(), StoreError> {
    connection.lock_name("import", &company.0.to_string()).await?;
    if sheets.iter().any(|sheet| sheet.kind == Kind::Staff) {
        lock_people(connection, company).await?;
    }
    Ok(())
}

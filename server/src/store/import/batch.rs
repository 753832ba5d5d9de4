//! Batches of another system: rows that are decided and taken in one transaction.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::api::{ImportSource, SheetSeen};
use domain::import::table::composed;
use domain::import::{Counts, Decision, Field, Kind, Outcome, Sheet, TableRow};
use domain::role::{Permission, Role};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::apply::{self, Applying};
use super::commit::{Asked, decide_under_lock, lock};
use super::draft::Told;
use super::facts;
use super::record::{self, Recorded};
use crate::audit_chain::Actor;
use crate::clock::Clock;
use crate::fault_points;
use crate::hex::to_hex;
use crate::identity::{CompanyId, UserId};
use crate::store::db::Instant;
use crate::store::once::authority;
use crate::store::{Store, StoreError};

/// Rows of another system.
#[derive(Clone, Debug)]
pub struct SyncRequest {
    pub company: CompanyId,
    pub user: UserId,
    pub by: Actor,
    pub kind: Kind,
    /// For each field its value as text. A field that is left out stays as it is.
    pub rows: Vec<BTreeMap<Field, String>>,
}

/// What became of them.
#[derive(Clone, Debug)]
pub enum Synced {
    /// The role may not do this any more; none of a user who was disabled. Nothing was done.
    RoleMayNot(Option<Role>),
    /// One outcome for each row, in their order, and the import that they were recorded as: none where
    /// nothing changed.
    Decided(Vec<Outcome>, Option<Uuid>),
}

impl Store {
    /// Takes rows of another system. The same rows again change nothing.
    pub async fn sync_rows(
        &self,
        request: &SyncRequest,
        clock: &Clock,
    ) -> Result<Synced, StoreError> {
        let sheets = Arc::new(sheets(request.kind, &request.rows));
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.try_to_sync(request, &sheets, clock).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn try_to_sync(
        &self,
        request: &SyncRequest,
        sheets: &Arc<Vec<Sheet>>,
        clock: &Clock,
    ) -> Result<Synced, StoreError> {
        let mut write = self.db.begin_write().await?;
        lock(&mut write, request.company, sheets).await?;
        let role = authority(&mut write, request.company, request.user).await?.role;
        if !role.is_some_and(|role| role.may(Permission::Import)) {
            return Ok(Synced::RoleMayNot(role));
        }
        let now = clock.now();
        let asked = Asked { company: request.company, user: request.user, sheets };
        let Decision { outcomes, effects } = decide_under_lock(&mut write, &asked, now).await?;
        if Counts::of(&outcomes).taken() == 0 {
            // That is no import, but the next one goes by what was told.
            if effects.tell_something() {
                apply::remember(&mut write, request.company, &effects).await?;
                write.commit().await?;
                self.db.committed();
            } else {
                write.rollback().await?;
            }
            return Ok(Synced::Decided(outcomes, None));
        }
        let applying = Applying {
            company: request.company,
            user: request.user,
            today: facts::terms(&mut write, request.company, now).await?.today,
            now: Instant(now),
        };
        let prepared = apply::before(&mut write, &applying, &effects, &self.ids).await?;
        let id = self.ids.uuid(now)?;
        let recorded = recorded(request, id, role)?;
        let import = record::insert(&mut write, &applying, recorded, &outcomes).await?;
        apply::after(&mut write, &applying, &effects, prepared, import.number).await?;
        record::audit(&mut write, &applying, import, &outcomes).await?;
        fault_points::pass("batch about to commit");
        write.commit().await?;
        self.db.committed();
        Ok(Synced::Decided(outcomes, Some(id)))
    }
}

/// A batch as an import that is written down, with what was sent as its file.
fn recorded(request: &SyncRequest, id: Uuid, role: Option<Role>) -> Result<Recorded, StoreError> {
    let bytes = serde_json::to_vec(&request.rows)?;
    let sheet = SheetSeen {
        name: request.kind.code().to_owned(),
        kind: Some(request.kind),
        skipped: false,
        rows: request.rows.len().try_into()?,
        columns: Vec::new(),
        missing: Vec::new(),
        counts: Counts::default(),
        first_rows: Vec::new(),
    };
    Ok(Recorded {
        id,
        source: ImportSource::Api,
        by: Actor { role, ..request.by.clone() },
        told: Told {
            sheets: vec![sheet],
            file_sha256: to_hex(&Sha256::digest(&bytes)),
            ..Told::default()
        },
        file: record::File::Sent { name: format!("{}.json", request.kind.code()), bytes },
    })
}

/// The rows as sheets: a run of rows with the same fields is one, so that what a row leaves out is not
/// taken for empty. The line is the place in the batch, from 1.
fn sheets(kind: Kind, rows: &[BTreeMap<Field, String>]) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for (line, row) in (1..).zip(rows) {
        let columns: Vec<Option<Field>> = row.keys().copied().map(Some).collect();
        let row = TableRow { line, cells: row.values().cloned().map(composed).collect() };
        match sheets.last_mut() {
            Some(last) if last.columns == columns => last.rows.push(row),
            _ => sheets.push(Sheet { kind, columns, rows: vec![row] }),
        }
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_with_other_fields_are_sheets_of_their_own_in_their_order() {
        let row = |fields: &[(Field, &str)]| -> BTreeMap<Field, String> {
            fields.iter().map(|(field, value)| (*field, (*value).to_owned())).collect()
        };
        let named = |name: &str| row(&[(Field::Name, name)]);
        let valued = row(&[(Field::Name, "c"), (Field::ValueUsed, "")]);
        let made = sheets(Kind::Products, &[named("a"), named("b"), valued, named("d")]);
        let lines: Vec<Vec<u32>> =
            made.iter().map(|sheet| sheet.rows.iter().map(|row| row.line).collect()).collect();
        assert_eq!(lines, [vec![1, 2], vec![3], vec![4]]);
        assert_eq!(made[1].columns, [Some(Field::Name), Some(Field::ValueUsed)]);
    }
}

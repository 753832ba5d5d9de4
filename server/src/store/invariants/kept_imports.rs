//! Imports against the hashes that were made when they were committed.

use domain::import::{Counts, Outcome};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Count;
use crate::audit_chain::of_import::ImportDetail;
use crate::hex::to_hex;
use crate::store::StoreError;
use crate::store::db::Key;
use crate::store::import::digest;

/// The import whose number follows on `$1`, with what the audit log says of it.
pub(in crate::store) const IMPORT_AFTER: &str = "
    SELECT id, import_id, source, file_name, file, file_sha256, created, changed, same, refused,
           (SELECT min(detail) FROM audit_row
             WHERE audit_row.company = import.company AND audit_row.operation = import.import_id
               AND audit_row.account IS NULL AND action = 'import' AND result = 'done') AS recorded
      FROM import WHERE id > $1 ORDER BY id LIMIT 1";

/// An import as it is stored.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::store) struct KeptImport {
    pub(super) id: i64,
    import_id: Key,
    source: String,
    file_name: String,
    file: Vec<u8>,
    file_sha256: String,
    created: i64,
    changed: i64,
    same: i64,
    refused: i64,
    recorded: Option<String>,
}

/// What was found of imports.
#[derive(Debug, Default)]
pub(super) struct ImportChecks {
    pub(super) files: Count,
    pub(super) receipts: Count,
}

impl ImportChecks {
    /// Makes every hash of an import anew and compares.
    pub(super) fn look(
        &mut self,
        import: &KeptImport,
        outcomes: &[Outcome],
    ) -> Result<(), StoreError> {
        let subject = || format!("import {}", import.import_id.0);
        self.files.one(to_hex(&Sha256::digest(&import.file)) == import.file_sha256, subject);
        self.receipts.one(import.matches_audit_log(outcomes)?, subject);
        Ok(())
    }
}

impl KeptImport {
    /// Whether everything that the audit log says of it is so.
    fn matches_audit_log(&self, outcomes: &[Outcome]) -> Result<bool, StoreError> {
        let Some(recorded) = &self.recorded else { return Ok(false) };
        let detail = ImportDetail {
            source: &self.source,
            file_name: &self.file_name,
            file_sha256: &self.file_sha256,
            outcomes_sha256: &digest(outcomes)?,
            counts: Counts {
                created: self.created.try_into()?,
                changed: self.changed.try_into()?,
                same: self.same.try_into()?,
                refused: self.refused.try_into()?,
            },
        };
        let found = serde_json::to_value(&detail)?;
        Ok(serde_json::from_str::<Value>(recorded).is_ok_and(|recorded| recorded == found))
    }
}

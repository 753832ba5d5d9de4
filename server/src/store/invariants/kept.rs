//! Operations against the hashes that were made when they were committed.

use domain::bulk_write_off::OperationKind;
use domain::money::Money;
use domain::upload::ColumnChoice;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::Count;
use crate::audit_chain::of_settlement::OperationDetail;
use crate::hex::to_hex;
use crate::store::StoreError;
use crate::store::bulk_write_off::{Asked, Starting};
use crate::store::db::Key;
use crate::store::operations;
use crate::store::outcomes::OutcomeRow;

/// The operation whose number follows on `$1`, with what the audit log says of it.
pub(in crate::store) const OPERATION_AFTER: &str = "
    SELECT id, operation_id, file_name, file, file_sha256,
           column_index, first_row_is_heading, early_acknowledged, kind, control,
           settings_version, seen,
           (SELECT request_sha256 FROM request
             WHERE request.kind = 'bulk_write_off' AND request.recorded = bulk_operation.id
               AND request.company = bulk_operation.company
               AND request.request_id = bulk_operation.operation_id) AS request_sha256, 
           entries, written_off, started, failed, early, amount,
           (SELECT min(detail) FROM audit_row
             WHERE audit_row.company = bulk_operation.company
               AND audit_row.operation = bulk_operation.operation_id
               AND audit_row.account IS NULL AND action IN ('bulk_write_off', 'bulk_process_start')
               AND result = 'done')
           AS recorded
      FROM bulk_operation WHERE id > $1 ORDER BY id LIMIT 1";

/// An operation as it is stored.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::store) struct KeptOperation {
    pub(super) id: i64,
    operation_id: Key,
    file_name: String,
    file: Vec<u8>,
    file_sha256: String,
    column_index: Option<i64>,
    first_row_is_heading: Option<bool>,
    early_acknowledged: bool,
    kind: String,
    control: Option<String>,
    settings_version: Option<i64>,
    seen: String,
    request_sha256: Option<Vec<u8>>,
    entries: i64,
    written_off: i64,
    started: i64,
    failed: i64,
    early: i64,
    amount: i64,
    recorded: Option<String>,
}

/// What was found of operations.
#[derive(Debug, Default)]
pub(super) struct OperationChecks {
    pub(super) files: Count,
    pub(super) requests: Count,
    pub(super) receipts: Count,
}

impl OperationChecks {
    /// Makes every hash of an operation anew and compares.
    pub(super) fn look(
        &mut self,
        operation: &KeptOperation,
        outcomes: &[OutcomeRow],
    ) -> Result<(), StoreError> {
        let subject = || format!("operation {}", operation.operation_id.0);
        self.files.one(to_hex(&Sha256::digest(&operation.file)) == operation.file_sha256, subject);
        self.requests
            .one(operation.request_sha256.as_deref() == Some(&operation.request()?), subject);
        self.receipts.one(operation.matches_audit_log(outcomes)?, subject);
        Ok(())
    }
}

/// A count that operations of one kind have.
fn of_kind(
    kind: OperationKind,
    wanted: OperationKind,
    count: i64,
) -> Result<Option<usize>, StoreError> {
    (kind == wanted).then(|| count.try_into()).transpose().map_err(StoreError::from)
}

impl KeptOperation {
    fn request(&self) -> Result<[u8; 32], StoreError> {
        let column = match (self.column_index, self.first_row_is_heading) {
            (Some(index), Some(first_row_is_heading)) => {
                Some(ColumnChoice { index: index.try_into()?, first_row_is_heading })
            }
            _ => None,
        };
        let starting = match (&self.control, self.settings_version) {
            (Some(control), Some(version)) => {
                Some(Starting { control: control.clone(), settings_version: version.try_into()? })
            }
            _ => None,
        };
        let asked = Asked {
            file_name: &self.file_name,
            file_sha256: &self.file_sha256,
            column,
            early_acknowledged: self.early_acknowledged,
            starting: starting.as_ref(),
            seen_json: &self.seen,
        };
        Ok(asked.sha256()?)
    }

    /// Whether everything that the audit log says of it is so.
    fn matches_audit_log(&self, outcomes: &[OutcomeRow]) -> Result<bool, StoreError> {
        let Some(recorded) = &self.recorded else { return Ok(false) };
        let kind = operations::operation_kind(&self.kind)?;
        let detail = OperationDetail {
            file_name: &self.file_name,
            file_sha256: &self.file_sha256,
            outcomes_sha256: &to_hex(&OutcomeRow::sha256(outcomes)?),
            entries: self.entries.try_into()?,
            written_off: of_kind(kind, OperationKind::WriteOff, self.written_off)?,
            started: of_kind(kind, OperationKind::ProcessStart, self.started)?,
            control: self.control.as_deref(),
            failed: self.failed.try_into()?,
            early: self.early.try_into()?,
            early_acknowledged: self.early_acknowledged,
            amount: Money::from_minor(self.amount),
        };
        let found = serde_json::to_value(&detail)?;
        let Ok(Value::Object(recorded)) = serde_json::from_str(recorded) else { return Ok(false) };
        Ok(recorded.iter().all(|(name, value)| found.get(name) == Some(value)))
    }
}

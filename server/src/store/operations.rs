//! Bulk operations: what they did, their history, their files.

use domain::api::{AuditReceipt, EarlierOperation, Operation, OperationSummary, OperationsReply};
use domain::bulk_write_off::OperationKind;
use domain::money::{Currency, Money};
use uuid::Uuid;

use super::db::{Connection, Day, Instant, Key, Rows};
use super::outcomes::{OUTCOMES, OutcomeRow};
use super::{Store, StoreError, stored};
use crate::hex::to_hex;
use crate::identity::CompanyId;

/// How many earlier operations with the same file are listed.
const EARLIER_MAX: i64 = 5;

/// The file of an operation.
#[derive(Clone, Debug)]
pub struct KeptFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct SummaryRow {
    id: i64,
    operation_id: Key,
    kind: String,
    number: i64,
    committed_at: Instant,
    today: Day,
    submitted_by: String,
    file_name: String,
    file_bytes: i64,
    file_sha256: String,
    entries: i64,
    written_off: i64,
    started: i64,
    failed: i64,
    control_name: Option<String>,
    amount: i64,
    currency: String,
    minor_digits: i64,
}

impl SummaryRow {
    fn into_api(self) -> Result<OperationSummary, StoreError> {
        Ok(OperationSummary {
            id: self.operation_id.0.to_string(),
            kind: operation_kind(&self.kind)?,
            number: self.number.try_into()?,
            committed_at: self.committed_at.to_string(),
            today: self.today.0,
            submitted_by: self.submitted_by,
            file_name: self.file_name,
            file_bytes: self.file_bytes.try_into()?,
            file_sha256: self.file_sha256,
            entries: self.entries.try_into()?,
            written_off: self.written_off.try_into()?,
            started: self.started.try_into()?,
            failed: self.failed.try_into()?,
            control: self.control_name,
            amount: Money::from_minor(self.amount),
            currency: Currency { code: self.currency, minor_digits: self.minor_digits.try_into()? },
        })
    }
}

const SUMMARY: &str = "
    SELECT bulk_operation.id, operation_id, kind, number, committed_at, today,
           app_user.name AS submitted_by, file_name, file_bytes, file_sha256, entries, written_off,
           started, failed, control_name, amount, currency, minor_digits
      FROM bulk_operation
      JOIN app_user ON app_user.id = bulk_operation.submitted_by
      JOIN operating_company ON operating_company.id = bulk_operation.company
     WHERE bulk_operation.company = ";

/// The kind of an operation, by its stored code.
pub(super) fn operation_kind(code: &str) -> Result<OperationKind, StoreError> {
    OperationKind::from_code(code).ok_or_else(|| stored::unreadable("kind of an operation", code))
}

/// The codes of kinds, as a set in a statement.
fn codes(kinds: &[OperationKind]) -> Result<Rows, StoreError> {
    let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
    Rows::new(&codes)
}

impl Store {
    /// An operation with its outcomes; none where the company has no such operation.
    pub async fn operation(
        &self,
        company: CompanyId,
        operation_id: Uuid,
    ) -> Result<Option<Operation>, StoreError> {
        load(&mut self.db.begin_read().await?, company, operation_id).await
    }

    /// The file of an operation; none where the company has no such operation of these kinds.
    pub async fn operation_file(
        &self,
        company: CompanyId,
        kinds: &[OperationKind],
        operation_id: Uuid,
    ) -> Result<Option<KeptFile>, StoreError> {
        #[derive(sqlx::FromRow)]
        struct FileRow {
            file_name: String,
            file: Vec<u8>,
        }
        let row: Option<FileRow> = self
            .db
            .connection()
            .await?
            .query(
                "SELECT file_name, file FROM bulk_operation
                  WHERE company = $1 AND operation_id = $2 AND kind IN {values $3: text}",
            )
            .bind(company)
            .bind(Key(operation_id))
            .bind(&codes(kinds)?)
            .fetch_optional()
            .await?;
        Ok(row.map(|row| KeptFile { name: row.file_name, bytes: row.file }))
    }

    /// The company's operations of these kinds, the latest first: at most `limit`, with numbers below
    /// `before`.
    pub async fn operations(
        &self,
        company: CompanyId,
        kinds: &[OperationKind],
        limit: u32,
        before: Option<u64>,
    ) -> Result<OperationsReply, StoreError> {
        let before = before.map_or(i64::MAX, |number| i64::try_from(number).unwrap_or(i64::MAX));
        let mut connection = self.db.connection().await?;
        let mut query = connection.query(SUMMARY);
        query.push_bind(company).push(" AND number < ").push_bind(before);
        query.push(" AND kind IN ").push_values(&codes(kinds)?, "text");
        // One more than asked for tells whether there are older ones.
        query.push(" ORDER BY number DESC LIMIT ").push_bind(i64::from(limit) + 1);
        let rows: Vec<SummaryRow> = query.fetch_all().await?;
        let shown = usize::try_from(limit)?;
        let more = rows.len() > shown;
        let operations = rows
            .into_iter()
            .take(shown)
            .map(SummaryRow::into_api)
            .collect::<Result<Vec<_>, _>>()?;
        let next_before = operations.last().filter(|_| more).map(|operation| operation.number);
        Ok(OperationsReply { operations, next_before })
    }
}

#[derive(sqlx::FromRow)]
struct ReceiptRow {
    sequence: i64,
    hash: Vec<u8>,
}

/// Loads an operation from its rows: the reply to the first request and to every retry.
pub(super) async fn load(
    connection: &mut Connection,
    company: CompanyId,
    operation_id: Uuid,
) -> Result<Option<Operation>, StoreError> {
    let mut query = connection.query(SUMMARY);
    query.push_bind(company).push(" AND operation_id = ").push_bind(Key(operation_id));
    let Some(row) = query.fetch_optional::<SummaryRow>().await? else { return Ok(None) };
    let receipt: Option<ReceiptRow> = connection
        .query(
            "SELECT sequence, hash FROM audit_row
              WHERE company = $1 AND operation = $2 AND account IS NULL
                AND action IN ('bulk_write_off', 'bulk_process_start')",
        )
        .bind(company)
        .bind(Key(operation_id))
        .fetch_optional()
        .await?;
    let outcomes: Vec<OutcomeRow> = connection.query(OUTCOMES).bind(row.id).fetch_all().await?;
    let receipt = receipt
        .map(|row| {
            Ok::<_, StoreError>(AuditReceipt {
                sequence: row.sequence.try_into()?,
                hash: to_hex(&row.hash),
            })
        })
        .transpose()?;
    let outcomes = outcomes.into_iter().map(OutcomeRow::into_api).collect::<Result<_, _>>()?;
    Ok(Some(Operation { summary: row.into_api()?, receipt, outcomes }))
}

/// Earlier operations that used the same file, the latest first.
pub(super) async fn of_file(
    connection: &mut Connection,
    company: CompanyId,
    kind: OperationKind,
    file_sha256: &str,
) -> Result<Vec<EarlierOperation>, StoreError> {
    let mut query = connection.query(SUMMARY);
    query.push_bind(company).push(" AND file_sha256 = ").push_bind(file_sha256);
    query.push(" AND kind = ").push_bind(kind.code());
    query.push(" ORDER BY number DESC LIMIT ").push_bind(EARLIER_MAX);
    let rows: Vec<SummaryRow> = query.fetch_all().await?;
    rows.into_iter()
        .map(|row| {
            Ok(EarlierOperation {
                id: row.operation_id.0.to_string(),
                committed_at: row.committed_at.to_string(),
                submitted_by: row.submitted_by,
                written_off: row.written_off.try_into()?,
                started: row.started.try_into()?,
                failed: row.failed.try_into()?,
            })
        })
        .collect()
}

//! Reading what operations did.

use domain::api::{Operation, OperationsReply};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::store::StoreError;
use crate::store::operation::{OperationRow, OutcomeRow, SummaryRow, history};
use crate::store::people::CompanyId;

/// Loads an operation from its rows: the reply to the first request and to every retry.
pub(super) async fn load(
    connection: &mut PgConnection,
    company: CompanyId,
    operation_id: Uuid,
) -> Result<Option<Operation>, StoreError> {
    let row: Option<OperationRow> = sqlx::query_as(
        "SELECT bulk_operation.id, operation_id::text, number,
                as_instant(committed_at) AS committed_at, today::text,
                app_user.name AS submitted_by, file_name, file_bytes, file_sha256, entries,
                written_off, failed, amount, currency, minor_digits,
                audit_row.sequence AS receipt_sequence, audit_row.hash AS receipt_hash
           FROM bulk_operation
           JOIN app_user ON app_user.id = bulk_operation.submitted_by
           JOIN operating_company ON operating_company.id = bulk_operation.company
           LEFT JOIN audit_row ON audit_row.company = bulk_operation.company
            AND audit_row.operation = bulk_operation.operation_id
            AND audit_row.account IS NULL AND audit_row.action = 'bulk_write_off'
          WHERE bulk_operation.company = $1 AND operation_id = $2::uuid",
    )
    .bind(company.0)
    .bind(operation_id.to_string())
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let outcomes: Vec<OutcomeRow> = sqlx::query_as(
        "SELECT line, account, customer, centre, outcome, days_since_default, early, amount,
                first_line, changed
           FROM bulk_operation_outcome WHERE operation = $1 ORDER BY entry",
    )
    .bind(row.id)
    .fetch_all(connection)
    .await?;
    row.with_outcomes(outcomes).map(Some)
}

/// The company's operations, the latest first.
pub(super) async fn list(
    connection: &mut PgConnection,
    company: CompanyId,
    limit: u32,
    before: Option<u64>,
) -> Result<OperationsReply, StoreError> {
    let before = before.map_or(i64::MAX, |number| i64::try_from(number).unwrap_or(i64::MAX));
    let rows: Vec<SummaryRow> = sqlx::query_as(
        "SELECT operation_id::text, number, as_instant(committed_at) AS committed_at, today::text,
                app_user.name AS submitted_by, file_name, file_bytes, file_sha256, entries,
                written_off, failed, amount, currency, minor_digits
           FROM bulk_operation
           JOIN app_user ON app_user.id = bulk_operation.submitted_by
           JOIN operating_company ON operating_company.id = bulk_operation.company
          WHERE bulk_operation.company = $1 AND number < $2
          ORDER BY number DESC LIMIT $3",
    )
    .bind(company.0)
    .bind(before)
    .bind(i64::from(limit) + 1)
    .fetch_all(connection)
    .await?;
    history(&rows, limit)
}

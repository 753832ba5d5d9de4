//! Reading what operations did.

use domain::api::{Operation, OperationsReply};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::background;
use crate::store::StoreError;
use crate::store::operation::{OperationRow, SummaryRow, history};
use crate::store::people::CompanyId;
use crate::store::rows::Rows;

/// Loads an operation from its rows: the reply to the first request and to every retry.
pub(super) async fn load(
    connection: &mut SqliteConnection,
    company: CompanyId,
    operation_id: Uuid,
) -> Result<Option<Operation>, StoreError> {
    let row: Option<OperationRow> = sqlx::query_as(
        "SELECT bulk_operation.id, operation_id, number, committed_at, today,
                app_user.name AS submitted_by, file_name, file_bytes, file_sha256, entries,
                written_off, failed, amount, currency, minor_digits,
                audit_row.sequence AS receipt_sequence, audit_row.hash AS receipt_hash
           FROM bulk_operation
           JOIN app_user ON app_user.id = bulk_operation.submitted_by
           JOIN operating_company ON operating_company.id = bulk_operation.company
           LEFT JOIN audit_row ON audit_row.company = bulk_operation.company
            AND audit_row.operation = bulk_operation.operation_id
            AND audit_row.account IS NULL AND audit_row.action = 'bulk_write_off'
          WHERE bulk_operation.company = ?1 AND operation_id = ?2",
    )
    .bind(company.0)
    .bind(operation_id.to_string())
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let outcomes: Rows = sqlx::query_scalar(
        "SELECT json_group_array(json_array(
                    line, account, customer, centre, outcome, days_since_default,
                    json(iif(early, 'true', 'false')), amount, first_line, json(changed))
                ORDER BY entry)
           FROM bulk_operation_outcome WHERE operation = ?1",
    )
    .bind(row.id)
    .fetch_one(connection)
    .await?;
    background::run(move || row.with_outcomes(outcomes.read()?)).await?.map(Some)
}

/// The company's operations, the latest first.
pub(super) async fn list(
    connection: &mut SqliteConnection,
    company: CompanyId,
    limit: u32,
    before: Option<u64>,
) -> Result<OperationsReply, StoreError> {
    let before = before.map_or(i64::MAX, |number| i64::try_from(number).unwrap_or(i64::MAX));
    let rows: Vec<SummaryRow> = sqlx::query_as(
        "SELECT operation_id, number, committed_at, today, app_user.name AS submitted_by,
                file_name, file_bytes, file_sha256, entries, written_off, failed, amount,
                currency, minor_digits
           FROM bulk_operation
           JOIN app_user ON app_user.id = bulk_operation.submitted_by
           JOIN operating_company ON operating_company.id = bulk_operation.company
          WHERE bulk_operation.company = ?1 AND number < ?2
          ORDER BY number DESC LIMIT ?3",
    )
    .bind(company.0)
    .bind(before)
    .bind(i64::from(limit) + 1)
    .fetch_all(connection)
    .await?;
    history(&rows, limit)
}

//! The log as it was at one moment.

use std::path::Path;

use async_trait::async_trait;
use sqlx::SqliteConnection;

use super::super::existing;
use crate::audit::{StoredHead, StoredRow};
use crate::store::audit::{AuditSnapshot, HeadRow};
use crate::store::{ExistingError, StoreError};

/// A connection within a read, which sees one moment as long as it lasts.
struct Snapshot(SqliteConnection);

/// The log of the database at that path as it is now. Whoever writes meanwhile is not kept from it.
///
/// # Errors
///
/// When there is no database of this version there, or it cannot be read.
pub async fn audit_snapshot(path: &Path) -> Result<Box<dyn AuditSnapshot>, ExistingError> {
    let mut connection = existing::open(path).await?;
    sqlx::query("BEGIN").execute(&mut connection).await?;
    existing::check_version(&mut connection, path).await?;
    Ok(of_connection(connection))
}

/// The log as the read sees it that the connection is in.
pub(in crate::store::sqlite) fn of_connection(
    connection: SqliteConnection,
) -> Box<dyn AuditSnapshot> {
    Box::new(Snapshot(connection))
}

#[async_trait]
impl AuditSnapshot for Snapshot {
    async fn companies(&mut self) -> Result<Vec<(i64, String)>, StoreError> {
        Ok(sqlx::query_as("SELECT id, code FROM operating_company ORDER BY id")
            .fetch_all(&mut self.0)
            .await?)
    }

    async fn heads(&mut self) -> Result<Vec<StoredHead>, StoreError> {
        let rows: Vec<HeadRow> =
            sqlx::query_as("SELECT company, sequence, hash FROM audit_chain ORDER BY company")
                .fetch_all(&mut self.0)
                .await?;
        let head = |(company, sequence, hash)| StoredHead { company, sequence, hash };
        Ok(rows.into_iter().map(head).collect())
    }

    async fn rows_after(
        &mut self,
        company: i64,
        sequence: i64,
        limit: u32,
    ) -> Result<Vec<StoredRow>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT company, sequence, form, at, app_user, user_name, role, action, account,
                    operation, address, request_id, result, detail, hash
               FROM audit_row WHERE company = ?1 AND sequence > ?2 ORDER BY sequence LIMIT ?3",
        )
        .bind(company)
        .bind(sequence)
        .bind(limit)
        .fetch_all(&mut self.0)
        .await?)
    }

    async fn without_head(&mut self) -> Result<Vec<i64>, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT id FROM operating_company
              WHERE id NOT IN (SELECT company FROM audit_chain)
             UNION SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM audit_chain WHERE company = 0)
             ORDER BY 1",
        )
        .fetch_all(&mut self.0)
        .await?)
    }

    async fn untold_operations(
        &mut self,
        company: i64,
        limit: u32,
    ) -> Result<Vec<i64>, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT number FROM bulk_operation
              WHERE company = ?1 AND NOT EXISTS (
                    SELECT 1 FROM audit_row
                     WHERE audit_row.company = bulk_operation.company
                       AND audit_row.operation = bulk_operation.operation_id
                       AND account IS NULL AND action = 'bulk_write_off' AND result = 'done')
              ORDER BY number LIMIT ?2",
        )
        .bind(company)
        .bind(limit)
        .fetch_all(&mut self.0)
        .await?)
    }

    async fn untold_repossessions(
        &mut self,
        company: i64,
    ) -> Result<(i64, Option<String>), StoreError> {
        Ok(sqlx::query_as(
            "SELECT count(*), max(untold.account)
               FROM repossession AS untold
               LEFT JOIN write_off ON write_off.repossession = untold.id
               LEFT JOIN bulk_operation ON bulk_operation.id = write_off.operation
               LEFT JOIN recorded_request AS request ON request.kind = 'repossession'
                AND request.recorded = untold.id
              WHERE untold.company = ?1 AND NOT EXISTS (
                    SELECT 1 FROM audit_row
                     WHERE audit_row.company = untold.company
                       AND audit_row.account = untold.account
                       AND audit_row.operation =
                           coalesce(bulk_operation.operation_id, request.request_id)
                       AND action IN ('account_write_off', 'repossession') AND result = 'done')",
        )
        .bind(company)
        .fetch_one(&mut self.0)
        .await?)
    }
}

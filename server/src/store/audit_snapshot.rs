//! The audit log as it was at one moment, for verification.

use super::StoreError;
use super::audit::{HeadRow, LogRow};
use super::db::Connection;
use crate::audit_chain::{StoredHead, StoredRow};

/// The log as it was at one moment: a connection within a read.
#[derive(Debug)]
pub struct AuditSnapshot(pub(super) Connection);

impl AuditSnapshot {
    /// The companies' codes by number.
    pub async fn companies(&mut self) -> Result<Vec<(i64, String)>, StoreError> {
        self.0.query("SELECT id, code FROM operating_company ORDER BY id").fetch_all().await
    }

    /// The head of each chain, by company.
    pub async fn heads(&mut self) -> Result<Vec<StoredHead>, StoreError> {
        let rows: Vec<HeadRow> = self
            .0
            .query("SELECT company, sequence, hash FROM audit_chain ORDER BY company")
            .fetch_all()
            .await?;
        let head = |HeadRow { company, sequence, hash }| StoredHead { company, sequence, hash };
        Ok(rows.into_iter().map(head).collect())
    }

    /// The rows of a chain that follow on a place, at most `limit`.
    pub async fn rows_after(
        &mut self,
        company: i64,
        sequence: i64,
        limit: u32,
    ) -> Result<Vec<StoredRow>, StoreError> {
        let rows: Vec<LogRow> = self
            .0
            .query(
                "SELECT company, sequence, form, at, app_user, user_name, role, action, account,
                        operation, address, request_id, result, detail, hash
                   FROM audit_row WHERE company = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
            )
            .bind(company)
            .bind(sequence)
            .bind(i64::from(limit))
            .fetch_all()
            .await?;
        Ok(rows.into_iter().map(StoredRow::from).collect())
    }

    /// The companies whose chain has no head.
    pub async fn without_head(&mut self) -> Result<Vec<i64>, StoreError> {
        self.0
            .query(
                "SELECT id FROM operating_company
                  WHERE id NOT IN (SELECT company FROM audit_chain)
                 UNION
                 SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM audit_chain WHERE company = 0)
                 ORDER BY 1",
            )
            .fetch_scalars()
            .await
    }

    /// The numbers of operations that have no row of their own, at most `limit`.
    pub async fn unaudited_operations(
        &mut self,
        company: i64,
        limit: u32,
    ) -> Result<Vec<i64>, StoreError> {
        self.0
            .query(
                "SELECT number FROM bulk_operation
                  WHERE company = $1 AND NOT EXISTS (
                        SELECT 1 FROM audit_row
                         WHERE audit_row.company = bulk_operation.company
                           AND audit_row.operation = bulk_operation.operation_id
                           AND account IS NULL AND action IN ('bulk_write_off', 'bulk_process_start')
                           AND result = 'done')
                  ORDER BY number LIMIT $2",
            )
            .bind(company)
            .bind(i64::from(limit))
            .fetch_scalars()
            .await
    }

    /// How many repossessions have no row, and the account of one.
    pub async fn unaudited_repossessions(
        &mut self,
        company: i64,
    ) -> Result<(i64, Option<String>), StoreError> {
        self.0
            .query(
                "SELECT count(*), max(unaudited.account)
                   FROM repossession AS unaudited
                   LEFT JOIN write_off ON write_off.repossession = unaudited.id
                   LEFT JOIN bulk_operation ON bulk_operation.id = write_off.operation
                   LEFT JOIN request ON request.kind = 'repossession'
                    AND request.recorded = unaudited.id
                  WHERE unaudited.company = $1 AND NOT EXISTS (
                        SELECT 1 FROM audit_row
                         WHERE audit_row.company = unaudited.company
                           AND audit_row.account = unaudited.account
                           AND audit_row.operation =
                               coalesce(bulk_operation.operation_id, request.request_id)
                           AND action IN ('account_write_off', 'repossession')
                           AND result = 'done')",
            )
            .bind(company)
            .fetch_one()
            .await
    }
}

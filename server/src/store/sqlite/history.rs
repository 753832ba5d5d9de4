//! The history of bulk operations.

use domain::api::OperationsReply;

use super::SqliteStore;
use super::operation::SummaryRow;
use crate::store::StoreError;
use crate::store::people::CompanyId;

impl SqliteStore {
    /// The company's operations, the latest first: at most `limit`, with numbers below `before`.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn operations(
        &self,
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
        // One more than asked for tells whether there are older ones.
        .bind(i64::from(limit) + 1)
        .fetch_all(&self.readers)
        .await?;
        let shown = usize::try_from(limit)?;
        let operations =
            rows.iter().take(shown).map(SummaryRow::to_api).collect::<Result<Vec<_>, _>>()?;
        let next_before = (rows.len() > shown)
            .then(|| operations.last().map(|operation| operation.number))
            .flatten();
        Ok(OperationsReply { operations, next_before })
    }
}

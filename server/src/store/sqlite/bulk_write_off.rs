//! Bulk write-offs: one transaction each, from the facts to the reply.

use std::sync::Arc;

use async_trait::async_trait;
use domain::api::{Operation, OperationsReply};
use sqlx::SqliteConnection;
use uuid::Uuid;

use super::{SqliteStore, facts, operation, recorded};
use crate::clock::Clock;
use crate::fault_points;
use crate::store::bulk_write_off::decided;
use crate::store::people::CompanyId;
use crate::store::{BulkWriteOffs, Committed, KeptFile, StoreError, Submission};

#[async_trait]
impl BulkWriteOffs for SqliteStore {
    async fn commit_bulk_write_off(
        &self,
        submission: Arc<Submission>,
        clock: &Clock,
    ) -> Result<Committed, StoreError> {
        let mut write = self.begin_write().await?;
        fault_points::pass("locked");
        if let Some(known) = known_operation(&mut write, &submission).await? {
            write.rollback().await?;
            return Ok(known);
        }
        let authority =
            recorded::authority(&mut write, submission.company, submission.user).await?;
        let accounts = submission.accounts();
        let found = self.facts_within(&mut write, submission.company, &accounts).await?;
        let stored = move || {
            let parts = found.iter().map(facts::read).collect::<Result<Vec<_>, _>>()?;
            Ok(parts.into_iter().flatten().collect())
        };
        let prepared =
            match decided(Arc::clone(&submission), authority, stored, clock.now()).await? {
                Ok(prepared) => prepared,
                Err(refusal) => {
                    write.rollback().await?;
                    return Ok(Committed::Refused(refusal));
                }
            };
        fault_points::pass("decided");
        prepared.apply(&mut write, &submission).await?;
        let done = operation::load(&mut write, submission.company, submission.operation_id)
            .await?
            .ok_or_else(|| StoreError::Unreadable("the operation just written".to_owned()))?;
        fault_points::pass("about to commit");
        write.commit().await?;
        fault_points::pass("committed");
        self.checkpointer.wake();
        Ok(Committed::Now(done))
    }

    async fn operation(
        &self,
        company: CompanyId,
        operation_id: Uuid,
    ) -> Result<Option<Operation>, StoreError> {
        let mut read = self.long_readers.begin().await?;
        let operation = operation::load(&mut read, company, operation_id).await?;
        read.commit().await?;
        Ok(operation)
    }

    async fn operation_file(
        &self,
        company: CompanyId,
        operation_id: Uuid,
    ) -> Result<Option<KeptFile>, StoreError> {
        let row: Option<(String, Vec<u8>)> = sqlx::query_as(
            "SELECT file_name, file FROM bulk_operation WHERE company = ?1 AND operation_id = ?2",
        )
        .bind(company.0)
        .bind(operation_id.to_string())
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|(name, bytes)| KeptFile { name, bytes }))
    }

    async fn operations(
        &self,
        company: CompanyId,
        limit: u32,
        before: Option<u64>,
    ) -> Result<OperationsReply, StoreError> {
        let mut reader = self.readers.acquire().await?;
        operation::list(&mut reader, company, limit, before).await
    }
}

/// The operation that the id stands for already, or none.
async fn known_operation(
    connection: &mut SqliteConnection,
    submission: &Submission,
) -> Result<Option<Committed>, StoreError> {
    let request: Option<Vec<u8>> = sqlx::query_scalar(
        "SELECT request_sha256 FROM bulk_operation WHERE company = ?1 AND operation_id = ?2",
    )
    .bind(submission.company.0)
    .bind(submission.operation_id.to_string())
    .fetch_optional(&mut *connection)
    .await?;
    let Some(request) = request else { return Ok(None) };
    if request != submission.request_sha256 {
        return Ok(Some(Committed::IdTaken));
    }
    let operation =
        operation::load(connection, submission.company, submission.operation_id).await?;
    Ok(operation.map(Committed::Before))
}

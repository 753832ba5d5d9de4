//! Bulk write-offs: one transaction each, from the facts to the reply.

use std::sync::Arc;

use async_trait::async_trait;
use domain::api::{Operation, OperationsReply};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{PostgresStore, apply, facts, locks, operation, recorded};
use crate::clock::Clock;
use crate::fault_points;
use crate::store::bulk_write_off::decided;
use crate::store::people::CompanyId;
use crate::store::{BulkWriteOffs, Committed, KeptFile, StoreError, Submission};

#[async_trait]
impl BulkWriteOffs for PostgresStore {
    async fn commit_bulk_write_off(
        &self,
        submission: Arc<Submission>,
        clock: &Clock,
    ) -> Result<Committed, StoreError> {
        let mut tries = self.tries();
        loop {
            match self.try_to_commit(&submission, clock).await {
                Err(error) if tries.again(&error).await => (),
                done => return done,
            }
        }
    }

    async fn operation(
        &self,
        company: CompanyId,
        operation_id: Uuid,
    ) -> Result<Option<Operation>, StoreError> {
        let mut read = self.begin_read().await?;
        let operation = operation::load(&mut read, company, operation_id).await?;
        read.commit().await?;
        Ok(operation)
    }

    async fn operation_file(
        &self,
        company: CompanyId,
        operation_id: Uuid,
    ) -> Result<Option<KeptFile>, StoreError> {
        let mut connection = self.connections.acquire().await?;
        let row: Option<(String, Vec<u8>)> = sqlx::query_as(
            "SELECT file_name, file FROM bulk_operation
              WHERE company = $1 AND operation_id = $2::uuid",
        )
        .bind(company.0)
        .bind(operation_id.to_string())
        .fetch_optional(&mut *connection)
        .await?;
        Ok(row.map(|(name, bytes)| KeptFile { name, bytes }))
    }

    async fn operations(
        &self,
        company: CompanyId,
        limit: u32,
        before: Option<u64>,
    ) -> Result<OperationsReply, StoreError> {
        let mut connection = self.connections.acquire().await?;
        operation::list(&mut connection, company, limit, before).await
    }
}

impl PostgresStore {
    async fn try_to_commit(
        &self,
        submission: &Arc<Submission>,
        clock: &Clock,
    ) -> Result<Committed, StoreError> {
        let mut write = self.begin_write().await?;
        // Whoever submits the same waits here, and then finds what came of it.
        locks::name(&mut write, "bulk write-off", &submission.operation_id.to_string()).await?;
        if let Some(known) = known_operation(&mut write, submission).await? {
            write.rollback().await?;
            return Ok(known);
        }
        let accounts = submission.accounts();
        locks::accounts(&mut write, submission.company, &accounts).await?;
        fault_points::pass("locked");
        let authority =
            recorded::authority(&mut write, submission.company, submission.user).await?;
        let stored = facts::load(&mut write, submission.company, &accounts).await?;
        let prepared =
            match decided(Arc::clone(submission), authority, || Ok(stored), clock.now()).await? {
                Ok(prepared) => prepared,
                Err(refusal) => {
                    write.rollback().await?;
                    return Ok(Committed::Refused(refusal));
                }
            };
        fault_points::pass("decided");
        locks::numbers(&mut write, submission.company).await?;
        apply::apply(&prepared, submission, &mut write).await?;
        let done = operation::load(&mut write, submission.company, submission.operation_id)
            .await?
            .ok_or_else(|| StoreError::Unreadable("the operation just written".to_owned()))?;
        fault_points::pass("about to commit");
        write.commit().await?;
        fault_points::pass("committed");
        Ok(Committed::Now(done))
    }
}

/// The operation that the id stands for already, or none.
async fn known_operation(
    connection: &mut PgConnection,
    submission: &Submission,
) -> Result<Option<Committed>, StoreError> {
    let request: Option<Vec<u8>> = sqlx::query_scalar(
        "SELECT request_sha256 FROM bulk_operation WHERE company = $1 AND operation_id = $2::uuid",
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

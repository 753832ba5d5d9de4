//! The audit log.

mod append;
mod carry_over;
mod list;
mod snapshot;

use async_trait::async_trait;
use domain::api::AuditReply;
use jiff::Timestamp;
use uuid::Uuid;

pub(super) use append::append;
pub(super) use carry_over::carry_over;
pub use snapshot::audit_snapshot;
pub(super) use snapshot::of_connection;

use super::SqliteStore;
use crate::store::audit::{Audit, AuditFilter, Known, Refusal};
use crate::store::people::{CompanyId, UserId};
use crate::store::{StoreError, instant};

#[async_trait]
impl Audit for SqliteStore {
    async fn note_refusal(
        &self,
        company: CompanyId,
        refusal: &Refusal,
        since: Timestamp,
    ) -> Result<(), StoreError> {
        let told: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM audit_row
              WHERE company = ?1 AND app_user = ?2 AND at > ?3 AND action = 'permission'
                AND detail ->> 'route' = ?4)",
        )
        .bind(company.0)
        .bind(refusal.user.0)
        .bind(instant::to_text(since))
        .bind(&refusal.route)
        .fetch_one(&self.readers)
        .await?;
        if told {
            return Ok(());
        }
        let mut write = self.begin_write().await?;
        append(&mut write, company.0, refusal.events.clone()).await?;
        write.commit().await?;
        Ok(())
    }

    async fn audit_rows(
        &self,
        company: CompanyId,
        filter: &AuditFilter,
        limit: u32,
        before: Option<u64>,
    ) -> Result<AuditReply, StoreError> {
        let mut reader = self.readers.acquire().await?;
        list::rows(&mut reader, company, filter, limit, before).await
    }

    async fn count_audit_rows(
        &self,
        company: CompanyId,
        filter: &AuditFilter,
        at_most: u32,
    ) -> Result<u32, StoreError> {
        let mut reader = self.readers.acquire().await?;
        list::count(&mut reader, company, filter, at_most).await
    }

    async fn people_of(&self, company: CompanyId) -> Result<Vec<Known>, StoreError> {
        let rows: Vec<(i64, String, String)> =
            sqlx::query_as("SELECT id, user_name, name FROM app_user WHERE company = ?1")
                .bind(company.0)
                .fetch_all(&self.readers)
                .await?;
        let known = |(id, user_name, name)| Known { user: UserId(id), user_name, name };
        Ok(rows.into_iter().map(known).collect())
    }

    async fn operation_of_number(
        &self,
        company: CompanyId,
        number: u64,
    ) -> Result<Option<Uuid>, StoreError> {
        let Ok(number) = i64::try_from(number) else { return Ok(None) };
        let id: Option<String> = sqlx::query_scalar(
            "SELECT operation_id FROM bulk_operation WHERE company = ?1 AND number = ?2",
        )
        .bind(company.0)
        .bind(number)
        .fetch_optional(&self.readers)
        .await?;
        id.map(|id| Uuid::parse_str(&id))
            .transpose()
            .map_err(|error| StoreError::Unreadable(format!("the id of an operation: {error}")))
    }
}

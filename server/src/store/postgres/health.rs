//! Whether the database answers, and letting go of it.

use async_trait::async_trait;

use super::{PostgresStore, schema};
use crate::store::health::PoolUse;
use crate::store::{Health, StoreError};

#[async_trait]
impl Health for PostgresStore {
    async fn ping(&self) -> Result<(), StoreError> {
        let mut connection = self.connections.acquire().await?;
        sqlx::query("SELECT 1 FROM operating_company LIMIT 1")
            .fetch_optional(&mut *connection)
            .await?;
        Ok(())
    }

    /// A connection leads to a server that takes writes, or there is none.
    async fn ready(&self) -> Result<(), StoreError> {
        let mut connection = self.connections.acquire().await?;
        schema::check(&mut connection).await
    }

    fn pools(&self) -> Vec<PoolUse> {
        vec![self.connections.in_use()]
    }

    async fn close(&self) {
        self.connections.close().await;
    }
}

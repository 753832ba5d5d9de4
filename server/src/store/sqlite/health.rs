//! Whether the database answers, and letting go of it.

use async_trait::async_trait;

use super::SqliteStore;
use crate::store::{Health, StoreError};

#[async_trait]
impl Health for SqliteStore {
    async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM operating_company LIMIT 1")
            .fetch_optional(&self.readers)
            .await?;
        Ok(())
    }

    /// The last connection leaves a database without a log.
    async fn close(&self) {
        self.checkpointer.stop().await;
        self.readers.close().await;
        self.writer.close().await;
    }
}

//! Whether the database answers.

use super::SqliteStore;
use crate::store::StoreError;

impl SqliteStore {
    /// Reads from the database file.
    ///
    /// # Errors
    ///
    /// When it does not answer.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM operating_company LIMIT 1")
            .fetch_optional(&self.readers)
            .await?;
        Ok(())
    }
}

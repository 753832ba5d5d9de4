//! Whether the database answers, and letting go of it.

use async_trait::async_trait;

use super::StoreError;

/// The database itself.
#[async_trait]
pub trait Health {
    /// Reads from the database.
    ///
    /// # Errors
    ///
    /// When it does not answer.
    async fn ping(&self) -> Result<(), StoreError>;

    /// Closes every connection, once what was begun is finished.
    async fn close(&self);
}

//! Whether the database answers, and letting go of it.

use super::{Store, StoreError};

/// How busy the connections of a kind are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolUse {
    pub name: &'static str,
    pub max: u32,
    pub in_use: u32,
}

impl Store {
    /// Reads from the database.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut connection = self.db.connection().await?;
        connection.query("SELECT 1 FROM operating_company LIMIT 1").execute().await?;
        Ok(())
    }

    /// Whether work can be sent here: the database answers, can be written, and has at least the
    /// schema that this program knows. That others are writing at the moment is no reason against.
    pub async fn ready(&self) -> Result<(), StoreError> {
        self.db.ready().await
    }

    /// How busy the connections are at the moment.
    pub fn pools(&self) -> Vec<PoolUse> {
        self.db.pools()
    }

    /// Closes every connection, once what was begun is finished.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

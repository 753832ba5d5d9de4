//! Whether the database answers, and letting go of it.

use async_trait::async_trait;

use super::StoreError;

/// How busy the connections of a kind are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolUse {
    /// What they are for.
    pub name: &'static str,
    /// How many there may be.
    pub max: u32,
    /// How many are in use now.
    pub in_use: u32,
}

/// The database itself.
#[async_trait]
pub trait Health {
    /// Reads from the database.
    ///
    /// # Errors
    ///
    /// When it does not answer.
    async fn ping(&self) -> Result<(), StoreError>;

    /// Whether work can be sent here: the database answers, can be written, and has at least the
    /// schema that this program knows. That others are writing at the moment is no reason against.
    ///
    /// # Errors
    ///
    /// When work cannot be sent here, and why.
    async fn ready(&self) -> Result<(), StoreError>;

    /// How busy the connections are at the moment.
    fn pools(&self) -> Vec<PoolUse>;

    /// Closes every connection, once what was begun is finished.
    async fn close(&self);
}

//! Recording an attempt at a repossession that failed.

use async_trait::async_trait;
use domain::api::{AttemptRecord, FailedAttemptRequest};
use domain::failed_attempt::Refusal;

use super::StoreError;
use super::recorded::{Asked, Recorded};
use crate::clock::Clock;

/// Failed attempts: recording them.
#[async_trait]
pub trait FailedAttempts {
    /// Checks and records an attempt that failed, under lock.
    ///
    /// # Errors
    ///
    /// When the database fails; nothing was done then.
    async fn record_failed_attempt(
        &self,
        asked: &Asked<FailedAttemptRequest>,
        clock: &Clock,
    ) -> Result<Recorded<AttemptRecord, Refusal>, StoreError>;
}

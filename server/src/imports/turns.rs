//! Reading files one at a time.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::http::ApiError;

/// How long a file waits for the one before it. Most are read in less.
const WAIT_MAX: Duration = Duration::from_secs(8);

/// Turns to read a file to be imported. One of 100,000 rows takes a few hundred megabytes while it is read:
/// one at a time is what a server has room for.
#[derive(Clone, Debug)]
pub(crate) struct ImportTurns(Arc<Semaphore>);

impl Default for ImportTurns {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl ImportTurns {
    /// Waits until nobody else reads.
    pub(super) async fn take(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        let turn = tokio::time::timeout(WAIT_MAX, Arc::clone(&self.0).acquire_owned()).await;
        turn.map_err(ApiError::unavailable)?.map_err(ApiError::internal)
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse as _;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_waits_too_long_is_told_to_come_back() {
        let turns = ImportTurns::default();
        let first = turns.take().await.unwrap();
        let refused = turns.take().await.unwrap_err().into_response();
        assert_eq!(refused.status(), 503);
        assert!(refused.headers().contains_key("retry-after"));
        drop(first);
        drop(turns.take().await.unwrap());
    }
}

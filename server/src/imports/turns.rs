//! Receiving a few files at a time, and reading them one at a time.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use domain::api::ProblemCode;
use http::request::Parts;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app_state::AppState;
use crate::http::ApiError;

/// How long a file waits for the one before it. Most are read in less.
const WAIT_MAX: Duration = Duration::from_secs(8);

/// How many files are received or wait to be read. Each takes up to 44 MB meanwhile, and its sender may be slow.
const RECEIVED_MAX: usize = 4;

/// When to come back after others were sending: a file of some megabytes takes about that long.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Turns to read a file to be imported. One of 100,000 rows takes a few hundred megabytes while it is read:
/// one at a time is what a server has room for.
#[derive(Clone, Debug)]
pub(crate) struct ImportTurns {
    read: Arc<Semaphore>,
    receive: Arc<Semaphore>,
}

impl Default for ImportTurns {
    fn default() -> Self {
        let of = |turns| Arc::new(Semaphore::new(turns));
        Self { read: of(1), receive: of(RECEIVED_MAX) }
    }
}

/// That the body of a request with a file may be received. Held for as long as the request takes.
#[derive(Debug)]
pub(super) struct ReceivingFile(#[expect(dead_code, reason = "it is held")] OwnedSemaphorePermit);

impl FromRequestParts<AppState> for ReceivingFile {
    type Rejection = ApiError;

    async fn from_request_parts(_: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        let turn = Arc::clone(&state.import_turns.receive).try_acquire_owned();
        turn.map(Self).map_err(|error| {
            ApiError::new(
                ProblemCode::Unavailable,
                "Others are sending files at the moment, and nothing was done. Try again in a \
                 moment.",
            )
            .retry_after(RETRY_AFTER)
            .because(error)
        })
    }
}

impl ImportTurns {
    /// Waits until nobody else reads.
    pub(super) async fn take(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        let turn = tokio::time::timeout(WAIT_MAX, Arc::clone(&self.read).acquire_owned()).await;
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

//! What every request has at hand.

use crate::clock::Clock;
use crate::ids::IdSource;
use crate::metrics::Metrics;
use crate::page::Page;
use crate::sign_in::Passwords;
use crate::stopping::Stopping;
use crate::store::Store;

/// What every request has at hand. Cloning it is cheap.
#[derive(Clone, Debug)]
pub(crate) struct AppState {
    /// What is kept.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Where identifiers and secrets come from.
    pub ids: IdSource,
    /// Looking at passwords, a few at a time.
    pub passwords: Passwords,
    /// The page, as it was built.
    pub page: Page,
    /// What is counted.
    pub metrics: Metrics,
    /// Whether the server is about to stop.
    pub stopping: Stopping,
}

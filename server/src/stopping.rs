//! Whether the server is about to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long what was begun may take to end once nothing new is taken in, unless it is said
/// otherwise: a commit of a full file takes a fraction of a second, and those who stop servers by
/// themselves kill them after thirty.
pub const STOP_TIME_MAX: Duration = Duration::from_secs(20);

/// How long the database may take to be let go of after that.
pub(crate) const CLOSE_TIME_MAX: Duration = Duration::from_secs(5);

/// Whether the server is about to stop. Clones know the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stopping(Arc<AtomicBool>);

impl Stopping {
    pub(crate) fn begin(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub(crate) fn has_begun(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

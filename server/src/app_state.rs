//! What every request has at hand.

use crate::clock::Clock;
use crate::ids::IdSource;
use crate::imports::ImportTurns;
use crate::metrics::Metrics;
use crate::page::Page;
use crate::people::LinkMail;
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
    /// How links to choose a password are mailed.
    pub link_mail: LinkMail,
    /// Reading a file to be imported, one at a time.
    pub import_turns: ImportTurns,
    /// Whether the server is about to stop.
    pub stopping: Stopping,
}

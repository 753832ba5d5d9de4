//! What is kept, and the few whole operations on it.
//!
//! Nothing outside this module knows SQL, and nothing inside it knows a rule: it loads facts,
//! hands them to [`domain`], and applies the decision that comes back. Each operation is a handful
//! of statements, however many accounts it is about.
//!
//! What a store can do is said by a few small traits, one a feature; [`Store`] is all of them.
//! Each back end is a folder with a file a feature, and never asks which one it is.

pub mod audit;
pub mod bulk_write_off;
pub mod error;
pub mod facts;
pub mod health;
pub mod instant;
pub mod invariants;
pub mod notifications;
mod operation;
pub mod people;
pub mod portfolio;
mod prepared;
pub mod sessions;
pub mod sqlite;

use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

pub use audit::{Audit, AuditFilter, AuditSnapshot, Known, Refusal};
pub use bulk_write_off::{BulkWriteOffs, Committed, KeptFile, Submission};
pub use error::StoreError;
pub use facts::{Facts, FactsOfFile};
pub use health::Health;
pub use notifications::Notifications;
pub use people::{Added, CompanyId, CompanyRecord, NewUser, People, Person, UserId};
pub use portfolio::Portfolios;
pub use sessions::{Attempt, AttemptLimits, NewSession, SessionRecord, Sessions, TokenHash};

use sqlite::SqliteStore;

/// Everything that is kept, wherever it is.
pub trait Store:
    Audit
    + BulkWriteOffs
    + Facts
    + Health
    + Notifications
    + People
    + Portfolios
    + Sessions
    + Debug
    + Send
    + Sync
    + 'static
{
}

/// A store that somebody holds: clones are the same store.
pub type AnyStore = Arc<dyn Store>;

/// Opens the database of that path, makes it and its folder if there is none, and brings its
/// schema up to date.
///
/// # Errors
///
/// When the file cannot be opened or is no database of ours.
pub async fn open(path: &Path) -> Result<AnyStore, StoreError> {
    Ok(Arc::new(SqliteStore::open(path).await?))
}

//! What is kept, and the few whole operations on it.
//!
//! Nothing outside this module knows SQL, and nothing inside it knows a rule: it loads facts,
//! hands them to [`domain`], and applies the decision that comes back. Each operation is a handful
//! of statements, however many accounts it is about.
//!
//! What a store can do is said by a few small traits, one a feature; [`Store`] is all of them.
//! Each back end is a folder with a file a feature, and never asks which one it is.

mod account;
mod account_page;
pub mod accounts;
pub mod actions;
pub mod audit;
pub mod bulk_write_off;
pub mod error;
mod existing;
pub mod facts;
pub mod failed_attempts;
pub mod health;
pub mod instant;
pub mod invariants;
pub mod location;
pub mod notifications;
mod operation;
mod outcome_cells;
pub mod people;
pub mod portfolio;
pub mod postgres;
mod prepared;
mod recorded;
pub mod repossession;
mod rows;
pub mod sessions;
pub mod sqlite;
mod stored;

use std::fmt::Debug;
use std::sync::Arc;

pub use accounts::{Accounts, Search};
pub use actions::{Actions, ActionsAsked};
pub use audit::{Audit, AuditFilter, AuditSnapshot, Known, Refusal};
pub use bulk_write_off::{BulkWriteOffs, Committed, KeptFile, Submission};
pub use error::StoreError;
pub use existing::ExistingError;
pub use facts::{Facts, FactsOfFile};
pub use failed_attempts::FailedAttempts;
pub use health::Health;
pub use location::{Location, PostgresUrl};
pub use notifications::Notifications;
pub use people::{Added, CompanyId, CompanyRecord, NewUser, People, Person, UserId};
pub use portfolio::Portfolios;
pub use recorded::{Asked, Recorded};
pub use repossession::Repossessions;
pub use sessions::{Attempt, AttemptLimits, NewSession, SessionRecord, Sessions, TokenHash};

use postgres::PostgresStore;
use sqlite::SqliteStore;

use crate::ids::IdSource;

/// Everything that is kept, wherever it is.
pub trait Store:
    Accounts
    + Actions
    + Audit
    + BulkWriteOffs
    + Facts
    + FailedAttempts
    + Health
    + Notifications
    + People
    + Portfolios
    + Repossessions
    + Sessions
    + Debug
    + Send
    + Sync
    + 'static
{
}

/// A store that somebody holds: clones are the same store.
pub type AnyStore = Arc<dyn Store>;

/// How to open a store.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Where it is.
    pub location: Location,
    /// The owner of a database of `PostgreSQL`, who may bring its schema up to date where whoever
    /// connects may not.
    pub owner: Option<PostgresUrl>,
    /// How many connections to have to a database of `PostgreSQL`.
    pub connections_max: u32,
}

impl From<Location> for Opening {
    fn from(location: Location) -> Self {
        Self { location, owner: None, connections_max: postgres::CONNECTIONS_DEFAULT }
    }
}

/// Opens the store and brings its schema up to date. An embedded database, and its folder, is made
/// if there is none.
///
/// # Errors
///
/// When it cannot be opened, is no database of ours, or its schema is older than this release and
/// may not be changed.
pub async fn open(opening: &Opening, ids: &IdSource) -> Result<AnyStore, StoreError> {
    let Opening { location, owner, connections_max } = opening;
    Ok(match location {
        Location::Sqlite(path) => Arc::new(SqliteStore::open(path).await?),
        Location::Postgres(url) => {
            Arc::new(PostgresStore::open(url, owner.as_ref(), *connections_max, ids).await?)
        }
    })
}

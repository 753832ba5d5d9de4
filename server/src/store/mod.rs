//! What is kept, and the few whole operations on it.
//!
//! Nothing outside this module knows SQL, and nothing inside it knows a rule: it loads facts, hands
//! them to [`domain`], and applies the decision that comes back. Each operation is a handful of
//! statements, however many accounts it is about. A file a feature; `db` alone knows which
//! database it is.

mod account;
mod accounts;
pub mod actions;
mod ageing;
mod api_keys;
pub mod audit;
mod audit_list;
mod audit_snapshot;
mod booking;
pub mod bulk_write_off;
mod changes;
mod companies;
mod company_settings;
pub mod daily_run;
mod db;
pub mod error;
mod existing;
pub mod facts;
mod failed_attempts;
pub mod health;
pub mod import;
pub mod invariants;
pub mod journal;
mod links;
mod notifications;
mod of_accounts;
pub mod once;
pub mod operations;
mod outcomes;
mod payments;
pub mod people;
mod people_change;
mod people_known;
mod people_list;
pub mod portfolio;
mod portfolio_money;
mod portfolio_rows;
mod profile;
mod records;
mod recoveries;
pub mod reports;
pub mod repossession;
mod search;
pub mod sessions;
mod set_up;
mod settlement;
mod sign_in_attempts;
mod stock;
mod stored;
mod terms;
pub mod verify;
mod write_off_process;

use std::sync::Arc;

pub use actions::ActionsFilter;
pub use api_keys::{KeyOutcome, NewKey};
pub use audit::{KnownPerson, Refusal};
pub use audit_list::AuditFilter;
pub use audit_snapshot::AuditSnapshot;
pub use bulk_write_off::Submission;
pub use changes::ChangesCursor;
pub use company_settings::SettingsRefused;
pub use daily_run::{CompanyOfRun, RunCounts};
pub use db::postgres::{self, CONNECTIONS_DEFAULT};
pub use db::sqlite;
pub use error::StoreError;
pub use existing::ExistingError;
pub use facts::FactsOfFile;
pub use import::{
    Draft, ImportCommit, ImportCommitRefusal, ImportCommitted, ImportRowsFilter, NewDraft,
    SyncRequest, Synced, count_sheets,
};
pub use journal::{CorrectionRefused, JournalFilter};
pub use links::{LinkFound, NewLink};
pub use once::{Act, Once, OnceRequest};
pub use operations::KeptFile;
pub use payments::{
    NewPayments, PaymentsFilter, PaymentsOutcome, ReversalOutcome, ReversalRequested,
};
pub use people::{AddUserResult, NewUser};
pub use people_change::{ChangeOfPerson, PersonOutcome, PersonRefused};
pub use recoveries::{RecoveriesFilter, ReviewOutcome, ReviewRequested};
pub use repossession::RefusedRecord;
pub use search::Search;
pub use sessions::{Attempt, AttemptLimits, NewSession, SessionRecord, TokenHash};
pub use set_up::{AddCompanyResult, FirstAdmin, OlderLinks};
pub use write_off_process::{
    Attempted, ChangeOfProcess, Leased, Outgoing, ProcessRefused, ProcessesFilter, SettingsShown,
};

use self::db::Db;
use crate::database_location::{Location, PostgresUrl};
use crate::fault_points;
use crate::ids::IdSource;

/// Everything that is kept, wherever it is. Clones are the same store. Each method is one operation:
/// where it returns an error, nothing of it was done.
#[derive(Clone, Debug)]
pub struct Store {
    db: Arc<Db>,
    ids: IdSource,
}

/// How to open a store.
#[derive(Clone, Debug)]
pub struct Opening {
    pub location: Location,
    /// The owner of a database of `PostgreSQL`, who may bring its schema up to date where whoever
    /// connects may not.
    pub owner: Option<PostgresUrl>,
    /// How many connections to have to a database of `PostgreSQL`.
    pub connections_max: u32,
}

impl From<Location> for Opening {
    fn from(location: Location) -> Self {
        Self { location, owner: None, connections_max: CONNECTIONS_DEFAULT }
    }
}

/// Opens the store and brings its schema up to date. An embedded database, and its folder, is made
/// if there is none.
///
/// # Errors
///
/// When it cannot be opened, is no database of ours, or its schema is older than this release and
/// may not be changed.
pub async fn open(opening: &Opening, ids: &IdSource) -> Result<Store, StoreError> {
    let Opening { location, owner, connections_max } = opening;
    let db = match location {
        Location::Sqlite(path) => Db::open_sqlite(path).await?,
        Location::Postgres(url) => Db::open_postgres(url, owner.as_ref(), *connections_max).await?,
    };
    Ok(Store { db: Arc::new(db), ids: ids.clone() })
}

/// That a statement changed as many rows as were decided. It also is a fault point of that name.
fn exactly(what: &'static str, decided: usize, applied: u64) -> Result<(), StoreError> {
    fault_points::pass(what);
    if u64::try_from(decided).is_ok_and(|decided| decided == applied) {
        Ok(())
    } else {
        Err(StoreError::NotAsDecided { what, decided, applied })
    }
}

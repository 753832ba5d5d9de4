//! Reading a whole database at one moment, to verify it.

use super::AuditSnapshot;
use super::db::{postgres, sqlite};
use super::invariants::VerificationRun;
use super::{ExistingError, Location};

/// Checks every invariant of a database at one moment, also while servers work on it.
pub async fn invariants(database: &Location) -> Result<VerificationRun, ExistingError> {
    match database {
        Location::Sqlite(path) => sqlite::verify::verify(path).await,
        Location::Postgres(url) => Ok(postgres::verify::Moment::of(url).await?.verify().await?),
    }
}

/// The audit log of a database at one moment, also while servers go on writing.
pub async fn audit_log(database: &Location) -> Result<AuditSnapshot, ExistingError> {
    match database {
        Location::Sqlite(path) => sqlite::verify::audit_log(path).await,
        Location::Postgres(url) => Ok(postgres::verify::Moment::of(url).await?.audit_log()),
    }
}

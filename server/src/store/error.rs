//! What can go wrong with the database, apart from HTTP.

use sqlx::postgres::{PgDatabaseError, PgSeverity};
use thiserror::Error;

use crate::database_location::MalformedUrl;

/// Why an operation of the store did not happen. Nothing of it was done.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The wait for the database timed out; a retry may succeed.
    #[error("the database is busy")]
    Busy(#[source] sqlx::Error),
    /// The database's disk is full; it works again once there is room.
    #[error("there is no room left for the database")]
    Full(#[source] sqlx::Error),
    /// No server of the database takes writes; why, where that was looked at just now.
    #[error("no server of the database takes writes")]
    Unreachable(#[source] Option<sqlx::Error>),
    /// The connection broke, or leads to a server that no longer takes writes.
    #[error("the connection to the database was lost")]
    Lost(#[source] sqlx::Error),
    /// The database aborted a transaction that was in a deadlock or conflict with another.
    #[error("the database gave up on a transaction")]
    GivenUp(#[source] sqlx::Error),
    /// The database refused or broke.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the database's schema cannot be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The schema is older than this release, and who connects may not change it, or only looks.
    #[error(
        "the database's schema is older than this release: run `writeoff migrate` with the URL of \
         its owner"
    )]
    OldSchema(#[source] Option<sqlx::migrate::MigrateError>),
    /// Where the database is said to be makes no sense.
    #[error("there is no such place for a database")]
    Location(#[from] MalformedUrl),
    /// A row holds what the schema should have kept out.
    #[error("a stored value cannot be read: {0}")]
    Unreadable(String),
    /// The database did not do what was decided; everything was rolled back.
    #[error("{what}: {decided} decided, {applied} applied")]
    NotAsDecided {
        /// What was applied.
        what: &'static str,
        /// How many rows the decision has.
        decided: usize,
        /// How many rows were changed.
        applied: u64,
    },
    /// There are no identifiers to give.
    #[error(transparent)]
    Randomness(#[from] crate::ids::NoRandomness),
    /// A task that the operation runs on ended before its time.
    #[error("the operation was interrupted")]
    Interrupted(#[from] tokio::task::JoinError),
}

impl StoreError {
    /// Whether it is about what was written, so that the same with other data may succeed.
    pub(super) const fn is_about_the_data(&self) -> bool {
        matches!(self, Self::Database(_) | Self::Unreadable(_) | Self::NotAsDecided { .. })
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match kind(&error) {
            Kind::Busy => Self::Busy(error),
            Kind::Full => Self::Full(error),
            Kind::Lost => Self::Lost(error),
            Kind::GivenUp => Self::GivenUp(error),
            Kind::Other => Self::Database(error),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Busy,
    Full,
    Lost,
    GivenUp,
    Other,
}

fn kind(error: &sqlx::Error) -> Kind {
    match error {
        sqlx::Error::PoolTimedOut => Kind::Busy,
        sqlx::Error::Io(_) | sqlx::Error::PoolClosed => Kind::Lost,
        sqlx::Error::Database(database) => {
            let code = database.code().unwrap_or_default();
            if let Some(error) = database.try_downcast_ref::<PgDatabaseError>() {
                let ended = matches!(error.severity(), PgSeverity::Fatal | PgSeverity::Panic);
                postgres_kind(&code, ended)
            } else {
                sqlite_kind(&code)
            }
        }
        _ => Kind::Other,
    }
}

/// `SQLITE_BUSY` (5) and `SQLITE_LOCKED` (6) with their extended codes, whose low byte they are;
/// `SQLITE_FULL` (13), and `SQLITE_IOERR_SHMSIZE` (4874): no room for the log's index.
fn sqlite_kind(code: &str) -> Kind {
    match code.parse::<u32>() {
        Ok(13 | 4874) => Kind::Full,
        Ok(code) if matches!(code & 0xff, 5 | 6) => Kind::Busy,
        _ => Kind::Other,
    }
}

/// By SQLSTATE (appendix A of the manual), and whether the connection ended with it.
fn postgres_kind(code: &str, ended: bool) -> Kind {
    match code {
        // serialization_failure, deadlock_detected
        "40001" | "40P01" => Kind::GivenUp,
        // lock_not_available, query_canceled (by its time), too_many_connections
        "55P03" | "57014" | "53300" => Kind::Busy,
        // disk_full
        "53100" => Kind::Full,
        // read_only_sql_transaction, idle_in_transaction_session_timeout, and what a server says
        // that goes down, has crashed, or is not up yet
        "25006" | "25P03" | "57P01" | "57P02" | "57P03" => Kind::Lost,
        // connection exceptions
        code if code.starts_with("08") => Kind::Lost,
        // Something inside gave up on the connection: a new one on a full disk, for one.
        code if ended && code.starts_with("XX") => Kind::Lost,
        _ => Kind::Other,
    }
}

/// What cannot be read out of a row.
macro_rules! unreadable {
    ($($error:ty),*) => {$(
        impl From<$error> for StoreError {
            fn from(error: $error) -> Self {
                Self::Unreadable(error.to_string())
            }
        }
    )*};
}

unreadable!(serde_json::Error, jiff::Error, std::num::TryFromIntError);

#[cfg(test)]
mod tests {
    use sqlx::sqlite::SqliteConnectOptions;
    use sqlx::{ConnectOptions as _, Executor as _};

    use super::*;

    #[tokio::test]
    async fn a_database_without_room_is_full() {
        let options = SqliteConnectOptions::new().in_memory(true).pragma("max_page_count", "1");
        let mut connection = options.connect().await.unwrap();
        let error = connection.execute("CREATE TABLE some (thing TEXT)").await.unwrap_err();
        assert!(matches!(StoreError::from(error), StoreError::Full(_)));
        let error = connection.execute("CREATE").await.unwrap_err();
        assert!(matches!(StoreError::from(error), StoreError::Database(_)));
    }

    #[test]
    fn a_code_says_what_can_be_done_about_it() {
        for (code, expected) in [
            ("40001", Kind::GivenUp),
            ("40P01", Kind::GivenUp),
            ("55P03", Kind::Busy),
            ("57014", Kind::Busy),
            ("53100", Kind::Full),
            ("25006", Kind::Lost),
            ("57P01", Kind::Lost),
            ("08006", Kind::Lost),
            ("23505", Kind::Other),
            ("XX000", Kind::Other),
            ("5", Kind::Other),
        ] {
            assert_eq!(postgres_kind(code, false), expected, "{code}");
        }
        assert_eq!(postgres_kind("XX000", true), Kind::Lost);
        assert_eq!(postgres_kind("28P01", true), Kind::Other);
        for (code, expected) in [
            ("5", Kind::Busy),
            ("517", Kind::Busy),
            ("6", Kind::Busy),
            ("13", Kind::Full),
            ("1", Kind::Other),
        ] {
            assert_eq!(sqlite_kind(code), expected, "{code}");
        }
    }
}

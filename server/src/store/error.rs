//! What can go wrong with the database, apart from HTTP.

use std::fmt;

use domain::AccountId;

/// Why an operation of the store did not happen. Nothing of it was done.
#[derive(Debug)]
pub enum StoreError {
    /// Everybody waits for the database, and the wait has its end. Later it may work.
    Busy(sqlx::Error),
    /// There is no room left where the database is. Once there is, it works again.
    Full(sqlx::Error),
    /// The database refused or broke.
    Database(sqlx::Error),
    /// The schema could not be brought up to date.
    Migration(sqlx::migrate::MigrateError),
    /// A row holds what the schema should have kept out.
    Unreadable(String),
    /// The database did not do what was decided; everything was rolled back.
    NotAsDecided {
        /// What was applied.
        what: &'static str,
        /// How many rows the decision has.
        decided: usize,
        /// How many rows were changed.
        applied: u64,
    },
    /// A journal entry does not add up to nothing.
    Unbalanced {
        /// The account that it is about.
        account: AccountId,
    },
    /// A task that the operation runs on ended before its time.
    Interrupted(tokio::task::JoinError),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(_) => f.write_str("the database is busy"),
            Self::Full(_) => f.write_str("there is no room left for the database"),
            Self::Database(_) => f.write_str("the database failed"),
            Self::Migration(_) => f.write_str("the database's schema cannot be brought up to date"),
            Self::Unreadable(what) => write!(f, "a stored value cannot be read: {what}"),
            Self::NotAsDecided { what, decided, applied } => {
                write!(f, "{what}: {decided} decided, {applied} applied")
            }
            Self::Unbalanced { account } => {
                write!(f, "the journal entry of {account} does not balance")
            }
            Self::Interrupted(_) => f.write_str("the operation was interrupted"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Busy(error) | Self::Full(error) | Self::Database(error) => Some(error),
            Self::Migration(error) => Some(error),
            Self::Interrupted(error) => Some(error),
            Self::Unreadable(_) | Self::NotAsDecided { .. } | Self::Unbalanced { .. } => None,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
        let is = |what: fn(&str) -> bool| code.as_deref().is_some_and(what);
        if is(is_busy) || matches!(error, sqlx::Error::PoolTimedOut) {
            Self::Busy(error)
        } else if is(is_full) {
            Self::Full(error)
        } else {
            Self::Database(error)
        }
    }
}

/// `SQLITE_BUSY` (5) and `SQLITE_LOCKED` (6) with their extended codes, whose low byte they are.
fn is_busy(code: &str) -> bool {
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6))
}

/// `SQLITE_FULL` (13), and `SQLITE_IOERR_SHMSIZE` (4874): no room for the log's index.
fn is_full(code: &str) -> bool {
    matches!(code, "13" | "4874")
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Migration(error)
    }
}

impl From<tokio::task::JoinError> for StoreError {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Interrupted(error)
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<jiff::Error> for StoreError {
    fn from(error: jiff::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<std::num::TryFromIntError> for StoreError {
    fn from(error: std::num::TryFromIntError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

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
}

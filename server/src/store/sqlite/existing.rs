//! Opening a database that must be there, without making or changing anything.

use std::fmt;
use std::path::{Path, PathBuf};

use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use super::{MIGRATIONS, WAIT};
use crate::store::StoreError;

/// `SQLITE_NOTADB`: the file holds something else.
const NOT_A_DATABASE: &str = "26";

/// Why a database that should be there cannot be used as it is.
#[derive(Debug)]
pub enum ExistingError {
    /// There is no such file.
    Missing(PathBuf),
    /// It is a file of something else.
    NotOurs(PathBuf),
    /// Its schema is behind this program.
    Older(PathBuf),
    /// Its schema is ahead of this program.
    Newer(PathBuf),
    /// It could not be read.
    Store(StoreError),
}

impl fmt::Display for ExistingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "there is no database {}", path.display()),
            Self::NotOurs(path) => write!(f, "{} is not a database of Writeoff", path.display()),
            Self::Older(path) => write!(
                f,
                "{} was made by an older version of this program; `writeoff serve` brings it up \
                 to date when it starts",
                path.display()
            ),
            Self::Newer(path) => write!(
                f,
                "{} was made by a newer version of this program; use that one",
                path.display()
            ),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl ExistingError {
    /// The same of another file, of which the one that was opened is a copy.
    pub(super) fn about(self, path: &Path) -> Self {
        let path = path.to_owned();
        match self {
            Self::Missing(_) => Self::Missing(path),
            Self::NotOurs(_) => Self::NotOurs(path),
            Self::Older(_) => Self::Older(path),
            Self::Newer(_) => Self::Newer(path),
            Self::Store(error) => Self::Store(error),
        }
    }
}

impl std::error::Error for ExistingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store(error) => error.source(),
            _ => None,
        }
    }
}

impl<E: Into<StoreError>> From<E> for ExistingError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

/// A connection to a database that is there; it may not write rows.
pub(super) async fn open(path: &Path) -> Result<SqliteConnection, ExistingError> {
    if !path.is_file() {
        return Err(ExistingError::Missing(path.to_owned()));
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .busy_timeout(WAIT)
        .pragma("trusted_schema", "OFF")
        .pragma("query_only", "ON");
    options.connect().await.map_err(|error| named(error, path))
}

/// That the schema is the one that this program knows.
pub(super) async fn check_version(
    connection: &mut SqliteConnection,
    path: &Path,
) -> Result<(), ExistingError> {
    let applied: Vec<i64> =
        match sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success")
            .fetch_all(&mut *connection)
            .await
        {
            Ok(applied) => applied,
            Err(error) => return Err(unreadable(error, path)),
        };
    let known: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    if known.iter().any(|version| !applied.contains(version)) {
        return Err(ExistingError::Older(path.to_owned()));
    }
    if applied.iter().any(|version| !known.contains(version)) {
        return Err(ExistingError::Newer(path.to_owned()));
    }
    Ok(())
}

/// A table that every database of ours has is not there, or nothing can be read at all.
fn unreadable(error: sqlx::Error, path: &Path) -> ExistingError {
    let no_table = matches!(
        &error,
        sqlx::Error::Database(database) if database.message().contains("no such table")
    );
    if no_table { ExistingError::NotOurs(path.to_owned()) } else { named(error, path) }
}

fn named(error: sqlx::Error, path: &Path) -> ExistingError {
    let other = matches!(
        &error,
        sqlx::Error::Database(database) if database.code().is_some_and(|code| code == NOT_A_DATABASE)
    );
    if other { ExistingError::NotOurs(path.to_owned()) } else { error.into() }
}

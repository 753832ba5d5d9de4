//! Opening a database that must be there, without making or changing anything.

use std::path::Path;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use super::{MIGRATIONS, WAIT};
use crate::store::existing::{ExistingError, compare};

/// `SQLITE_NOTADB`: the file holds something else.
const NOT_A_DATABASE: &str = "26";

/// A connection to a database that is there; it may not write rows.
pub(super) async fn open(path: &Path) -> Result<SqliteConnection, ExistingError> {
    if !path.is_file() {
        return Err(ExistingError::Missing(path.display().to_string()));
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
    compare(&applied, &known, path.display())
}

/// A table that every database of ours has is not there, or nothing can be read at all.
fn unreadable(error: sqlx::Error, path: &Path) -> ExistingError {
    let no_table = matches!(
        &error,
        sqlx::Error::Database(database) if database.message().contains("no such table")
    );
    if no_table { ExistingError::NotOurs(path.display().to_string()) } else { named(error, path) }
}

fn named(error: sqlx::Error, path: &Path) -> ExistingError {
    let other = matches!(
        &error,
        sqlx::Error::Database(database) if database.code().is_some_and(|code| code == NOT_A_DATABASE)
    );
    if other { ExistingError::NotOurs(path.display().to_string()) } else { error.into() }
}

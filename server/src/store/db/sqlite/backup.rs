//! Copying a database while others work on it, and taking the place of one.

use std::fmt;
use std::io;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use super::existing;
use super::lock::Lock;
use super::{SqliteDb, WAIT};
use crate::store::{ExistingError, StoreError};

/// Copies the database, as it is at one moment, into an empty file. Whoever writes meanwhile is not
/// kept from it.
pub async fn copy(database: &Path, to: &Path) -> Result<(), ExistingError> {
    let mut connection = existing::open(database).await?;
    existing::check_version(&mut connection, database).await?;
    connection.close().await?;
    let mut connection = SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(false)
        .busy_timeout(WAIT)
        .connect()
        .await?;
    let to = to
        .to_str()
        .ok_or_else(|| StoreError::Unreadable(format!("the path {} is no text", to.display())))?;
    let copied = sqlx::query("VACUUM INTO ?1").bind(to).execute(&mut connection).await;
    connection.close().await?;
    copied?;
    Ok(())
}

/// Brings the schema of a copy up to date, if it is older. The errors name what it is a copy of.
///
/// # Errors
///
/// When it is no database of ours, or of a newer version.
pub async fn bring_up_to_date(copy: &Path, of: &Path) -> Result<(), ExistingError> {
    let mut connection = existing::open(copy).await.map_err(|error| error.about(of.display()))?;
    let version = existing::check_version(&mut connection, of).await;
    connection.close().await?;
    match version {
        Ok(()) => Ok(()),
        Err(ExistingError::Older(_)) => {
            SqliteDb::open(copy).await?.close().await;
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// A place of a database that nobody else uses while this is there.
pub struct HeldDatabase {
    _place: Lock,
    /// What is there, with its own lock taken, where it can be opened at all.
    _database: Option<SqliteConnection>,
}

impl fmt::Debug for HeldDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HeldDatabase")
    }
}

/// Takes the place of a database for oneself. What is there is made whole first: its log is copied
/// back into it. One that is broken is taken as it is.
///
/// # Errors
///
/// When anybody uses it.
pub async fn hold(database: &Path) -> io::Result<HeldDatabase> {
    let place = Lock::exclusive(database)?;
    let database = if database.is_file() { alone(database).await? } else { None };
    Ok(HeldDatabase { _place: place, _database: database })
}

async fn alone(database: &Path) -> io::Result<Option<SqliteConnection>> {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(false)
        .busy_timeout(Duration::ZERO);
    let opened = async {
        let mut connection = options.connect().await?;
        sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut connection).await?;
        sqlx::query("BEGIN EXCLUSIVE").execute(&mut connection).await?;
        Ok::<_, sqlx::Error>(connection)
    };
    match opened.await.map_err(StoreError::from) {
        Ok(connection) => Ok(Some(connection)),
        Err(StoreError::Busy(_)) => {
            let said = "the database is in use by another program";
            Err(io::Error::new(io::ErrorKind::ResourceBusy, said))
        }
        Err(error) => {
            tracing::warn!(%error, "what is replaced could not be opened; it is kept as it is");
            Ok(None)
        }
    }
}

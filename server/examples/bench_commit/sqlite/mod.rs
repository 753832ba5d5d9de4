//! On `SQLite`: copies of the file.

mod same_rows;
mod their_audit;
mod theirs;

use std::path::{Path, PathBuf};
use std::time::Duration;

use server::database_location::Location;
use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use crate::{AnyError, Work, ours};

/// A copy of the database that goes away with this.
struct Copy(PathBuf);

impl Copy {
    fn of(database: &Path, name: &str) -> Result<Self, AnyError> {
        let path = database.with_file_name(name);
        std::fs::copy(database, &path)?;
        // So that nobody's commit waits for the copying.
        std::fs::File::open(&path)?.sync_all()?;
        Ok(Self(path))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(suffix);
            // Two of them need not be there.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Commits in both ways, each on a new copy; looks at the rows if that is asked for.
pub(crate) async fn in_turn(
    database: &Path,
    work: &Work,
    look: bool,
) -> Result<(Duration, Duration), AnyError> {
    let our_copy = Copy::of(database, "bench-ours.db")?;
    let (ours, seen_json) = ours::commit(Location::Sqlite(our_copy.0.clone()), work).await?;
    let their_copy = Copy::of(database, "bench-theirs.db")?;
    let theirs = theirs::commit(&their_copy.0, work, &seen_json).await?;
    if look {
        same_rows::check(&our_copy.0, &their_copy.0).await?;
    }
    Ok((ours, theirs))
}

/// As the store opens its own: the same promises cost the same.
fn options(database: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(database)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("cache_size", "-16384")
        .pragma("temp_store", "MEMORY")
        .pragma("trusted_schema", "OFF")
        .pragma("recursive_triggers", "ON")
        .pragma("wal_autocheckpoint", "0")
        .disable_statement_logging()
}

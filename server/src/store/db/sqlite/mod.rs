//! The embedded database: `SQLite` in one file.
//!
//! One connection writes, and every write begins by taking the lock (`BEGIN IMMEDIATE`), so that
//! nothing fails half-way for want of it; a few others read. Commits are on disk before they are
//! acknowledged (`synchronous = FULL`). A connection of its own copies the log back into the
//! database, so that nobody waits for it.

mod backup;
pub(super) mod checkpoint;
mod existing;
mod lock;
pub(in crate::store) mod verify;

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

pub use self::backup::{HeldDatabase, bring_up_to_date, copy, hold};

use self::checkpoint::Checkpointer;
use self::lock::Lock;
use crate::fault_points;
use crate::store::StoreError;
use crate::store::health::PoolUse;

pub(in crate::store) static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Reading connections: reads are short, and there are rarely more cores than this.
const READERS_MAX: u32 = 4;

/// How long a request waits for a connection or a lock before it is refused as busy.
const WAIT: Duration = Duration::from_secs(5);

/// How long [`SqliteDb::ready`] waits for the writer: whoever has it for longer is writing, which is
/// what was to be found out.
const WRITER_WAIT: Duration = Duration::from_secs(1);

/// Page cache of a connection in KiB. The operating system's cache stands behind it.
const CACHE_KIB: &str = "-8192";

#[derive(Debug)]
pub(in crate::store) struct SqliteDb {
    pub(super) writer: SqlitePool,
    pub(super) readers: SqlitePool,
    pub(super) checkpointer: Checkpointer,
    _place: Lock,
}

impl SqliteDb {
    /// Opens the database of that path, makes it and its folder if there is none, and brings its
    /// schema up to date.
    pub(in crate::store) async fn open(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| StoreError::Database(sqlx::Error::Io(error)))?;
        }
        let place = Lock::shared(path).map_err(sqlx::Error::Io)?;
        let options = connect_options(path);
        let mut migrator = options.connect().await?;
        MIGRATIONS.run(&mut migrator).await?;
        migrator.close().await?;
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            // A file does not hang up; and a connection is tested when it comes back.
            .test_before_acquire(false)
            .after_release(|connection, _| Box::pin(is_between_transactions(connection)))
            .acquire_timeout(WAIT)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(writer_options(&options))
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS_MAX)
            // All at once, and for as long as the server runs: an opening that is given up half-way
            // goes on in a thread that `close` knows nothing of.
            .min_connections(READERS_MAX)
            .test_before_acquire(false)
            .acquire_timeout(WAIT)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone().pragma("query_only", "ON"))
            .await?;
        let checkpointer = Checkpointer::start(options);
        Ok(Self { writer, readers, checkpointer, _place: place })
    }

    pub(super) async fn ready(&self) -> Result<(), StoreError> {
        let applied: Vec<i64> =
            sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success")
                .fetch_all(&self.readers)
                .await?;
        if let Some(missing) = MIGRATIONS.iter().find(|one| !applied.contains(&one.version)) {
            let version = missing.version;
            return Err(StoreError::Unreadable(format!("migration {version} is not there")));
        }
        let turn = async {
            self.writer
                .begin_with("BEGIN IMMEDIATE")
                .await?
                .rollback()
                .await
                .map_err(StoreError::from)
        };
        match tokio::time::timeout(WRITER_WAIT, turn).await {
            Ok(Err(StoreError::Busy(_))) | Err(_) => Ok(()),
            Ok(taken) => taken,
        }
    }

    pub(super) fn pools(&self) -> Vec<PoolUse> {
        let of = |name, max, pool: &SqlitePool| {
            let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
            PoolUse { name, max, in_use: pool.size().saturating_sub(idle) }
        };
        vec![of("writer", 1, &self.writer), of("readers", READERS_MAX, &self.readers)]
    }

    /// The last connection leaves a database without a log.
    pub(super) async fn close(&self) {
        self.checkpointer.stop().await;
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// What a statement would need to undo itself alone is kept in memory: by default, `SQLite` writes a
/// copy of every page that the statement changes to a temporary file. Not for migrations, which sort
/// whole tables.
fn writer_options(options: &SqliteConnectOptions) -> SqliteConnectOptions {
    options.clone().pragma("temp_store", "MEMORY")
}

/// Whether a connection that comes back may be used again.
///
/// On a full disk `SQLite` undoes a transaction by itself. The rollback that follows then fails, and
/// the connection would take itself to be in a transaction for ever after: it is closed instead, and
/// the next write opens another.
async fn is_between_transactions(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // Answered after the rollback, which waits in the same queue.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

fn connect_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(if fault_points::durable() {
            SqliteSynchronous::Full
        } else {
            SqliteSynchronous::Off
        })
        .foreign_keys(true)
        .busy_timeout(WAIT)
        .pragma("cache_size", CACHE_KIB)
        // Functions in a schema that somebody else wrote must not do anything on our behalf.
        .pragma("trusted_schema", "OFF")
        // So that `INSERT OR REPLACE` runs into the append-only triggers too.
        .pragma("recursive_triggers", "ON")
        // The checkpointer does it.
        .pragma("wal_autocheckpoint", "0")
}

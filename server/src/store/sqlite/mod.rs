//! The embedded database: `SQLite` in one file.
//!
//! One connection writes and every write begins by taking the lock (`BEGIN IMMEDIATE`), so that
//! nothing ever fails half-way for want of it; a few others read. Commits are on disk before they
//! are acknowledged (`synchronous = FULL`). Copying the log back into the database is left to a
//! connection of its own, so that nobody waits for it.

mod account;
mod accounts;
mod actions;
mod apply;
mod audit;
mod backup;
mod bulk_write_off;
mod checkpoint;
mod existing;
mod facts;
mod failed_attempts;
mod health;
mod lock;
mod notifications;
mod operation;
mod people;
mod portfolio;
mod recorded;
mod repossession;
mod sessions;
mod settle;
mod terms;
#[cfg(test)]
mod told;
mod verify;

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _, Sqlite, SqliteConnection, Transaction};

pub use self::audit::audit_snapshot;
pub use self::backup::{Held, bring_up_to_date, copy, hold};
pub use self::verify::look;

use self::checkpoint::Checkpointer;
use self::lock::Lock;
use super::{Store, StoreError};
use crate::background::{self, Cores};
use crate::fault_points;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Reading connections: reads are short, and there are rarely more cores than this.
const READERS_MAX: u32 = 4;

/// Reading connections for what takes long: one for a file that is previewed, an operation or a long
/// list, and one to help the writer.
const LONG_READERS_MAX: u32 = 2;

/// From so many accounts or lines on, a read is one that takes long.
const LONG: usize = 200;

/// How long a request waits for a connection or a lock before it is told to come back.
const WAIT: Duration = Duration::from_secs(5);

/// Bytes of a page of a new database; an existing one keeps its own. Accounts of a file lie all over
/// a large portfolio, so that each row is on a page of its own, which is read and written as a whole.
const PAGE_BYTES: u32 = 2048;

/// Page cache of the writer in KiB: somewhat more than what a write-off of 2,000 accounts changes in
/// a large portfolio. Pages are read again from the operating system's cache in less time than it
/// takes to find them in a larger one that the processor's own caches do not hold.
const WRITER_CACHE_KIB: &str = "-8192";

/// Page cache of a reader in KiB. The operating system's cache stands behind it.
const READER_CACHE_KIB: &str = "-4096";

/// The store on `SQLite`.
#[derive(Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
    long_readers: SqlitePool,
    checkpointer: Checkpointer,
    _place: Lock,
}

impl Store for SqliteStore {}

impl SqliteStore {
    /// Opens the database of that path, makes it and its folder if there is none, and brings its
    /// schema up to date.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or is no database of ours.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|error| StoreError::Database(sqlx::Error::Io(error)))?;
        }
        let place = Lock::shared(path).map_err(sqlx::Error::Io)?;
        let options = connect_options(path);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            // A file does not hang up; and a connection is asked when it comes back.
            .test_before_acquire(false)
            .after_connect(|connection, _| Box::pin(gives_way(connection, Cores::AllButOne)))
            .after_release(|connection, _| Box::pin(is_between_transactions(connection)))
            .acquire_timeout(WAIT)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(writer_options(&options))
            .await?;
        let mut migrator = options.connect().await?;
        MIGRATIONS.run(&mut migrator).await?;
        migrator.close().await?;
        let mut write = writer.begin_with("BEGIN IMMEDIATE").await?;
        audit::carry_over(&mut write).await?;
        write.commit().await?;
        terms::make_missing(&writer).await?;
        let read_only =
            options.clone().pragma("cache_size", READER_CACHE_KIB).pragma("query_only", "ON");
        let readers = reader_options(READERS_MAX).connect_with(read_only.clone()).await?;
        let long_readers = reader_options(LONG_READERS_MAX)
            .after_connect(|connection, _| Box::pin(gives_way(connection, Cores::All)))
            // One is always there for the writer, which does not wait for it.
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(read_only)
            .await?;
        let checkpointer = Checkpointer::start(options);
        Ok(Self { writer, readers, long_readers, checkpointer, _place: place })
    }

    /// Begins a write: from here on nobody else writes until it ends.
    async fn begin_write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// Where so many accounts or lines are read, so that a long read stands in nobody's way.
    fn readers_of(&self, rows: usize) -> &SqlitePool {
        if rows < LONG { &self.readers } else { &self.long_readers }
    }

    /// Begins a read: everything in it sees the same moment.
    async fn begin_read(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }
}

fn reader_options(most: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(most).test_before_acquire(false).acquire_timeout(WAIT)
}

/// What a statement would need to undo itself alone is kept in memory: by itself, `SQLite` writes a
/// copy of every page that the statement changes to a temporary file. Not for migrations, which sort
/// whole tables.
fn writer_options(options: &SqliteConnectOptions) -> SqliteConnectOptions {
    options.clone().pragma("cache_size", WRITER_CACHE_KIB).pragma("temp_store", "MEMORY")
}

/// So many of `SQLite`'s instructions run between two pauses: less than a millisecond's work.
const INSTRUCTIONS: i32 = 250;

/// Has the thread of a connection give way to those that others wait for: it works for as long as a
/// file takes.
async fn gives_way(connection: &mut SqliteConnection, cores: Cores) -> Result<(), sqlx::Error> {
    // What is called in the middle of a statement is called on the thread that runs it.
    let mut given = false;
    connection.lock_handle().await?.set_progress_handler(1, move || {
        if !given {
            background::give_way(cores);
        }
        given = true;
        true
    });
    sqlx::query("SELECT 1").execute(&mut *connection).await?;
    connection.lock_handle().await?.set_progress_handler(INSTRUCTIONS, || {
        background::pause();
        true
    });
    Ok(())
}

/// Whether a connection that comes back may be used again.
///
/// On a full disk `SQLite` has undone a transaction before anybody asks it to. The rollback that
/// follows then fails, and the connection would take itself to be in a transaction for ever after:
/// it is closed instead, and the next write opens another.
async fn is_between_transactions(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // Answered after the rollback, which waits in the same queue.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

fn connect_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .page_size(PAGE_BYTES)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(if fault_points::durable() {
            SqliteSynchronous::Full
        } else {
            SqliteSynchronous::Off
        })
        .foreign_keys(true)
        .busy_timeout(WAIT)
        // Functions in a schema that somebody else wrote must not do anything on our behalf.
        .pragma("trusted_schema", "OFF")
        // So that `INSERT OR REPLACE` runs into the append-only triggers too.
        .pragma("recursive_triggers", "ON")
        // The checkpointer does it.
        .pragma("wal_autocheckpoint", "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The niceness of the thread that runs the connection's statements, and how many cores it has.
    #[cfg(target_os = "linux")]
    async fn niceness_and_cores(connection: &mut SqliteConnection) -> (i32, u32) {
        let (tell, told) = std::sync::mpsc::channel();
        connection.lock_handle().await.unwrap().set_progress_handler(1, move || {
            let niceness = rustix::process::getpriority_process(None).unwrap();
            let cores = rustix::thread::sched_getaffinity(None).unwrap().count();
            tell.send((niceness, cores)).is_ok()
        });
        sqlx::query("SELECT 1").execute(&mut *connection).await.unwrap();
        connection.lock_handle().await.unwrap().remove_progress_handler();
        told.recv().unwrap()
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn who_works_for_long_gives_way_to_who_reads() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("test.db")).await.unwrap();
        let (reader, cores) = niceness_and_cores(&mut store.readers.acquire().await.unwrap()).await;
        let niceness = (reader + background::NICENESS).min(19);
        let all_but_one = cores.saturating_sub(1).max(1);
        for (long, cores) in [(&store.writer, all_but_one), (&store.long_readers, cores)] {
            let long = niceness_and_cores(&mut long.acquire().await.unwrap()).await;
            assert_eq!(long, (niceness, cores));
        }
    }

    /// How often the thread that runs the connection's statements paused since it began.
    async fn paused(connection: &mut SqliteConnection) -> usize {
        let (tell, told) = std::sync::mpsc::channel();
        let mut handle = connection.lock_handle().await.unwrap();
        handle
            .create_collation("telling", move |one, other| {
                tell.send(background::paused()).unwrap();
                one.cmp(other)
            })
            .unwrap();
        drop(handle);
        sqlx::query("SELECT 'a' < 'b' COLLATE telling").execute(connection).await.unwrap();
        told.recv().unwrap()
    }

    #[tokio::test]
    async fn who_works_for_long_pauses() {
        const LONG: &str = "WITH RECURSIVE one (value) AS (
                SELECT 1 UNION ALL SELECT value + 1 FROM one WHERE value < 10000)
            SELECT count(*) FROM one";
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("test.db")).await.unwrap();
        for (pool, pauses) in
            [(&store.writer, true), (&store.long_readers, true), (&store.readers, false)]
        {
            let mut connection = pool.acquire().await.unwrap();
            let before = paused(&mut connection).await;
            sqlx::query(LONG).execute(&mut *connection).await.unwrap();
            let times = paused(&mut connection).await - before;
            assert_eq!(times > 100, pauses, "{times}");
        }
    }

    /// More than fits into what room is left.
    const LARGE: &str = "INSERT INTO operating_company
         SELECT 1, 'XX', hex(zeroblob(1000000)), 'EUR', 2, 'UTC', 90, 30";

    async fn allow_pages(store: &SqliteStore, most: u32) {
        let pragma = format!("PRAGMA max_page_count = {most}");
        sqlx::query(sqlx::AssertSqlSafe(pragma)).execute(&store.writer).await.unwrap();
    }

    #[tokio::test]
    async fn writes_go_on_after_the_disk_was_full() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("test.db")).await.unwrap();
        allow_pages(&store, 200).await;
        for _ in 0..2 {
            let mut write = store.begin_write().await.unwrap();
            let refused = sqlx::query(LARGE).execute(&mut *write).await.unwrap_err();
            assert!(matches!(StoreError::from(refused), StoreError::Full(_)));
            drop(write);
            allow_pages(&store, 200).await;
        }
        allow_pages(&store, 100_000).await;
        let mut write = store.begin_write().await.unwrap();
        sqlx::query(LARGE).execute(&mut *write).await.unwrap();
        write.commit().await.unwrap();
    }

    /// The temporary files that this process has open.
    #[cfg(target_os = "linux")]
    fn temporary_files() -> Vec<std::path::PathBuf> {
        let open = std::fs::read_dir("/proc/self/fd").unwrap();
        let files = open.filter_map(|one| std::fs::read_link(one.unwrap().path()).ok());
        files.filter(|file| file.to_string_lossy().contains("etilqs_")).collect()
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn a_large_statement_writes_no_temporary_file() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("test.db")).await.unwrap();
        let mut write = store.begin_write().await.unwrap();
        for statement in [
            "INSERT INTO operating_company
             SELECT value, 'C' || value, 'Company ' || value, 'EUR', 2, 'UTC', 90, 30
               FROM (WITH RECURSIVE one (value) AS (
                         SELECT 1 UNION ALL SELECT value + 1 FROM one WHERE value < 5000)
                     SELECT value FROM one)",
            "UPDATE operating_company SET name = name || ' and sons'",
        ] {
            sqlx::query(statement).execute(&mut *write).await.unwrap();
        }
        assert_eq!(temporary_files(), Vec::<std::path::PathBuf>::new());
    }
}

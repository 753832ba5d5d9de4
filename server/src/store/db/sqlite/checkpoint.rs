//! Copying the log back into the database, while nobody waits for it.

use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::sync::{Mutex, Notify};
use tokio::task::JoinHandle;

/// How long small writes may gather in the log: it stays short, and nobody notices the copying.
const AT_LATEST_EVERY: Duration = Duration::from_secs(30);

/// The task that does it. Clones are the same task.
#[derive(Clone, Debug)]
pub(in crate::store::db) struct Checkpointer {
    wake: Arc<Notify>,
    stop: Arc<Notify>,
    task: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Checkpointer {
    pub(super) fn start(options: SqliteConnectOptions) -> Self {
        let wake = Arc::new(Notify::new());
        let stop = Arc::new(Notify::new());
        let task = tokio::spawn(run(options, Arc::clone(&wake), Arc::clone(&stop)));
        Self { wake, stop, task: Arc::new(Mutex::new(Some(task))) }
    }

    /// Says that a lot was written.
    pub(in crate::store::db) fn wake(&self) {
        self.wake.notify_one();
    }

    /// Ends the task, after what it is doing.
    pub(super) async fn stop(&self) {
        self.stop.notify_one();
        if let Some(task) = self.task.lock().await.take()
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the checkpointer did not end well");
        }
    }
}

async fn run(options: SqliteConnectOptions, wake: Arc<Notify>, stop: Arc<Notify>) {
    let mut connection = None;
    loop {
        tokio::select! {
            () = stop.notified() => break,
            () = wake.notified() => (),
            () = tokio::time::sleep(AT_LATEST_EVERY) => (),
        }
        if let Err(error) = checkpoint(&options, &mut connection).await {
            // The log only grows meanwhile; nothing is lost, and the next round tries again.
            tracing::warn!(%error, "the log could not be copied back");
        }
    }
    if let Some(connection) = connection
        && let Err(error) = connection.close().await
    {
        tracing::warn!(%error, "the checkpointer's connection did not close");
    }
}

/// Passive: never waits for readers or the writer, and never makes them wait.
///
/// A log of which everything is copied is cut off, unless somebody reads from it or writes just
/// now. To write over it, the operating system has to read it from the disk again, if it needed the
/// memory meanwhile: that takes longer than all else that a write-off does.
async fn checkpoint(
    options: &SqliteConnectOptions,
    connection: &mut Option<SqliteConnection>,
) -> Result<(), sqlx::Error> {
    let connection = if let Some(connection) = connection {
        connection
    } else {
        connection.insert(options.clone().busy_timeout(Duration::ZERO).connect().await?)
    };
    let (busy, in_log, copied): (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(&mut *connection).await?;
    if busy == 0 && in_log > 0 && in_log == copied {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(connection).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::SqliteDb;
    use super::*;

    fn log_bytes(database: &Path) -> u64 {
        std::fs::metadata(database.with_extension("db-wal")).unwrap().len()
    }

    #[tokio::test]
    async fn the_log_is_cut_off_once_nobody_reads_from_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.db");
        let store = SqliteDb::open(&path).await.unwrap();
        let options = super::super::connect_options(&path);
        let mut connection = None;
        let mut write = store.writer.begin_with("BEGIN IMMEDIATE").await.unwrap();
        let added = "INSERT INTO operating_company VALUES (1, 'XX', 'X', 'EUR', 2, 'UTC', 90, 30, 'fees,tax,principal', 0, 2)";
        sqlx::query(added).execute(&mut *write).await.unwrap();
        write.commit().await.unwrap();
        let mut read = store.readers.begin().await.unwrap();
        let companies = "SELECT count(*) FROM operating_company";
        let _: i64 = sqlx::query_scalar(companies).fetch_one(&mut *read).await.unwrap();
        checkpoint(&options, &mut connection).await.unwrap();
        assert!(log_bytes(&path) > 0, "somebody reads");
        read.rollback().await.unwrap();
        checkpoint(&options, &mut connection).await.unwrap();
        assert_eq!(log_bytes(&path), 0);
    }
}

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
pub(super) struct Checkpointer {
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
    pub(super) fn wake(&self) {
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
async fn checkpoint(
    options: &SqliteConnectOptions,
    connection: &mut Option<SqliteConnection>,
) -> Result<(), sqlx::Error> {
    let connection = match connection {
        Some(connection) => connection,
        None => connection.insert(options.connect().await?),
    };
    sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(connection).await?;
    Ok(())
}

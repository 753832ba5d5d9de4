//! The connections of a server to its database, and whether there is one at all.
//!
//! A pool alone would let each request wait for its whole time when the database is gone. So a task
//! watches, with a connection of its own: while no server takes writes everybody is told at once,
//! and when one does again, another one perhaps, connections lead there.

use std::sync::Arc;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _, Postgres, Transaction};
use tokio::sync::{Mutex, Notify, watch};
use tokio::task::JoinHandle;

use super::SERVER_ROLE;
use super::leader::{self, Leader};
use crate::store::StoreError;
use crate::store::health::PoolUse;

/// Connections of one server: reads are short and commits few. A hundred of them, which is what
/// `PostgreSQL` allows by default, do for several servers.
pub const CONNECTIONS_DEFAULT: u32 = 10;

/// How long a request waits for a connection before it is told to come back.
const WAIT: Duration = Duration::from_secs(3);

/// How often to look whether the database is there: nobody waits longer than this for one that has
/// gone.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How long the database has to answer when looked at. It may be busy, which is not gone.
const LOOK_WAIT: Duration = Duration::from_secs(5);

/// What each connection is told first. A statement or a lock that takes longer has gone wrong, and
/// is given up before the request is; so is a transaction that its server has forgotten.
///
/// Everything is looked up by its key, a few thousand rows at most: the last three keep the planner
/// from reading whole tables, several at once, and from compiling what takes milliseconds, so that
/// it takes as long with a million accounts as with ten thousand.
const SETTINGS: &str = "
    SET statement_timeout = '20s';
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '20s';
    SET random_page_cost = 1.1;
    SET max_parallel_workers_per_gather = 0;
    SET jit = off";

/// A pool of connections, and somebody who watches the database.
#[derive(Debug)]
pub(in crate::store::db) struct Connections {
    pool: PgPool,
    reachable: watch::Receiver<bool>,
    look: Arc<Notify>,
    stop: Arc<Notify>,
    watcher: Mutex<Option<JoinHandle<()>>>,
}

impl Connections {
    /// Connects to the server that takes writes.
    pub(in crate::store::db) async fn open(
        servers: Vec<PgConnectOptions>,
        connections_max: u32,
    ) -> Result<Self, StoreError> {
        let mut leader = leader::find(&servers).await?;
        // Said here, where it is an error in full: the pool would only try again.
        act_as_server(&mut leader.connection).await?;
        let pool = PgPoolOptions::new()
            .max_connections(connections_max)
            .acquire_timeout(WAIT)
            .after_connect(|connection, _| Box::pin(act_as_server(connection)))
            // Instead of the pool's own test, at the same price: a leader that was demoted answers.
            .test_before_acquire(false)
            .before_acquire(|connection, _| Box::pin(leader::takes_writes(connection)))
            .connect_lazy_with(leader.options.clone());
        let (say, reachable) = watch::channel(true);
        let look = Arc::new(Notify::new());
        let stop = Arc::new(Notify::new());
        let watcher = Watcher {
            servers: servers.into_iter().map(PgConnectOptions::disable_statement_logging).collect(),
            pool: pool.clone(),
            leader: Some(leader.connection),
            say,
        };
        let watcher = tokio::spawn(watcher.run(Arc::clone(&look), Arc::clone(&stop)));
        Ok(Self { pool, reachable, look, stop, watcher: Mutex::new(Some(watcher)) })
    }

    /// A connection to the server that takes writes.
    pub(in crate::store::db) async fn acquire(
        &self,
    ) -> Result<PoolConnection<Postgres>, StoreError> {
        self.while_reachable(self.pool.acquire()).await
    }

    /// A transaction, begun as `statement` says.
    pub(in crate::store::db) async fn begin(
        &self,
        statement: Option<&'static str>,
    ) -> Result<Transaction<'static, Postgres>, StoreError> {
        match statement {
            Some(statement) => self.while_reachable(self.pool.begin_with(statement)).await,
            None => self.while_reachable(self.pool.begin()).await,
        }
    }

    /// How busy they are.
    pub(in crate::store::db) fn in_use(&self) -> PoolUse {
        let idle = u32::try_from(self.pool.num_idle()).unwrap_or(u32::MAX);
        PoolUse {
            name: "connections",
            max: self.pool.options().get_max_connections(),
            in_use: self.pool.size().saturating_sub(idle),
        }
    }

    /// Asks for a look at the database: something about it looks wrong.
    pub(in crate::store::db) fn suspect(&self) {
        self.look.notify_one();
    }

    /// Closes every connection, once it is given back.
    pub(in crate::store::db) async fn close(&self) {
        self.stop.notify_one();
        if let Some(watcher) = self.watcher.lock().await.take()
            && let Err(error) = watcher.await
        {
            tracing::error!(%error, "watching the database did not end well");
        }
        self.pool.close().await;
    }

    /// What is waited for, or the news that the database is gone.
    async fn while_reachable<T>(
        &self,
        wanted: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, StoreError> {
        let mut reachable = self.reachable.clone();
        tokio::select! {
            biased;
            // An end of the watcher is not the end of the database.
            Ok(_) = reachable.wait_for(|reachable| !reachable) => Err(StoreError::Unreachable(None)),
            got = wanted => got.map_err(StoreError::from),
        }
    }
}

async fn act_as_server(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let statements = format!("SET ROLE {SERVER_ROLE};{SETTINGS}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(connection).await?;
    Ok(())
}

/// Watches the database.
struct Watcher {
    servers: Vec<PgConnectOptions>,
    pool: PgPool,
    leader: Option<PgConnection>,
    say: watch::Sender<bool>,
}

impl Watcher {
    async fn run(mut self, look: Arc<Notify>, stop: Arc<Notify>) {
        loop {
            tokio::select! {
                () = stop.notified() => break,
                () = look.notified() => (),
                () = tokio::time::sleep(LOOK_EVERY) => (),
            }
            let found = self.look().await;
            self.tell(found);
        }
        if let Some(connection) = self.leader
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the watching connection did not close");
        }
    }

    /// Looks at the server that took writes, and for another where it does not any more.
    async fn look(&mut self) -> Result<(), StoreError> {
        if let Some(mut connection) = self.leader.take() {
            let answer =
                tokio::time::timeout(LOOK_WAIT, leader::takes_writes(&mut connection)).await;
            if matches!(answer, Ok(Ok(true))) {
                self.leader = Some(connection);
                return Ok(());
            }
        }
        let Leader { connection, options } = leader::find(&self.servers).await?;
        self.pool.set_connect_options(options);
        self.leader = Some(connection);
        Ok(())
    }

    fn tell(&self, found: Result<(), StoreError>) {
        let reachable = found.is_ok();
        let news =
            self.say.send_if_modified(|said| std::mem::replace(said, reachable) != reachable);
        match found {
            Err(error) if news => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                tracing::error!(%error, cause, "no database takes writes");
            }
            Ok(()) if news => tracing::info!("a database takes writes again"),
            _ => (),
        }
    }
}

//! The only place that knows which database it is.
//!
//! The store writes each statement once, in the SQL that both databases understand, with `$1`
//! placeholders and a few tokens ([`text`]). Values are typed ([`value`]), rows are read by column
//! name into structs that derive `FromRow`. What the two databases do differently is here: how to
//! connect, begin, retry, lock, and number new rows.

mod after_load;
mod connection;
mod ids;
mod locks;
pub mod postgres;
mod query;
mod retry;
pub mod sqlite;
mod text;
mod value;

use std::path::Path;
use std::time::Duration;

pub(super) use self::connection::{Connection, Held};
pub(super) use self::ids::Numbered;
pub(super) use self::query::Query;
pub(super) use self::retry::Retry;
pub(super) use self::text::Rows;
pub(super) use self::value::{Day, Instant, Key};

use self::postgres::PostgresDb;
use self::sqlite::SqliteDb;
use super::StoreError;
use super::health::PoolUse;
use crate::database_location::PostgresUrl;
use crate::ids::IdSource;

/// How long a write that is not worth waiting for may wait.
const TOUCH_WAIT: Duration = Duration::from_secs(1);

/// A database: its connections, and who keeps them.
#[derive(Debug)]
pub(super) enum Db {
    Sqlite(SqliteDb),
    Postgres(PostgresDb),
}

impl Db {
    pub(super) async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        Ok(Self::Sqlite(SqliteDb::open(path).await?))
    }

    pub(super) async fn open_postgres(
        url: &PostgresUrl,
        owner: Option<&PostgresUrl>,
        connections_max: u32,
    ) -> Result<Self, StoreError> {
        Ok(Self::Postgres(PostgresDb::open(url, owner, connections_max).await?))
    }

    /// A connection for a single read.
    pub(super) async fn connection(&self) -> Result<Connection, StoreError> {
        Ok(match self {
            Self::Sqlite(db) => Connection::Sqlite(Held::Pooled(db.readers.acquire().await?)),
            Self::Postgres(db) => {
                Connection::Postgres(Held::Pooled(db.connections.acquire().await?))
            }
        })
    }

    /// Begins a read: every statement in it sees the same moment.
    pub(super) async fn begin_read(&self) -> Result<Connection, StoreError> {
        Ok(match self {
            Self::Sqlite(db) => Connection::Sqlite(Held::Transaction(db.readers.begin().await?)),
            Self::Postgres(db) => {
                let begin = Some("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                Connection::Postgres(Held::Transaction(db.connections.begin(begin).await?))
            }
        })
    }

    /// Begins a write. `SQLite` has one writer: from here on nobody else writes. On `PostgreSQL` it
    /// runs at `READ COMMITTED`, and takes the locks that it needs.
    pub(super) async fn begin_write(&self) -> Result<Connection, StoreError> {
        Ok(match self {
            Self::Sqlite(db) => {
                let transaction = db.writer.begin_with("BEGIN IMMEDIATE").await?;
                Connection::Sqlite(Held::Transaction(transaction))
            }
            Self::Postgres(db) => {
                Connection::Postgres(Held::Transaction(db.connections.begin(None).await?))
            }
        })
    }

    /// Begins a small write that is not worth waiting for; none where the writer is busy.
    pub(super) async fn begin_write_at_once(&self) -> Result<Option<Connection>, StoreError> {
        match self {
            Self::Sqlite(_) => match tokio::time::timeout(TOUCH_WAIT, self.begin_write()).await {
                Ok(Err(StoreError::Busy(_))) | Err(_) => Ok(None),
                Ok(begun) => begun.map(Some),
            },
            Self::Postgres(_) => self.begin_write().await.map(Some),
        }
    }

    /// The attempts that one write has.
    pub(super) fn retry<'a>(&'a self, ids: &'a IdSource) -> Retry<'a> {
        let connections = match self {
            Self::Sqlite(_) => None,
            Self::Postgres(db) => Some(&db.connections),
        };
        Retry::new(ids, connections)
    }

    /// Whether work can be sent here: the database can be written, and has at least the schema that
    /// this program knows. That others are writing at the moment is no reason against.
    pub(super) async fn ready(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(db) => db.ready().await,
            Self::Postgres(db) => db.ready().await,
        }
    }

    /// How busy the connections are at the moment.
    pub(super) fn pools(&self) -> Vec<PoolUse> {
        match self {
            Self::Sqlite(db) => db.pools(),
            Self::Postgres(db) => vec![db.connections.in_use()],
        }
    }

    /// Closes every connection, once what was begun is finished.
    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite(db) => db.close().await,
            Self::Postgres(db) => db.connections.close().await,
        }
    }

    /// After a large commit: has the log copied back into the database.
    pub(super) fn committed(&self) {
        if let Self::Sqlite(db) = self {
            db.checkpointer.wake();
        }
    }
}

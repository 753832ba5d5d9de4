//! SQL beside the server: to look behind its back, and to change what it does not expect.

use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use tokio::runtime::{Builder, Runtime};

use crate::Result;
use crate::database::Kind;

/// How long to wait for the server's writes.
const WAIT: Duration = Duration::from_secs(30);

/// A connection of our own, that may do anything.
#[derive(Debug)]
pub(crate) struct Sql {
    runtime: Runtime,
    connection: Connection,
}

#[derive(Debug)]
enum Connection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Does the same on either connection.
macro_rules! on_either {
    ($self:ident, |$connection:ident| $work:expr) => {
        match &mut $self.connection {
            Connection::Sqlite($connection) => $self.runtime.block_on($work),
            Connection::Postgres($connection) => $self.runtime.block_on($work),
        }
    };
}

impl Sql {
    /// Opens a connection to the database at that address.
    pub(crate) fn open(kind: Kind, address: &str) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let connection = match kind {
            Kind::Sqlite => {
                let options = SqliteConnectOptions::new().filename(address).busy_timeout(WAIT);
                let connecting = SqliteConnection::connect_with(&options);
                Connection::Sqlite(runtime.block_on(connecting)?)
            }
            Kind::Postgres => {
                Connection::Postgres(runtime.block_on(PgConnection::connect(address))?)
            }
        };
        Ok(Self { runtime, connection })
    }

    /// The first column of every row, as text.
    pub(crate) fn texts(&mut self, query: &str) -> Result<Vec<String>> {
        let query = AssertSqlSafe(query);
        Ok(on_either!(self, |connection| sqlx::query_scalar(query).fetch_all(connection))?)
    }

    /// The one number that a query yields.
    pub(crate) fn count(&mut self, query: &str) -> Result<u64> {
        let query = AssertSqlSafe(query);
        let count: i64 =
            on_either!(self, |connection| sqlx::query_scalar(query).fetch_one(connection))?;
        Ok(u64::try_from(count)?)
    }

    /// Does it, and says how many rows it was done to.
    pub(crate) fn execute(&mut self, statement: &str) -> Result<u64> {
        let query = AssertSqlSafe(statement);
        Ok(match &mut self.connection {
            Connection::Sqlite(connection) => {
                self.runtime.block_on(sqlx::query(query).execute(connection))?.rows_affected()
            }
            Connection::Postgres(connection) => {
                self.runtime.block_on(sqlx::query(query).execute(connection))?.rows_affected()
            }
        })
    }

    /// Closes it, so that what it holds is given back.
    pub(crate) fn close(self) -> Result {
        match self.connection {
            Connection::Sqlite(connection) => self.runtime.block_on(connection.close())?,
            Connection::Postgres(connection) => self.runtime.block_on(connection.close())?,
        }
        Ok(())
    }
}

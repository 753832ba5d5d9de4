//! SQL beside the server: to look behind its back, and to change what it does not expect.

use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use tokio::runtime::{Builder, Runtime};

use crate::Result;

/// How long to wait for the server's writes.
const WAIT: Duration = Duration::from_secs(30);

/// A connection of our own.
#[derive(Debug)]
pub(crate) struct Sql {
    runtime: Runtime,
    connection: SqliteConnection,
}

impl Sql {
    /// Opens a connection to the database at that address.
    pub(crate) fn open(address: &str) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let options = SqliteConnectOptions::new().filename(address).busy_timeout(WAIT);
        let connection = runtime.block_on(SqliteConnection::connect_with(&options))?;
        Ok(Self { runtime, connection })
    }

    /// The first column of every row, as text.
    pub(crate) fn texts(&mut self, query: &str) -> Result<Vec<String>> {
        let query = sqlx::query_scalar(AssertSqlSafe(query));
        Ok(self.runtime.block_on(query.fetch_all(&mut self.connection))?)
    }

    /// The one number that a query yields.
    pub(crate) fn count(&mut self, query: &str) -> Result<u64> {
        let query = sqlx::query_scalar::<_, i64>(AssertSqlSafe(query));
        let count = self.runtime.block_on(query.fetch_one(&mut self.connection))?;
        Ok(u64::try_from(count)?)
    }

    /// Does it, and says how many rows it was done to.
    pub(crate) fn execute(&mut self, statement: &str) -> Result<u64> {
        let query = sqlx::query(AssertSqlSafe(statement));
        Ok(self.runtime.block_on(query.execute(&mut self.connection))?.rows_affected())
    }

    /// Closes it, so that what it holds is given back.
    pub(crate) fn close(self) -> Result {
        Ok(self.runtime.block_on(self.connection.close())?)
    }
}

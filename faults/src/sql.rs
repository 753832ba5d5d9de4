//! SQL beside the server: to look behind its back, and to change what it does not expect.

use std::fmt;
use std::time::Duration;

use clap::ValueEnum;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use tokio::runtime::{Builder, Runtime};

use crate::Result;

/// How long to wait for the server's writes.
const WAIT: Duration = Duration::from_secs(30);

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// The embedded one
    Sqlite,
    /// One that several servers share
    Postgres,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        })
    }
}

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

/// A connection to the one of several servers that takes writes, or to the only one.
async fn leader(address: &str) -> Result<PgConnection> {
    let mut last = "there is no server".into();
    for address in each_server(address) {
        let taking_writes = async {
            let mut connection = PgConnection::connect(&address).await?;
            let question = "SELECT NOT pg_is_in_recovery()";
            let takes: bool = sqlx::query_scalar(question).fetch_one(&mut connection).await?;
            Ok::<_, sqlx::Error>(takes.then_some(connection))
        };
        match taking_writes.await {
            Ok(Some(connection)) => return Ok(connection),
            Ok(None) => last = "no server takes writes".into(),
            Err(error) => last = error.into(),
        }
    }
    Err(last)
}

/// `scheme://user@one,two/name` as an address each.
fn each_server(address: &str) -> Vec<String> {
    let parts = address.split_once('@').and_then(|(before, rest)| {
        let (servers, name) = rest.split_once('/')?;
        Some((before, servers, name))
    });
    match parts {
        Some((before, servers, name)) => {
            servers.split(',').map(|server| format!("{before}@{server}/{name}")).collect()
        }
        None => vec![address.to_owned()],
    }
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
            Kind::Postgres => Connection::Postgres(runtime.block_on(leader(address))?),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_several_servers_is_several() {
        assert_eq!(
            each_server("postgres://u@a:1,b:2/n"),
            ["postgres://u@a:1/n", "postgres://u@b:2/n"]
        );
        assert_eq!(each_server("postgres://u@%2Frun/n"), ["postgres://u@%2Frun/n"]);
        assert_eq!(each_server("postgres://a/n"), ["postgres://a/n"]);
    }
}

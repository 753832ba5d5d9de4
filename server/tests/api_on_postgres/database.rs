//! A database of the cluster, and looking into it behind the server's back.

use server::database_location::{Location, PostgresUrl};
use server::store::Opening;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;

use crate::postgres::{Cluster, Database};

/// A URL that makes sense.
pub(crate) fn url(text: &str) -> PostgresUrl {
    text.parse().unwrap()
}

/// A database of one test's own.
#[derive(Debug)]
pub(crate) struct TestDatabase(pub(crate) Database<'static>);

impl TestDatabase {
    /// A new one, of the cluster that goes away with the tests.
    pub(crate) async fn new() -> Self {
        Self(Cluster::shared().await.database().await)
    }

    /// How a server opens it.
    pub(crate) fn opening(&self) -> Opening {
        Location::Postgres(url(&self.0.text())).into()
    }

    /// The one number that a query yields.
    pub(crate) async fn number(&self, query: &str) -> i64 {
        let query = AssertSqlSafe(format!("SELECT CAST(({query}) AS bigint)"));
        sqlx::query_scalar(query).fetch_one(&mut self.0.administrator().await).await.unwrap()
    }

    /// The texts that a query yields.
    pub(crate) async fn texts(&self, query: &str) -> Vec<String> {
        let query = AssertSqlSafe(query.to_owned());
        sqlx::query_scalar(query).fetch_all(&mut self.0.administrator().await).await.unwrap()
    }

    /// Does something to the database, as somebody who may do anything; says how many rows it
    /// changed.
    pub(crate) async fn execute(&self, statement: &str) -> Result<u64, sqlx::Error> {
        let statement = AssertSqlSafe(statement.to_owned());
        let done = sqlx::query(statement).execute(&mut self.0.administrator().await).await?;
        Ok(done.rows_affected())
    }

    /// An instant as text, in SQL.
    pub(crate) fn instant(column: &str) -> String {
        format!("to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')")
    }

    /// Bytes in hexadecimal, in SQL.
    pub(crate) fn hex(column: &str) -> String {
        format!("encode({column}, 'hex')")
    }

    /// Lets no row into a table.
    pub(crate) async fn refuse_rows(&self, table: &str) {
        let check = format!("ALTER TABLE {table} ADD CONSTRAINT no_rows CHECK (false) NOT VALID");
        self.execute(&check).await.unwrap();
    }

    /// Lets rows into it again.
    pub(crate) async fn take_rows_again(&self, table: &str) {
        let check = format!("ALTER TABLE {table} DROP CONSTRAINT no_rows");
        self.execute(&check).await.unwrap();
    }

    /// Keeps everybody else from writing to a table, but not from reading it.
    pub(crate) async fn hold(&self, table: &str) -> Held {
        let mut held = Held(self.0.administrator().await);
        held.execute(&format!("BEGIN; LOCK TABLE {table} IN EXCLUSIVE MODE")).await;
        held
    }
}

/// A connection that keeps others from writing.
#[derive(Debug)]
pub(crate) struct Held(PgConnection);

impl Held {
    /// Does something meanwhile.
    pub(crate) async fn execute(&mut self, statements: &str) {
        let statements = AssertSqlSafe(statements.to_owned());
        sqlx::raw_sql(statements).execute(&mut self.0).await.unwrap();
    }

    /// Lets the others go on.
    pub(crate) async fn release(mut self) {
        self.execute("COMMIT").await;
    }
}

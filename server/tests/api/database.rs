//! A file of the embedded database, and looking into it behind the server's back.

use std::path::PathBuf;

use server::database_location::Location;
use server::store::Opening;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _};
use tempfile::TempDir;

/// A database of one test's own.
#[derive(Debug)]
pub(crate) struct TestDatabase {
    path: PathBuf,
    _folder: TempDir,
}

impl TestDatabase {
    /// A new one, in a folder that goes away with it.
    #[expect(clippy::unused_async, reason = "of another kind of database it takes a while")]
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { path: folder.path().join("test.db"), _folder: folder }
    }

    /// How a server opens it.
    pub(crate) fn opening(&self) -> Opening {
        Location::Sqlite(self.path.clone()).into()
    }

    /// A connection of its own, as another program would have.
    async fn connect(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(&self.path).foreign_keys(true);
        options.disable_statement_logging().connect().await.unwrap()
    }

    /// The one number that a query yields.
    pub(crate) async fn number(&self, query: &str) -> i64 {
        let query = AssertSqlSafe(format!("SELECT CAST(({query}) AS bigint)"));
        sqlx::query_scalar(query).fetch_one(&mut self.connect().await).await.unwrap()
    }

    /// The texts that a query yields.
    pub(crate) async fn texts(&self, query: &str) -> Vec<String> {
        let query = AssertSqlSafe(query.to_owned());
        sqlx::query_scalar(query).fetch_all(&mut self.connect().await).await.unwrap()
    }

    /// Does something to the database; says how many rows it changed.
    pub(crate) async fn execute(&self, statement: &str) -> Result<u64, sqlx::Error> {
        let statement = AssertSqlSafe(statement.to_owned());
        let done = sqlx::query(statement).execute(&mut self.connect().await).await?;
        Ok(done.rows_affected())
    }

    /// An instant as text, in SQL.
    pub(crate) fn instant(column: &str) -> String {
        column.to_owned()
    }

    /// Bytes in hexadecimal, in SQL.
    pub(crate) fn hex(column: &str) -> String {
        format!("hex({column})")
    }

    /// Lets no row into a table.
    pub(crate) async fn refuse_rows(&self, table: &str) {
        let trigger = format!(
            "CREATE TRIGGER no_rows_in_{table} BEFORE INSERT ON {table}
             BEGIN SELECT RAISE(ABORT, 'no rows'); END"
        );
        self.execute(&trigger).await.unwrap();
    }

    /// Lets rows into it again.
    pub(crate) async fn take_rows_again(&self, table: &str) {
        self.execute(&format!("DROP TRIGGER no_rows_in_{table}")).await.unwrap();
    }

    /// Keeps everybody else from writing to a table (here to any), but not from reading it.
    pub(crate) async fn hold(&self, _table: &str) -> Held {
        let mut held = Held(self.connect().await);
        held.execute("BEGIN IMMEDIATE").await;
        held
    }
}

/// A connection that keeps others from writing.
#[derive(Debug)]
pub(crate) struct Held(SqliteConnection);

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

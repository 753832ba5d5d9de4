//! A database with work done on it, and ways to spoil one.

use std::path::{Path, PathBuf};

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use super::{admin_of, work_on, writeoff};

/// A demonstration database on which an operation was done, with entries of every kind. Nobody
/// has it open.
pub(crate) async fn worked_on(folder: &Path) -> PathBuf {
    let database = folder.join("worked-on.db");
    let password = demo(&database);
    work_on(&database, &folder.join("uploads"), &password).await;
    database
}

/// Makes a demonstration database; the password of the first company's Admin.
pub(crate) fn demo(database: &Path) -> String {
    admin_of(&writeoff(&["demo", "--accounts", "2000", "--database", database.to_str().unwrap()]))
}

/// The texts that a query yields.
pub(crate) async fn texts(database: &Path, query: &'static str) -> Vec<String> {
    let mut connection = connect(database).await;
    let texts = sqlx::query_scalar(query).fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    texts
}

/// Does something to a database that nobody has open.
pub(crate) async fn execute(database: &Path, statement: &str) {
    let mut connection = connect(database).await;
    run(&mut connection, statement).await;
    connection.close().await.unwrap();
}

/// The same, past everything that guards the rows: the guards are there again afterwards.
pub(crate) async fn damage(database: &Path, statement: &str) {
    let mut connection = connect(database).await;
    let guards: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema
                         WHERE type = 'trigger' AND sql LIKE '% BEFORE %RAISE(%'",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    for (name, _) in &guards {
        run(&mut connection, &format!("DROP TRIGGER {name}")).await;
    }
    run(&mut connection, statement).await;
    for (_, sql) in &guards {
        run(&mut connection, sql).await;
    }
    connection.close().await.unwrap();
}

/// A connection of its own.
pub(crate) async fn connect(database: &Path) -> SqliteConnection {
    let options =
        SqliteConnectOptions::new().filename(database).create_if_missing(true).foreign_keys(false);
    options.connect().await.unwrap()
}

async fn run(connection: &mut SqliteConnection, statement: &str) {
    let statement = sqlx::AssertSqlSafe(statement.to_owned());
    sqlx::raw_sql(statement).execute(connection).await.unwrap();
}

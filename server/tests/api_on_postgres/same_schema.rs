//! The schema is the same on both databases: tables, columns, constraints, indexes.

use std::collections::BTreeSet;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;

use crate::support::TestServer;

const OF_SQLITE: [&str; 2] = [
    "SELECT 'column ' || one.name || '.' || of.name || iif(of.\"notnull\", ' NOT NULL', '')
       FROM sqlite_schema AS one JOIN pragma_table_info(one.name) AS of
      WHERE one.type = 'table'",
    "SELECT 'index ' || tbl_name || '.' || name FROM sqlite_schema
      WHERE type = 'index' AND sql IS NOT NULL",
];

const OF_POSTGRES: [&str; 3] = [
    "SELECT 'column ' || table_name || '.' || column_name
            || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
       FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT 'constraint ' || conrelid::regclass || '.' || conname FROM pg_constraint
      WHERE conrelid <> 0 AND connamespace = 'public'::regnamespace AND contype <> 't'",
    "SELECT 'index ' || tablename || '.' || indexname FROM pg_indexes
      WHERE schemaname = 'public'
        AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u'))",
];

fn ours(lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().filter(|line| !line.contains("_sqlx_migrations"))
}

/// The names of a table's constraints, from how it was made.
fn constraints((table, made): (String, String)) -> Vec<String> {
    made.split("CONSTRAINT ")
        .skip(1)
        .filter_map(|rest| rest.split_whitespace().next())
        .map(|name| format!("constraint {table}.{name}"))
        .collect()
}

#[tokio::test]
async fn both_databases_have_the_same_schema() {
    let mut sqlite = SqliteConnectOptions::new().in_memory(true).connect().await.unwrap();
    sqlx::migrate!("migrations/sqlite").run(&mut sqlite).await.unwrap();
    let mut of_sqlite = BTreeSet::new();
    for question in OF_SQLITE {
        let lines = sqlx::query_scalar(question).fetch_all(&mut sqlite).await.unwrap();
        of_sqlite.extend(ours(lines));
    }
    let tables: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL",
    )
    .fetch_all(&mut sqlite)
    .await
    .unwrap();
    of_sqlite.extend(tables.into_iter().flat_map(constraints));

    let server = TestServer::start().await;
    let mut of_postgres = BTreeSet::new();
    for question in OF_POSTGRES {
        of_postgres.extend(ours(server.texts(question).await));
    }
    assert!(of_sqlite.len() > 250, "{}", of_sqlite.len());
    let differ: Vec<_> = of_sqlite.symmetric_difference(&of_postgres).collect();
    assert!(differ.is_empty(), "{differ:#?}");
}

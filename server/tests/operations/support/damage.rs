//! Ways to spoil a database of PostgreSQL, and to look into it.

use std::path::PathBuf;

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::postgres::{Database, READER};

impl Database<'_> {
    /// A new database like this one, which nobody may be connected to.
    pub(crate) async fn copy(&self) -> Self {
        self.cluster.database_like(&self.name).await
    }

    /// Does something to it past everything that guards the rows.
    pub(crate) async fn damage(&self, statement: &str) {
        let past_guards =
            "SET session_replication_role = replica; SET allow_system_table_mods = on";
        self.cluster.execute(&self.name, &format!("{past_guards}; {statement}")).await;
    }

    /// The texts that a query yields, asked as an administrator.
    pub(crate) async fn texts(&self, query: &str) -> Vec<String> {
        let mut administrator = self.administrator().await;
        sqlx::raw_sql("SET search_path = public").execute(&mut administrator).await.unwrap();
        let query = AssertSqlSafe(query.to_owned());
        sqlx::query_scalar(query).fetch_all(&mut administrator).await.unwrap()
    }

    /// The file of a table, with everything that was written to it.
    pub(crate) async fn file_of(&self, table: &str) -> PathBuf {
        let mut administrator = self.administrator().await;
        sqlx::query("CHECKPOINT").execute(&mut administrator).await.unwrap();
        let path: String = sqlx::query_scalar("SELECT pg_relation_filepath($1::regclass)")
            .bind(table)
            .fetch_one(&mut administrator)
            .await
            .unwrap();
        self.cluster.folder.join("data").join(path)
    }

    /// The URL as those who look and back up connect to it.
    pub(crate) fn reader_text(&self) -> String {
        self.cluster.text(&self.name, READER)
    }

    /// A connection of the owner of its tables.
    pub(crate) async fn owner(&self) -> PgConnection {
        PgConnection::connect(&self.owner_text()).await.unwrap()
    }
}

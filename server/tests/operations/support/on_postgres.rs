//! A database of PostgreSQL with work done on it.

use std::process::{Command, Output, Stdio};

use super::{admin_of, work_on};
use crate::postgres::{Cluster, Database};

/// Runs a command on that database to its end.
pub(crate) fn writeoff_on(database: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_writeoff"))
        .args(arguments)
        // Not among the arguments, where everybody on the machine could read the password.
        .env("DATABASE_URL", database)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// A demonstration database with work done on it. Nobody is connected to it.
pub(crate) async fn demo_on_postgres(cluster: &Cluster) -> Database<'_> {
    let folder = tempfile::tempdir().unwrap();
    let database = cluster.database().await;
    let demo = Command::new(env!("CARGO_BIN_EXE_writeoff"))
        .args(["demo", "--accounts", "2000"])
        .current_dir(folder.path())
        .env("DATABASE_URL", database.text())
        .output()
        .unwrap();
    work_on(&database.text(), &folder.path().join("uploads"), &admin_of(&demo)).await;
    database
}

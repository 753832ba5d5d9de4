//! A database of PostgreSQL with work done on it.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::{admin_of, work_on};
use crate::postgres::{Cluster, Database};

/// Runs a command on that database to its end.
pub(crate) fn writeoff_on(database: &str, arguments: &[impl AsRef<OsStr>]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_writeoff"))
        .args(arguments)
        // Not among the arguments, where everybody on the machine could read the password.
        .env("DATABASE_URL", database)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// A demonstration database.
pub(crate) struct Demo<'a> {
    pub(crate) database: Database<'a>,
    /// Of the first company's Admin.
    pub(crate) password: String,
    folder: TempDir,
}

impl<'a> Demo<'a> {
    pub(crate) async fn new(cluster: &'a Cluster) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = cluster.database().await;
        let demo = Command::new(env!("CARGO_BIN_EXE_writeoff"))
            .args(["demo", "--accounts", "2000"])
            .current_dir(folder.path())
            .env("DATABASE_URL", database.text())
            .output()
            .unwrap();
        Self { database, password: admin_of(&demo), folder }
    }

    /// Where the files to upload are.
    pub(crate) fn uploads(&self) -> PathBuf {
        self.folder.path().join("uploads")
    }
}

/// A demonstration database with work done on it. Nobody is connected to it.
pub(crate) async fn worked_on_postgres(cluster: &Cluster) -> Database<'_> {
    let demo = Demo::new(cluster).await;
    work_on(demo.database.text(), &demo.uploads(), &demo.password).await;
    demo.database
}

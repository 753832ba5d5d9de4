//! The databases that a server runs on: made once, copied for each use.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::Result;
use crate::server::Program;
use crate::sql::Sql;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// The embedded one
    Sqlite,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "sqlite",
        })
    }
}

/// A filled database that nobody uses: others are made from it.
#[derive(Debug)]
pub(crate) struct Template {
    path: PathBuf,
    /// What `writeoff demo` printed.
    pub(crate) printed: String,
}

impl Template {
    /// Fills it with a demonstration portfolio.
    pub(crate) fn make(program: &Program, folder: &Path, accounts: u32) -> Result<Self> {
        let path = folder.join("template").join("writeoff.db");
        let address = path.display().to_string();
        let accounts = accounts.to_string();
        let words = ["demo", "--accounts", &accounts, "--seed", "1", "--database", &address];
        let printed = program.run_well(&words)?;
        Ok(Self { path, printed })
    }

    /// A new database like it, in that folder.
    pub(crate) fn copy_to(&self, folder: &Path) -> Result<Database> {
        fs::create_dir_all(folder)?;
        let path = folder.join("writeoff.db");
        for leftover in ["writeoff.db-wal", "writeoff.db-shm"] {
            let leftover = folder.join(leftover);
            if leftover.exists() {
                fs::remove_file(leftover)?;
            }
        }
        fs::copy(&self.path, &path)?;
        fs::File::open(&path)?.sync_all()?;
        Ok(Database { address: path.display().to_string() })
    }
}

/// A database that a server runs on.
#[derive(Clone, Debug)]
pub(crate) struct Database {
    /// What `--database` takes.
    pub(crate) address: String,
}

impl Database {
    /// A connection behind the server's back.
    pub(crate) fn sql(&self) -> Result<Sql> {
        Sql::open(&self.address)
    }
}

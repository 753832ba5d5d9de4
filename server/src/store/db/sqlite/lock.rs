//! Who may use a database file: many servers at once, or one that puts another in its place.
//!
//! `SQLite`'s own locks end with the file; this one holds while one file takes another's place.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A place that is used. It is free again when this is gone.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "what it does is to be open")] File);

impl Lock {
    /// Uses the place beside others who do; refused while somebody puts another database there.
    pub(super) fn shared(database: &Path) -> io::Result<Self> {
        let file = open(database)?;
        file.try_lock_shared().map_err(|error| refusal(error, "is being replaced"))?;
        Ok(Self(file))
    }

    /// Has the place alone; refused while anybody uses it.
    pub(super) fn exclusive(database: &Path) -> io::Result<Self> {
        let file = open(database)?;
        file.try_lock().map_err(|error| refusal(error, "is in use; stop its servers first"))?;
        Ok(Self(file))
    }
}

fn open(database: &Path) -> io::Result<File> {
    let mut name = OsString::from(database);
    name.push("-lock");
    OpenOptions::new().create(true).write(true).truncate(false).open(PathBuf::from(name))
}

fn refusal(error: TryLockError, why: &str) -> io::Error {
    match error {
        TryLockError::WouldBlock => {
            io::Error::new(io::ErrorKind::ResourceBusy, format!("the database {why}"))
        }
        TryLockError::Error(error) => error,
    }
}

//! `writeoff backup` and `writeoff restore`: a copy of the whole database that was looked at before
//! anybody relies on it, and the way back.
//!
//! A backup is a database file of its own, or a dump by `PostgreSQL`'s own programs, with its
//! SHA-256 beside it, in the form that `sha256sum` writes and checks. Neither a backup nor a restored
//! database ever stands half-made under its name: what is under way has another name, or is one
//! transaction, and is removed if it does not come to its end.

mod checksum;
mod make;
mod part;
mod postgres;
mod restore;
mod source;

pub use make::{FinishedBackup, backup};
pub use restore::{RestoredDatabase, restore};

use crate::verify::Report;

/// Why there is no backup, or nothing was restored, in a sentence.
pub type BackupError = Box<dyn std::error::Error + Send + Sync>;

/// How to restore.
#[derive(Clone, Copy, Debug, Default)]
pub struct RestoreOptions {
    /// Take the place of a database that is there; it is kept under another name.
    pub replace: bool,
    /// Restore also what violates an invariant.
    pub accept_violations: bool,
}

/// What to say of a copy that is not as it must be.
fn violated(report: &Report) -> String {
    format!("{report}\nNothing was put in place; --accept-violations takes it as it is")
}

//! Databases that must be there, and are taken as they are.

use std::fmt;

use thiserror::Error;

use super::StoreError;

/// Why a database that should be there cannot be used as it is. What it is called goes with it.
#[derive(Debug, Error)]
pub enum ExistingError {
    /// There is no such file.
    #[error("there is no database {0}")]
    Missing(String),
    /// It holds something else.
    #[error("{0} is not a database of Writeoff")]
    NotOurs(String),
    /// Its schema is behind this program.
    #[error(
        "{0} was made by an older version of this program; `writeoff migrate` brings it up to date"
    )]
    Older(String),
    /// Its schema is ahead of this program.
    #[error("{0} was made by a newer version of this program; use that one")]
    Newer(String),
    /// It could not be read.
    #[error(transparent)]
    Store(StoreError),
}

impl ExistingError {
    /// The same of another database, of which the one that was opened is a copy.
    pub(crate) fn about(self, name: impl fmt::Display) -> Self {
        let name = name.to_string();
        match self {
            Self::Missing(_) => Self::Missing(name),
            Self::NotOurs(_) => Self::NotOurs(name),
            Self::Older(_) => Self::Older(name),
            Self::Newer(_) => Self::Newer(name),
            Self::Store(error) => Self::Store(error),
        }
    }
}

impl<E: Into<StoreError>> From<E> for ExistingError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

/// That the migrations that were applied are those that this program knows.
pub(super) fn compare(
    applied: &[i64],
    known: &[i64],
    name: impl fmt::Display,
) -> Result<(), ExistingError> {
    if known.iter().any(|version| !applied.contains(version)) {
        return Err(ExistingError::Older(name.to_string()));
    }
    if applied.iter().any(|version| !known.contains(version)) {
        return Err(ExistingError::Newer(name.to_string()));
    }
    Ok(())
}

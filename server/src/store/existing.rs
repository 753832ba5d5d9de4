//! Databases that must be there, and are taken as they are.

use std::fmt;

use super::StoreError;

/// Why a database that should be there cannot be used as it is. What it is called goes with it.
#[derive(Debug)]
pub enum ExistingError {
    /// There is no such file.
    Missing(String),
    /// It holds something else.
    NotOurs(String),
    /// Its schema is behind this program.
    Older(String),
    /// Its schema is ahead of this program.
    Newer(String),
    /// It could not be read.
    Store(StoreError),
}

impl fmt::Display for ExistingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "there is no database {name}"),
            Self::NotOurs(name) => write!(f, "{name} is not a database of Writeoff"),
            Self::Older(name) => write!(
                f,
                "{name} was made by an older version of this program; `writeoff migrate` brings it \
                 up to date"
            ),
            Self::Newer(name) => {
                write!(f, "{name} was made by a newer version of this program; use that one")
            }
            Self::Store(error) => error.fmt(f),
        }
    }
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

impl std::error::Error for ExistingError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store(error) => error.source(),
            _ => None,
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

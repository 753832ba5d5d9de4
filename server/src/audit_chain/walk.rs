//! Walking a chain, row by row, and finding the first one that does not fit.

use std::fmt;

use super::chain::Head;
use super::row::{FORM, StoredRow};
use crate::hex::to_hex;

/// A walk along one company's chain. It remembers the last row only, however long the chain is.
#[derive(Clone, Copy, Debug)]
pub struct ChainWalk {
    company: i64,
    head: Head,
}

/// A row that does not fit, or one that should be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainMismatch {
    /// Whose chain; 0 for what belongs to no company.
    pub company: i64,
    /// The row's place, or the place where it should be.
    pub sequence: i64,
    pub wrong: Wrong,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A place is empty: the next row is further on.
    Missing {
        /// Where the next one is.
        next: i64,
    },
    /// A row stands at a place that was taken already.
    OutOfOrder,
    /// The bytes were hashed in a form that this version does not know.
    UnknownForm(i64),
    /// The row, or the one before it, is not as it was when it was hashed.
    Hash,
    /// The chain ends before its head says that it does, or after.
    Head {
        /// The place that the head names.
        sequence: i64,
    },
    /// The head names the last row with another hash.
    HeadHash,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { next } => write!(f, "the row is missing; the next one is {next}"),
            Self::OutOfOrder => f.write_str("the row stands at a place that is taken"),
            Self::UnknownForm(form) => write!(f, "form {form} is not known to this version"),
            Self::Hash => f.write_str("the hash does not fit the row and the one before it"),
            Self::Head { sequence } => {
                write!(f, "the chain does not end where its head says: at {sequence}")
            }
            Self::HeadHash => f.write_str("the head names another hash than the last row has"),
        }
    }
}

impl ChainWalk {
    /// Stands before the first row of a company's chain.
    pub const fn new(company: i64) -> Self {
        Self { company, head: Head::EMPTY }
    }

    /// The last row that was looked at.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Looks at the next row.
    pub fn step(&mut self, row: &StoredRow) -> Result<(), ChainMismatch> {
        let place = self.head.sequence.saturating_add(1);
        if row.sequence > place {
            return Err(self.misfit(place, Wrong::Missing { next: row.sequence }));
        }
        if row.sequence < place {
            return Err(self.misfit(row.sequence, Wrong::OutOfOrder));
        }
        if row.form != FORM {
            return Err(self.misfit(place, Wrong::UnknownForm(row.form)));
        }
        let hash = row.hash_after(&self.head.hash);
        if row.company != self.company || row.hash != hash {
            return Err(self.misfit(place, Wrong::Hash));
        }
        self.head = Head { sequence: place, hash };
        Ok(())
    }

    /// Looks at the head, after the last row.
    pub fn end(&self, head: &StoredHead) -> Result<(), ChainMismatch> {
        if head.sequence != self.head.sequence {
            let wrong = Wrong::Head { sequence: head.sequence };
            return Err(self.misfit(self.head.sequence.saturating_add(1), wrong));
        }
        if head.hash != self.head.hash {
            return Err(self.misfit(self.head.sequence, Wrong::HeadHash));
        }
        Ok(())
    }

    fn misfit(&self, sequence: i64, wrong: Wrong) -> ChainMismatch {
        ChainMismatch { company: self.company, sequence, wrong }
    }
}

/// The head of a chain as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredHead {
    /// Whose chain; 0 for what belongs to no company.
    pub company: i64,
    /// The place of the last row.
    pub sequence: i64,
    pub hash: Vec<u8>,
}

impl fmt::Display for StoredHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.sequence, to_hex(&self.hash))
    }
}

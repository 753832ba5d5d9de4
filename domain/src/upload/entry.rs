//! One row of a file.

use crate::AccountId;

/// A row that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The line of the file on which the row begins, from 1, as a text editor counts.
    pub line: u32,
    /// What stands in the account ID cell, as it stands there.
    pub text: String,
    /// The account that it names, or what is wrong with it.
    pub account: Result<AccountId, EntryProblem>,
    /// All cells of the row, the account ID's too; one where the file has one column.
    pub cells: Vec<String>,
}

/// What is wrong with an entry, before any account is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryProblem {
    /// Not an account ID.
    MalformedAccountId,
    /// A number that a spreadsheet has rounded, such as `1.23E+15`.
    RoundedBySpreadsheet,
    /// The account of an earlier line; that one counts.
    DuplicateEntry {
        /// The line of the first one.
        first_line: u32,
    },
}

impl EntryProblem {
    /// The stable code that `writeoff check` prints.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MalformedAccountId => "malformed_account_id",
            Self::RoundedBySpreadsheet => "rounded_by_spreadsheet",
            Self::DuplicateEntry { .. } => "duplicate_entry",
        }
    }
}

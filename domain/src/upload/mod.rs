//! Reading an uploaded file: bytes to entries and problems (mission, section 4).

pub mod entry;
pub mod refusal;

pub use entry::{Entry, EntryProblem};
pub use refusal::{NotText, Refusal};

use serde::{Deserialize, Serialize};

/// The most entries that one file may hold (seed 001).
pub const ENTRIES_MAX: usize = 2_000;

/// The largest file that is read whole, in bytes: four kilobytes an entry, far more than any
/// export has, and little enough to hold in the memory of a modest laptop several times over.
pub const FILE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Every row that is not blank, in the order of the file, at most [`ENTRIES_MAX`].
    pub entries: Vec<Entry>,
    /// The names of the columns, where the file has a heading.
    pub heading: Option<Vec<String>>,
    /// Which column holds the account IDs, from 0.
    pub column: usize,
}

/// Which column holds the account IDs, where the file does not say so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// The column, from 0.
    pub index: u16,
    /// Whether the first row is a heading, and so no entry.
    pub first_row_is_heading: bool,
}

/// Reads a file.
///
/// `choice` is what the person answered where the file itself does not say which column holds the
/// account IDs; a file that does say so is read as it says.
///
/// # Errors
///
/// When the file as a whole cannot be taken; see [`Refusal`].
pub fn read(bytes: &[u8], choice: Option<ColumnChoice>) -> Result<Upload, Refusal> {
    let _ = (bytes, choice);
    Err(Refusal::Empty)
}

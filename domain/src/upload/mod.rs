//! Reading an uploaded file: bytes to entries and problems.
//!
//! ```text
//! bytes ─ signature ─ decode ─ layout ─ rows ─ entry ─► Upload, or a Refusal
//! ```

mod decode;
mod entry;
mod heading;
mod layout;
mod parts;
mod refusal;
mod rounded;
mod rows;
mod scan;
mod signature;
mod tally;

pub use decode::HEAD_BYTES;
pub use entry::{Entry, EntryProblem};
pub use parts::parts;
pub use refusal::{NotText, Refusal};
pub use signature::not_text;
pub use tally::Tally;

use serde::{Deserialize, Serialize};

use entry::Entries;
use heading::Heading;
use scan::{Scan, scan};

/// The most entries that one file may hold.
pub const ENTRIES_MAX: usize = 2_000;

/// The largest file that is read whole, in bytes: four kilobytes an entry, far more than any
/// export has, and little enough to hold in the memory of a modest laptop several times over.
pub const FILE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// How many rows are shown when a person is asked for the column.
const FIRST_ROWS: usize = 5;

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
///
/// ```
/// let upload = domain::upload::read(b"Account ID;Name\r\nke-1;Wanjiku\r\n\r\nKE-2;Otieno", None)?;
/// let lines: Vec<u32> = upload.entries.iter().map(|entry| entry.line).collect();
/// assert_eq!(lines, [2, 4]);
/// # Ok::<(), domain::upload::Refusal>(())
/// ```
pub fn read(bytes: &[u8], choice: Option<ColumnChoice>) -> Result<Upload, Refusal> {
    if let Some(kind) = not_text(bytes) {
        return Err(Refusal::NotText(kind));
    }
    if bytes.len() > FILE_BYTES_MAX {
        return Err(Refusal::TooLarge { limit_bytes: FILE_BYTES_MAX });
    }
    let text = decode::decode(bytes);
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    let scan = scan(text.as_bytes())?;
    let columns = columns(&scan, choice)?;
    let entries = scan.total - usize::from(columns.has_heading);
    if entries == 0 {
        return Err(Refusal::NoEntries);
    }
    if entries > ENTRIES_MAX {
        return Err(Refusal::TooManyEntries { entries, limit: ENTRIES_MAX });
    }
    let mut rows = scan.rows.into_iter();
    let heading = if columns.has_heading { rows.next().map(|row| row.cells) } else { None };
    let mut reading = Entries::default();
    let entries = rows.map(|row| reading.entry(row.line, row.cells, columns.account)).collect();
    Ok(Upload { entries, heading, column: columns.account })
}

/// Where the account IDs stand.
struct Columns {
    account: usize,
    has_heading: bool,
}

fn columns(scan: &Scan, choice: Option<ColumnChoice>) -> Result<Columns, Refusal> {
    // A heading over one column says nothing about rows that have more.
    let unnamed = scan.filled_columns.last().is_some_and(|last| *last >= scan.first_row_cells());
    match (scan.layout.heading, scan.filled_columns.as_slice(), choice) {
        (Heading::Column(account), ..) if !(unnamed && scan.first_row_cells() == 1) => {
            Ok(Columns { account, has_heading: true })
        }
        (Heading::None, [], _) => Err(Refusal::NoEntries),
        (Heading::None, [account], _) => Ok(Columns { account: *account, has_heading: false }),
        (_, filled, Some(choice)) => {
            let account = usize::from(choice.index);
            let columns = filled.last().map_or(0, |last| last + 1);
            if account >= columns {
                return Err(Refusal::NoSuchColumn { columns });
            }
            Ok(Columns { account, has_heading: choice.first_row_is_heading })
        }
        // Too many whichever column it is: asking first would be a waste of the person's time.
        _ if scan.total > ENTRIES_MAX + 1 => {
            Err(Refusal::TooManyEntries { entries: scan.total, limit: ENTRIES_MAX })
        }
        _ => Err(Refusal::WhichColumn {
            first_rows: scan.rows.iter().take(FIRST_ROWS).map(|row| row.cells.clone()).collect(),
            first_row_is_heading: scan.layout.heading != Heading::None
                || scan.first_row_looks_like_heading(),
        }),
    }
}

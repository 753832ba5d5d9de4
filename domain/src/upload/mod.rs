//! Reading an uploaded file: bytes to entries and problems.
//!
//! ```text
//! bytes ─ signature ─ decode ─ list, or layout ─ rows ─ entry ─► Upload, or a Refusal
//! ```

mod decode;
mod entry;
mod heading;
mod layout;
mod list;
mod meant;
mod parts;
mod refusal;
mod refusal_words;
mod rounded;
mod row_limits;
mod rows;
mod scan;
mod signature;
mod table;
mod tally;

pub use decode::HEAD_BYTES;
pub(crate) use entry::without_guard;
pub use entry::{Entry, EntryProblem};
pub(crate) use heading::{BESIDE, NUMBER, words};
pub(crate) use layout::HEADING_ROWS;
pub use parts::parts;
pub use refusal::{NotText, Refusal};
pub use refusal_words::RefusalWords;
pub(crate) use rounded::is_rounded;
pub use signature::not_text;
pub(crate) use table::{TableLimits, TableRefusal, table};
pub use tally::Tally;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use entry::Entries;
use heading::Heading;
use list::list;
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
    /// The lines on which the heading stands again, from 1: where files were put together. They are
    /// no entries.
    pub headings_again: Vec<u32>,
}

impl Upload {
    /// The entries that were read as they were meant; see [`Entry::read_as`].
    pub fn read_as(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.read_as)
    }
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
    let text = text(bytes, FILE_BYTES_MAX)?;
    let mut reading = Entries::default();
    if let Some(items) = list(&text) {
        check_number(items.len())?;
        let entry = |item: &str| reading.entry(1, vec![item.to_owned()], 0);
        let entries = items.into_iter().map(entry).collect();
        return Ok(Upload { entries, heading: None, column: 0, headings_again: Vec::new() });
    }
    let scan = scan(text.as_bytes())?;
    let columns = columns(&scan, choice)?;
    let (named, first) = match columns.heading {
        HeadingRow::Named => (scan.heading, None),
        // What names a column of others is a row like them.
        HeadingRow::First | HeadingRow::None => (None, scan.heading),
    };
    let total = scan.total + usize::from(first.is_some());
    let mut rows = first.into_iter().chain(scan.rows);
    let heading = if columns.heading == HeadingRow::First { rows.next() } else { named };
    check_number(total - usize::from(columns.heading == HeadingRow::First))?;
    let entries = rows.map(|row| reading.entry(row.line, row.cells, columns.account)).collect();
    let headings_again = scan.headings_again;
    let heading = heading.map(|row| row.cells);
    Ok(Upload { entries, heading, column: columns.account, headings_again })
}

/// The text of a file that may be of that size.
fn text(bytes: &[u8], limit_bytes: usize) -> Result<Cow<'_, str>, Refusal> {
    if let Some(kind) = not_text(bytes) {
        return Err(Refusal::NotText(kind));
    }
    if bytes.len() > limit_bytes {
        return Err(Refusal::TooLarge { limit_bytes });
    }
    let text = decode::decode(bytes);
    if text.is_empty() { Err(Refusal::Empty) } else { Ok(text) }
}

fn check_number(entries: usize) -> Result<(), Refusal> {
    match entries {
        0 => Err(Refusal::NoEntries),
        1..=ENTRIES_MAX => Ok(()),
        _ => Err(Refusal::TooManyEntries { entries, limit: ENTRIES_MAX }),
    }
}

/// Where the account IDs stand.
struct Columns {
    account: usize,
    heading: HeadingRow,
}

/// What is the heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeadingRow {
    /// The row that names the account ID column.
    Named,
    /// The first row, as the person says.
    First,
    /// Nothing.
    None,
}

fn columns(scan: &Scan, choice: Option<ColumnChoice>) -> Result<Columns, Refusal> {
    // A heading over one column says nothing about rows that have more.
    let unnamed = scan.filled_columns.last().is_some_and(|last| *last >= scan.first_row_cells());
    match (scan.layout.heading, scan.filled_columns.as_slice(), choice) {
        (Heading::Column(account), ..) if !(unnamed && scan.first_row_cells() == 1) => {
            Ok(Columns { account, heading: HeadingRow::Named })
        }
        (Heading::None, [], _) => Err(Refusal::NoEntries),
        (Heading::None, [account], _) => {
            Ok(Columns { account: *account, heading: HeadingRow::None })
        }
        (_, filled, Some(choice)) => {
            let account = usize::from(choice.index);
            let columns = filled.last().map_or(0, |last| last + 1);
            if account >= columns {
                return Err(Refusal::NoSuchColumn { columns });
            }
            let first = choice.first_row_is_heading;
            let heading = if first { HeadingRow::First } else { HeadingRow::None };
            Ok(Columns { account, heading })
        }
        // Too many whichever column it is: asking first would be a waste of the person's time.
        _ if scan.total > ENTRIES_MAX + 1 => {
            Err(Refusal::TooManyEntries { entries: scan.total, limit: ENTRIES_MAX })
        }
        _ => Err(Refusal::WhichColumn {
            first_rows: scan.first_rows(FIRST_ROWS),
            first_row_is_heading: scan.layout.heading != Heading::None
                || scan.first_row_looks_like_heading(),
        }),
    }
}

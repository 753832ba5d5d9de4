//! One pass over a text: its rows that are not blank.

use std::collections::BTreeSet;

use super::ENTRIES_MAX;
use super::heading::Heading;
use super::layout::{Layout, layout};
use super::refusal::Refusal;
use super::rows::Rows;

/// Rows that are kept: all that a file that is taken can have, a heading that is not recognised
/// included.
const ROWS_KEPT: usize = ENTRIES_MAX + 1;

/// What one pass over a text yields.
pub(super) struct Scan {
    /// How it is laid out.
    pub(super) layout: Layout,
    /// The rows that are neither blank nor the heading, as many as are kept.
    pub(super) rows: Vec<ScannedRow>,
    /// How many such rows there are.
    pub(super) total: usize,
    /// The heading, where it names the account ID column.
    pub(super) heading: Option<ScannedRow>,
    /// The lines on which it stands again, from 1.
    pub(super) headings_again: Vec<u32>,
    /// The columns in which anything but blanks stands, below a heading if there is one.
    pub(super) filled_columns: Vec<usize>,
    /// Where the first entry begins, and every [`ENTRIES_MAX`]th after it, in bytes of the text.
    pub(super) part_starts: Vec<usize>,
}

/// A row that is not blank.
pub(super) struct ScannedRow {
    /// The line on which it begins, from 1.
    pub(super) line: u32,
    /// Its cells as text.
    pub(super) cells: Vec<String>,
}

impl Scan {
    /// How many cells the first row has.
    pub(super) fn first_row_cells(&self) -> usize {
        self.heading.as_ref().or(self.rows.first()).map_or(0, |row| row.cells.len())
    }

    /// The first rows as cells, the heading included, at most so many.
    pub(super) fn first_rows(&self, at_most: usize) -> Vec<Vec<String>> {
        let rows = self.heading.iter().chain(&self.rows).take(at_most);
        rows.map(|row| row.cells.clone()).collect()
    }

    /// Whether the first row has no digit and a later one has: a suggestion to a person who is
    /// asked, nothing more.
    pub(super) fn first_row_looks_like_heading(&self) -> bool {
        let has_digit = |row: &ScannedRow| {
            row.cells.iter().any(|cell| cell.bytes().any(|byte| byte.is_ascii_digit()))
        };
        self.rows.first().is_some_and(|row| !has_digit(row))
            && self.rows.iter().skip(1).any(has_digit)
    }
}

/// Reads all rows of a text.
///
/// # Errors
///
/// When a quotation mark has swallowed rows: what stands after it cannot be trusted.
pub(super) fn scan(text: &[u8]) -> Result<Scan, Refusal> {
    let layout = layout(text);
    // Of several columns that may hold the account IDs the first row is shown as any other.
    let shown_headings = usize::from(layout.heading == Heading::Ambiguous);
    let mut heading = None;
    let mut headings_again = Vec::new();
    let mut rows = Rows::new(
        text.get(layout.start..).unwrap_or_default(),
        layout.delimiter,
        layout.first_line,
    );
    let mut kept = Vec::new();
    let mut total = 0;
    let mut filled = BTreeSet::new();
    let mut part_starts = Vec::new();
    while let Some(row) = rows.next() {
        if row.quote_broken {
            return Err(Refusal::UnclosedQuote { line: row.line });
        }
        if row.is_blank() {
            continue;
        }
        if layout.is_heading(&row) {
            if heading.is_some() {
                headings_again.push(row.line);
            } else {
                heading = Some(ScannedRow { line: row.line, cells: row.to_cells() });
            }
            continue;
        }
        if total >= shown_headings {
            filled.extend(row.filled_columns());
            if (total - shown_headings) % ENTRIES_MAX == 0 {
                part_starts.push(layout.start + row.bytes.start);
            }
        }
        total += 1;
        if kept.len() < ROWS_KEPT {
            kept.push(ScannedRow { line: row.line, cells: row.to_cells() });
        }
    }
    Ok(Scan {
        layout,
        rows: kept,
        total,
        heading,
        headings_again,
        filled_columns: filled.into_iter().collect(),
        part_starts,
    })
}

//! How a text is laid out: its delimiter, and what its first row says.

use std::cmp::Reverse;

use super::heading::{Heading, heading};
use super::rounded::is_rounded;
use super::row_limits::{Excess, RowLimits};
use super::rows::{NO_DELIMITER, Row, Rows};
use crate::account_id::trim_blanks;

/// Delimiters that programs write, in the order in which they are preferred where two would do.
pub(super) const DELIMITERS: [u8; 4] = [b';', b'\t', b'|', b','];

/// How many rows are looked at to find the delimiter.
const SAMPLE_ROWS: usize = 100;

/// A table's heading stands among so many rows: titles may stand above it.
pub(crate) const HEADING_ROWS: usize = 10;

/// How a text is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Where the rows begin: behind a `sep=` line.
    pub(super) start: usize,
    /// The number of the line that begins there.
    pub(super) first_line: u32,
    /// What separates cells.
    pub(super) delimiter: u8,
    /// What the first row says.
    pub(super) heading: Heading,
    /// The first row, where it names the account ID column.
    pub(super) heading_row: Option<Vec<String>>,
}

impl Layout {
    /// Whether a row is the heading: at the beginning, or again where files were put together.
    pub(super) fn is_heading(&self, row: &Row<'_>) -> bool {
        let Some(heading) = &self.heading_row else { return false };
        let cells = row.cells.len().max(heading.len());
        (0..cells).all(|index| {
            let cell = String::from_utf8_lossy(row.cells.get(index).unwrap_or_default());
            let name = heading.get(index).map_or("", String::as_str);
            trim_blanks(&cell).eq_ignore_ascii_case(trim_blanks(name))
        })
    }
}

/// Finds out how a text is laid out from its first rows.
pub(super) fn layout(text: &[u8]) -> Layout {
    let (start, named) = separator_line(text);
    let body = text.get(start..).unwrap_or_default();
    let first_line = if start == 0 { 1 } else { 2 };
    let delimiter = named.unwrap_or_else(|| find_delimiter(body));
    let first = sample(body, delimiter, RowLimits::NONE).rows.into_iter().next();
    let heading = first.as_deref().map_or(Heading::None, heading);
    let heading_row = first.filter(|_| matches!(heading, Heading::Column(_)));
    Layout { start, first_line, delimiter, heading, heading_row }
}

/// How a table is laid out whose columns are not known yet.
pub(super) struct TableLayout {
    /// Where the rows begin: behind a `sep=` line.
    pub(super) start: usize,
    /// The number of the line that begins there.
    pub(super) first_line: u32,
    /// What separates cells.
    pub(super) delimiter: u8,
}

/// Finds out how a table is laid out; `named` counts the cells of a row that name columns. What is behind a row that
/// is larger than it may be is not looked at.
pub(super) fn table_layout(
    text: &[u8],
    limits: RowLimits,
    named: impl Fn(&[String]) -> usize,
) -> TableLayout {
    let (start, separator) = separator_line(text);
    let body = text.get(start..).unwrap_or_default();
    let first_line = if start == 0 { 1 } else { 2 };
    let delimiter = separator.unwrap_or_else(|| table_delimiter(body, limits, named));
    TableLayout { start, first_line, delimiter }
}

/// The delimiter under which a row names the most columns; none where the first row is the name of
/// one; else the one that separates cells in most rows.
fn table_delimiter(body: &[u8], limits: RowLimits, named: impl Fn(&[String]) -> usize) -> u8 {
    let limits = limits.of_any_delimiter();
    // The row that names the most, and of those the first: the heading stands above what might be one.
    let most_named = |delimiter: u8| {
        let rows = sample(body, delimiter, limits).rows;
        let first = rows.iter().take(HEADING_ROWS).enumerate().filter(|(_, row)| row.len() > 1);
        first.map(|(index, row)| (named(row), Reverse(index))).max().unwrap_or_default()
    };
    // `rev` because of two that do equally well the first one is preferred.
    let counted = DELIMITERS.into_iter().rev().map(|delimiter| (most_named(delimiter), delimiter));
    let ((most, _), delimiter) = counted.max_by_key(|(count, _)| *count).unwrap_or_default();
    let is_one_column = || {
        let rows = sample(body, NO_DELIMITER, limits).rows;
        rows.first().is_some_and(|first| named(first) > 0)
    };
    match most {
        0 | 1 if is_one_column() => NO_DELIMITER,
        0 => splitting_delimiter(body, limits),
        _ => delimiter,
    }
}

/// The `sep=;` line that spreadsheets understand: where the text goes on, and the delimiter.
fn separator_line(text: &[u8]) -> (usize, Option<u8>) {
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let length = text.iter().position(ends).unwrap_or(text.len());
    let line = text.get(..length).unwrap_or_default();
    let line = line.strip_prefix(b"\"").and_then(|l| l.strip_suffix(b"\"")).unwrap_or(line);
    let delimiter = match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if *delimiter != b'"' => {
            *delimiter
        }
        _ => return (0, None),
    };
    let rest = text.get(length..).unwrap_or_default();
    let end = if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) };
    (length + end, Some(delimiter))
}

/// The delimiter under which the first row names the account ID column among others; else the one
/// that separates cells in most rows; else none.
fn find_delimiter(body: &[u8]) -> u8 {
    let named = DELIMITERS.into_iter().filter_map(|delimiter| {
        let first = sample(body, delimiter, RowLimits::NONE).rows.into_iter().next()?;
        (first.len() > 1 && heading(&first) != Heading::None).then_some((first.len(), delimiter))
    });
    if let Some((_, delimiter)) = named.max_by_key(|(cells, _)| *cells) {
        return delimiter;
    }
    splitting_delimiter(body, RowLimits::NONE)
}

/// The delimiter that separates cells in most rows, or none.
fn splitting_delimiter(body: &[u8], limits: RowLimits) -> u8 {
    let splitting = DELIMITERS
        .into_iter()
        .filter_map(|delimiter| split_rows(body, delimiter, limits).map(|rows| (rows, delimiter)));
    // `rev` because of two that do equally well the first one is preferred.
    splitting.rev().max_by_key(|(rows, _)| *rows).map_or(NO_DELIMITER, |(_, delimiter)| delimiter)
}

/// How many rows a delimiter splits, if it separates cells here rather than standing in a few of
/// them: in more than half of the rows, or in rows that hold nothing else (a spreadsheet's ghost
/// rows).
fn split_rows(body: &[u8], delimiter: u8, limits: RowLimits) -> Option<usize> {
    let sample = sample(body, delimiter, limits);
    let headings = usize::from(sample.first_row_names_a_column());
    let (mut split, mut whole) = (usize::from(sample.too_many_cells), 0_usize);
    for cells in sample.rows.iter().skip(headings) {
        // A rounded number may have a decimal comma.
        let is_split = match cells.len() {
            0 | 1 => false,
            2 => !is_rounded(&cells.join(",")),
            _ => true,
        };
        if is_split {
            split += 1;
        } else {
            whole += 1;
        }
    }
    (split > whole || (split == 0 && sample.ghost_rows > 0)).then_some(split)
}

/// The first rows of a text.
struct Sample {
    /// Those that are not blank, as cells.
    rows: Vec<Vec<String>>,
    /// How many rows of several blank cells stand among and before them.
    ghost_rows: usize,
    /// Whether it ends before a row with more cells than may be.
    too_many_cells: bool,
}

impl Sample {
    fn first_row_names_a_column(&self) -> bool {
        self.rows.first().is_some_and(|cells| heading(cells) != Heading::None)
    }
}

fn sample(body: &[u8], delimiter: u8, limits: RowLimits) -> Sample {
    let mut reading = Rows::new(body, delimiter, 1);
    let mut sample = Sample { rows: Vec::new(), ghost_rows: 0, too_many_cells: false };
    while sample.rows.len() < SAMPLE_ROWS {
        let row = match reading.next_within(limits) {
            Ok(Some(row)) => row,
            Ok(None) => break,
            Err((_, excess)) => {
                sample.too_many_cells = excess == Excess::Cells;
                break;
            }
        };
        if !row.is_blank() {
            sample.rows.push(row.to_cells());
        } else if row.cells.len() > 1 {
            sample.ghost_rows += 1;
        }
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_delimiter() {
        for (text, expected) in [
            ("KE-1\nKE-2\n", NO_DELIMITER),
            ("account_id\nKE-1\n", NO_DELIMITER),
            ("account_id,name\nKE-1,A\n", b','),
            ("numéro de compte;montant\n1;1 234,50\n2;2,5\n", b';'),
            ("name;account id, old\nA;KE-1\n", b';'),
            ("account id, name; surname\nKE-1,A; B\n", b','),
            ("sep=|\nKE-1|x\n", b'|'),
            ("\"SEP=;\"\r\nKE-1;x\n", b';'),
            ("sep=\t\nKE-1\tx\n", b'\t'),
            ("KE-1\tA, B\nKE-2\tC, D\n", b'\t'),
            ("KE-1,\nKE-2,\n", b','),
            ("KE-1\nKE-2\n;;\n;;\n", b';'),
            ("KE-1\nKE-2\nKE-3,x\n", NO_DELIMITER),
            ("account_id\n1.00200E+11\n1,00200E+11\n1,2E+11\n", NO_DELIMITER),
            ("1,00200E+11\n1,2E+11\n", NO_DELIMITER),
            ("", NO_DELIMITER),
        ] {
            assert_eq!(layout(text.as_bytes()).delimiter, expected, "{text:?}");
        }
    }
}

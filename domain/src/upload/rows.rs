//! Rows of a delimited text, each with its place.
//!
//! The `csv` crate reads; this adds what it does not tell: on which line a row begins as an editor
//! counts (its own count is off on CRLF and CR files and after blank lines), and that a stray
//! quotation mark has swallowed the rows after it.

use std::ops::Range;

use super::row_limits::{Excess, RowLimits, is_line_end};
use crate::account_id::is_blank;

/// Stands for "no delimiter" when a file has one column: the ASCII unit separator, which no text
/// file holds.
pub(super) const NO_DELIMITER: u8 = 0x1f;

/// Reads rows one after the other. Blank lines are no rows; rows of blank cells are.
pub(super) struct Rows<'a> {
    text: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    record: csv::ByteRecord,
    delimiter: u8,
    /// How far lines are counted: a place in the text and its line.
    counted: (usize, u32),
}

/// A row of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row<'r> {
    /// The line on which it begins, from 1.
    pub(super) line: u32,
    /// The bytes of the text that it takes, without the line end before it.
    pub(super) bytes: Range<usize>,
    /// Its cells.
    pub(super) cells: &'r csv::ByteRecord,
    /// A quotation mark in it opens a cell over several lines and is not closed where a cell may
    /// end.
    pub(super) quote_broken: bool,
}

fn is_blank_cell(cell: &[u8]) -> bool {
    // Nearly every cell begins with something that shows: look no further then.
    !cell.first().is_some_and(u8::is_ascii_graphic)
        && String::from_utf8_lossy(cell).chars().all(is_blank)
}

impl Row<'_> {
    /// Whether every cell is blank.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(is_blank_cell)
    }

    /// The columns in which anything but blanks stands.
    pub(super) fn filled_columns(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().enumerate().filter(|(_, cell)| !is_blank_cell(cell)).map(|(i, _)| i)
    }

    /// The cells as text.
    pub(super) fn to_cells(&self) -> Vec<String> {
        self.cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
    }
}

impl<'a> Rows<'a> {
    /// The rows of a text, whose first line has that number.
    pub(super) fn new(text: &'a [u8], delimiter: u8, first_line: u32) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        Self { text, reader, record: csv::ByteRecord::new(), delimiter, counted: (0, first_line) }
    }

    /// The next row, or none at the end. One that is larger than that is not read: its line, and how it is.
    pub(super) fn next_within(
        &mut self,
        limits: RowLimits,
    ) -> Result<Option<Row<'_>>, (u32, Excess)> {
        let from = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let rest = self.text.get(from..).unwrap_or_default();
        if let Err(excess) = limits.check(rest, self.delimiter) {
            let ends = rest.iter().take_while(|byte| is_line_end(**byte)).count();
            return Err((self.count_lines(from + ends), excess));
        }
        Ok(self.next())
    }

    /// The next row, or none at the end.
    pub(super) fn next(&mut self) -> Option<Row<'_>> {
        let from = usize::try_from(self.reader.position().byte()).ok()?;
        // Reading bytes from memory without a fixed number of columns cannot fail.
        if !self.reader.read_byte_record(&mut self.record).ok()? {
            return None;
        }
        let to = usize::try_from(self.reader.position().byte()).ok()?;
        let taken = self.text.get(from..to)?;
        let ends_before = taken.iter().take_while(|byte| is_line_end(**byte)).count();
        let ends_after = taken.iter().rev().take_while(|byte| is_line_end(**byte)).count();
        let start = (from + ends_before).min(to);
        let end = (to - ends_after).max(start);
        let line = self.count_lines(start);
        let raw = self.text.get(start..end)?;
        let quote_broken =
            raw.iter().any(|byte| is_line_end(*byte)) && is_quote_broken(raw, self.delimiter);
        Some(Row { line, bytes: start..to, cells: &self.record, quote_broken })
    }

    /// The line of a place behind the last one asked for. CR, LF and CRLF each end one line.
    fn count_lines(&mut self, place: usize) -> u32 {
        let (from, line) = self.counted;
        let passed = self.text.get(from..place).unwrap_or_default();
        let ends = passed.iter().enumerate().filter(|(index, byte)| match byte {
            b'\n' => true,
            b'\r' => self.text.get(from + index + 1) != Some(&b'\n'),
            _ => false,
        });
        let line = line.saturating_add(u32::try_from(ends.count()).unwrap_or(u32::MAX));
        self.counted = (place, line);
        line
    }
}

/// Whether a row of several lines holds a quoted cell that is never closed, or after whose closing
/// mark the cell goes on: then a mark was missing and the lines in between were rows.
fn is_quote_broken(raw: &[u8], delimiter: u8) -> bool {
    let mut bytes = raw.iter().copied().peekable();
    let mut at_cell_start = true;
    while let Some(byte) = bytes.next() {
        if !(at_cell_start && byte == b'"') {
            at_cell_start = byte == delimiter || is_line_end(byte);
            continue;
        }
        loop {
            match bytes.next() {
                None => return true,
                Some(b'"') if bytes.peek() == Some(&b'"') => _ = bytes.next(),
                Some(b'"') => break,
                Some(_) => {}
            }
        }
        while bytes.next_if_eq(&b' ').is_some() {}
        if bytes.peek().is_some_and(|&next| next != delimiter && !is_line_end(next)) {
            return true;
        }
        at_cell_start = false;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u32, Vec<String>, bool)> {
        let mut rows = Rows::new(text.as_bytes(), b',', 1);
        let mut seen = Vec::new();
        while let Some(row) = rows.next() {
            seen.push((row.line, row.to_cells(), row.quote_broken));
        }
        seen
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        for (text, expected) in [
            ("a\nb\nc", &[1, 2, 3][..]),
            ("a\r\nb\r\nc\r\n", &[1, 2, 3]),
            ("a\rb\rc\r", &[1, 2, 3]),
            ("a\n\n\nb\n", &[1, 4]),
            ("\r\n\r\na\r\n\r\nb", &[3, 5]),
            ("\n\na", &[3]),
            ("a\rb\nc\r\nd\n\re", &[1, 2, 3, 4, 6]),
            ("a,\"x\ny\"\nb\n", &[1, 3]),
            ("a,\"x\r\ny\"\r\nb\r\n", &[1, 3]),
            ("\"\na\"\nb", &[1, 3]),
            ("  \na", &[1, 2]),
            ("", &[]),
            ("\n\n", &[]),
        ] {
            let read: Vec<u32> = lines(text).into_iter().map(|(line, _, _)| line).collect();
            assert_eq!(read, expected, "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_swallows_rows_is_found() {
        for (text, broken) in [
            ("a\n\"b\nc\nd", true),
            ("a,\"b\nc,x\nd,\"e", true),
            ("a,\"b\nc,x\nd,\"e\nf", true),
            ("a,\"b\nc\"\nd", false),
            ("a,\"b\nc\" ,x\nd", false),
            ("a,\"b \"\"quoted\"\"\nc\"\nd", false),
            ("a,\"b\"\"\n\"\nd", false),
            ("a,5\" pipe\nb,6\" pipe\n", false),
            ("a\n\"b", false),
        ] {
            assert_eq!(lines(text).iter().any(|(_, _, b)| *b), broken, "{text:?}");
        }
    }
}

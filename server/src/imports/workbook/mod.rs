//! Reading workbooks: .xlsx, .xls and .ods, as tables of text.
//!
//! Everything that is in a workbook is read, what is hidden too: rows, columns and sheets that somebody
//! does not see are brought in all the same, and shown in the preview. Of formulas the values are
//! read that the program saved; the value of merged cells stands in the first of them.
//!
//! The reader trusts what a file says of its size and keeps what it finds. So a file is measured
//! before, format by format, and what is larger than any portfolio is refused.

mod cells;
mod ods;
mod xls;
mod xls_records;
mod xlsx;
mod zip_parts;

use calamine::DataType;
use domain::import::{
    CELL_CHARS_MAX, CELLS_MAX, COLUMNS_MAX, FileRefusal, ROWS_MAX, Table, TableRow,
};

use self::cells::{date_time, duration, iso, number};

/// The most rows of all sheets, with room for titles and headings.
const SHEET_ROWS_MAX: usize = ROWS_MAX + 1_000;

/// The most bytes of text that all cells have together: 20 characters in each cell, with room.
const TEXT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// As many sheets as nobody looks through.
const SHEETS_MAX: usize = 100;

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The tables of a workbook, in the order of its sheets; none where the file is no workbook.
///
/// Takes a while and memory in proportion: not for a thread that others wait on, and one at a time.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Vec<Table>>, FileRefusal> {
    if bytes.starts_with(OLE) {
        return xls::read(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let Some(format) = zip_parts::check(bytes)? else { return Ok(None) };
        return match format {
            zip_parts::Format::Xlsx => xlsx::read(bytes),
            zip_parts::Format::Ods => ods::read(bytes),
        }
        .map(Some);
    }
    Ok(None)
}

/// The tables that are read, and how much they have.
#[derive(Default)]
struct Tables {
    read: Vec<Table>,
    rows: usize,
    cells: usize,
    text_bytes: usize,
}

impl Tables {
    fn sheet(&mut self, name: &str) -> Result<(), FileRefusal> {
        if self.read.len() >= SHEETS_MAX {
            return Err(FileRefusal::TooManyCells);
        }
        self.read.push(Table { name: name.to_owned(), rows: Vec::new() });
        Ok(())
    }

    /// Adds a cell to the last sheet. Cells come row by row; what comes back to a row is put into it.
    fn cell<D: DataType + Clone>(
        &mut self,
        (row, column): (u32, u32),
        value: &D,
    ) -> Result<(), FileRefusal>
    where
        calamine::Data: From<D>,
    {
        let line = row.saturating_add(1);
        check_length(value, line)?;
        let text = text(value.clone().into());
        if text.is_empty() {
            return Ok(());
        }
        let Some(table) = self.read.last_mut() else { return Ok(()) };
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= COLUMNS_MAX {
            return Err(FileRefusal::TooManyColumns { sheet: table.name.clone() });
        }
        if table.rows.last().is_none_or(|last| last.line < line) {
            self.rows += 1;
            if self.rows > SHEET_ROWS_MAX {
                return Err(FileRefusal::TooManyRows);
            }
            table.rows.push(TableRow { line, cells: Vec::new() });
        }
        // No program writes rows out of order.
        let Some(last) = table.rows.last_mut().filter(|last| last.line == line) else {
            return Err(FileRefusal::Damaged);
        };
        self.text_bytes += text.len();
        if let Some(place) = last.cells.get_mut(column) {
            *place = text;
        } else {
            self.cells += column + 1 - last.cells.len();
            last.cells.resize(column, String::new());
            last.cells.push(text);
        }
        if self.cells > CELLS_MAX || self.text_bytes > TEXT_BYTES_MAX {
            return Err(FileRefusal::TooManyCells);
        }
        Ok(())
    }

    /// The tables. Rows of blanks are left out, as they are of text files.
    fn finish(mut self) -> Vec<Table> {
        for table in &mut self.read {
            table.rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
        }
        self.read
    }
}

/// Refuses a cell that is too long, before it is copied.
fn check_length(value: &impl DataType, line: u32) -> Result<(), FileRefusal> {
    let texts = [value.get_string(), value.get_datetime_iso(), value.get_duration_iso()];
    let long = |text: &str| text.len() > CELL_CHARS_MAX && text.chars().count() > CELL_CHARS_MAX;
    if texts.into_iter().flatten().any(long) {
        return Err(FileRefusal::CellTooLong { line });
    }
    Ok(())
}

/// What a cell says, as text.
fn text(data: calamine::Data) -> String {
    use calamine::Data;
    match data {
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number(value),
        Data::String(text) => without_nul(text),
        Data::Bool(value) => boolean(value).to_owned(),
        Data::DateTime(value) if value.is_duration() => duration(value.as_f64()),
        // Counted from 1904 already where the workbook says so.
        Data::DateTime(value) => date_time(value),
        Data::DateTimeIso(text) => iso(&text),
        Data::DurationIso(text) => text,
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

const fn boolean(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

/// No text of a database has this character.
fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

//! Reading .ods. A cell and a row say how often they are repeated, and the reader repeats them: how much
//! that is, is counted before.

use std::io::{BufReader, Cursor};

use calamine::{Ods, OdsError, Reader as _};
use domain::import::Table;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{
    CELL_CHARS_MAX, CELLS_MAX, COLUMNS_MAX, FileRefusal, SHEET_ROWS_MAX, TEXT_BYTES_MAX, Tables,
};

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Table>, FileRefusal> {
    count(bytes)?;
    let mut workbook = Ods::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let mut tables = Tables::default();
    for name in workbook.sheet_names() {
        tables.sheet(&name)?;
        let range = workbook.worksheet_range(&name).map_err(|error| refusal(&error))?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let place =
                |start: u32, at: usize| start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            tables.cell((place(top, row), place(left, column)), data)?;
        }
    }
    Ok(tables.finish())
}

fn refusal(error: &OdsError) -> FileRefusal {
    tracing::info!(%error, "workbook cannot be read");
    match error {
        OdsError::Password => FileRefusal::Encrypted,
        _ => FileRefusal::Damaged,
    }
}

/// What has been counted.
#[derive(Default)]
struct Counted {
    sheet: String,
    /// Cells of the row, those that are repeated counted each, up to the last that is not empty.
    columns: usize,
    /// Empty cells after it.
    empty: usize,
    /// How often the row is repeated.
    repeated: usize,
    /// How often the cell is.
    cell_repeated: usize,
    /// Its characters; none where no cell is read.
    cell_chars: Option<usize>,
    /// The row's bytes of text, those of repeated cells counted each.
    row_bytes: usize,
    /// Rows without a cell since the last with one.
    empty_rows: usize,
    rows: usize,
    widest: usize,
    cells: usize,
    bytes: usize,
}

/// Refuses a workbook that is larger, spread out, than what is read.
fn count(bytes: &[u8]) -> Result<(), FileRefusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileRefusal::Damaged)?;
    let part = archive.by_name("content.xml").map_err(|_| FileRefusal::Damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().check_end_names = false;
    reader.config_mut().expand_empty_elements = true;
    let mut counted = Counted::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| FileRefusal::Damaged)? {
            Event::Start(element) => counted.start(&element)?,
            Event::Text(text) => counted.text(text.len(), text.chars().count())?,
            Event::GeneralRef(_) => counted.text(1, 1)?,
            Event::End(element) => counted.end(element.name().as_ref())?,
            Event::DocType(_) => return Err(FileRefusal::Damaged),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

impl Counted {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), FileRefusal> {
        match element.name().as_ref() {
            "table:table" => {
                self.sheet = attribute(element, "table:name")?.unwrap_or_default();
            }
            "table:table-row" => {
                self.repeated = repeated(element, "table:number-rows-repeated")?;
                (self.columns, self.empty, self.row_bytes) = (0, 0, 0);
            }
            "table:table-cell" | "table:covered-table-cell" => return self.cell(element),
            // Blanks are written as a number.
            "text:s" => {
                let blanks = repeated(element, "text:c")?;
                return self.text(blanks, blanks);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), FileRefusal> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => self.cell_chars = None,
            "table:table-row" => self.row_end()?,
            "table:table" => self.sheet_end()?,
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), FileRefusal> {
        self.cell_repeated = repeated(element, "table:number-columns-repeated")?;
        self.cell_chars = Some(0);
        let mut value_bytes = None;
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| FileRefusal::Damaged)?;
            let key = attribute.key.as_ref();
            if key.starts_with("office:") || key == "table:formula" {
                value_bytes = Some(value_bytes.unwrap_or(0) + attribute.value.len());
            }
        }
        match value_bytes {
            None => self.empty = self.empty.saturating_add(self.cell_repeated),
            Some(bytes) => {
                self.columns =
                    self.columns.saturating_add(self.empty).saturating_add(self.cell_repeated);
                self.empty = 0;
                if self.columns > COLUMNS_MAX {
                    return Err(FileRefusal::TooManyColumns { sheet: self.sheet.clone() });
                }
                self.text(bytes, 0)?;
            }
        }
        Ok(())
    }

    fn text(&mut self, bytes: usize, chars: usize) -> Result<(), FileRefusal> {
        self.cell_chars = self.cell_chars.map(|before| before.saturating_add(chars));
        if self.cell_chars.is_some_and(|chars| chars > CELL_CHARS_MAX) {
            return Err(FileRefusal::CellTooLong { line: self.line() });
        }
        self.row_bytes =
            self.row_bytes.saturating_add(bytes.saturating_mul(self.cell_repeated.max(1)));
        within(self.row_bytes, 4 * TEXT_BYTES_MAX)
    }

    /// The row of the sheet that is read.
    fn line(&self) -> u32 {
        let before = self.rows.saturating_add(self.empty_rows);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn row_end(&mut self) -> Result<(), FileRefusal> {
        if self.columns == 0 {
            self.empty_rows = self.empty_rows.saturating_add(self.repeated);
            return Ok(());
        }
        self.rows = self.rows.saturating_add(self.empty_rows).saturating_add(self.repeated);
        self.empty_rows = 0;
        self.widest = self.widest.max(self.columns);
        self.bytes = self.bytes.saturating_add(self.row_bytes.saturating_mul(self.repeated));
        if self.rows > 10 * SHEET_ROWS_MAX {
            return Err(FileRefusal::TooManyRows);
        }
        // Attributes and formulas count too, and are longer than what they say.
        within(self.bytes, 4 * TEXT_BYTES_MAX)?;
        within(self.cells.saturating_add(self.rows.saturating_mul(self.widest)), CELLS_MAX)
    }

    fn sheet_end(&mut self) -> Result<(), FileRefusal> {
        self.cells = self.cells.saturating_add(self.rows.saturating_mul(self.widest));
        (self.rows, self.widest, self.empty_rows) = (0, 0, 0);
        within(self.cells, CELLS_MAX)
    }
}

const fn within(found: usize, most: usize) -> Result<(), FileRefusal> {
    if found > most { Err(FileRefusal::TooManyCells) } else { Ok(()) }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, FileRefusal> {
    let found = element.try_get_attribute(name).map_err(|_| FileRefusal::Damaged)?;
    Ok(found.map(|attribute| attribute.value.into_owned()))
}

fn repeated(element: &BytesStart<'_>, name: &str) -> Result<usize, FileRefusal> {
    match attribute(element, name)? {
        None => Ok(1),
        Some(times) => times.trim().parse().map_err(|_| FileRefusal::Damaged),
    }
}

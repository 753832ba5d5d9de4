//! Tables as they stand in a file: rows of cells, before anything is known of their columns.

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::columns::says_any;
use super::{
    CELL_CHARS_MAX, CELLS_MAX, COLUMNS_MAX, FILE_BYTES_MAX, Field, FileRefusal, Kind, ROWS_MAX,
};
use crate::upload::{self, TableLimits, TableRefusal};

/// A table of a file: the only one of a text file, or a sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The sheet's name; the file's name of a text file.
    pub name: String,
    /// Its rows that are not blank, the heading among them.
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The line on which it begins, from 1, as a text editor counts; the row of a sheet.
    pub line: u32,
    /// Its cells as text. Dates of a workbook are written `2026-11-28`, numbers without an exponent.
    pub cells: Vec<String>,
}

/// What a person says a table is, where its name and its headings do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SheetChoice {
    /// The table's name.
    pub name: String,
    /// What its rows are; none, as its name and headings say.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Whether it is left out altogether.
    #[serde(default)]
    pub skip: bool,
    /// What columns are that their headings do not say, by their headings as they stand. A heading that
    /// is given no field is not used.
    #[serde(default)]
    pub columns: Vec<ColumnChoice>,
}

/// What a person says a column is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// Its heading, as it stands.
    pub heading: String,
    /// The field; none where the column is not used.
    pub field: Option<Field>,
}

/// A column of a table, and what it was taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ColumnSeen {
    /// Its heading, as it stands.
    pub heading: String,
    /// The field that it holds; none where it is not used.
    pub field: Option<Field>,
    /// Whether somebody said so, now or before, and not the words of its heading.
    pub chosen: bool,
    /// Whether its heading says what is owed in all (`balance`, `solde`) while fees or tax stand in columns of
    /// their own: then somebody has to say whether it is the principal.
    #[serde(default)]
    pub whole_balance: bool,
}

/// Reads a text file into the table that it is, as [`upload::read`] reads one: encodings,
/// delimiters, quotes and lines are the same.
///
/// # Errors
///
/// When the file as a whole cannot be taken.
pub fn read_text(name: &str, bytes: &[u8]) -> Result<Table, FileRefusal> {
    let limits = TableLimits {
        bytes: FILE_BYTES_MAX,
        rows: ROWS_MAX.saturating_add(1),
        columns: COLUMNS_MAX,
        cells: CELLS_MAX,
        cell_chars: CELL_CHARS_MAX,
    };
    let rows = upload::table(bytes, limits, names).map_err(|refusal| match refusal {
        TableRefusal::Text(refusal) => FileRefusal::Text(refusal),
        TableRefusal::TooManyColumns => FileRefusal::TooManyColumns { sheet: name.to_owned() },
        TableRefusal::TooManyCells => FileRefusal::TooManyCells,
        TableRefusal::CellTooLong { line } => FileRefusal::CellTooLong { line },
    })?;
    let rows = rows.into_iter().map(|(line, cells)| TableRow { line, cells }).collect();
    Ok(Table { name: name.to_owned(), rows })
}

/// A cell's text with each letter and its accents as one character, where there is such a one: `é` may be written
/// as two, and would make two contracts of one.
pub fn composed(text: String) -> String {
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

/// How many cells of a row name a column of any kind of rows.
fn names(cells: &[String]) -> usize {
    cells.iter().filter(|cell| says_any(cell)).count()
}

/// The words of a heading as they are remembered: without case, accents and punctuation.
pub fn heading_key(heading: &str) -> String {
    upload::words(heading).join(" ")
}

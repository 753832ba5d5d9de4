//! Why a file as a whole cannot be imported.

use super::{FILE_BYTES_MAX, ROWS_MAX};
use crate::upload::{NotText, Refusal};

/// The most cells of a text file, or of all sheets of a workbook: 100,000 rows of 20 columns.
pub const CELLS_MAX: usize = 2_000_000;

/// The most columns of a sheet: no kind of rows has twenty, and exports have some more beside.
pub const COLUMNS_MAX: usize = 200;

/// The most characters of a cell: as many as spreadsheets hold.
pub const CELL_CHARS_MAX: usize = 32_767;

/// Why a file as a whole cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    /// The file has more bytes than are read.
    TooLarge,
    /// The workbook needs a password.
    Encrypted,
    /// The workbook has macros.
    Macros,
    /// The workbook is in the binary format of newer programs.
    BinaryWorkbook,
    /// The workbook cannot be read, or not to its end.
    Damaged,
    /// The workbook unpacks to more than is read.
    UnpacksTooLarge,
    /// A table is wider than any that is known.
    TooManyColumns {
        /// The sheet's name; the file's of a text file.
        sheet: String,
    },
    /// The tables have more cells than are read.
    TooManyCells,
    /// A cell has more characters than spreadsheets hold.
    CellTooLong {
        /// The line on which its row begins; the row of a sheet.
        line: u32,
    },
    /// The file has more rows than are taken.
    TooManyRows,
    /// What is wrong with a text file.
    Text(Refusal),
}

impl FileRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Encrypted => "workbook_encrypted",
            Self::Macros => "workbook_macros",
            Self::BinaryWorkbook => "workbook_binary",
            Self::Damaged => "workbook_damaged",
            Self::UnpacksTooLarge => "workbook_unpacks_too_large",
            Self::TooManyColumns { .. } => "workbook_too_many_columns",
            Self::TooManyCells => "workbook_too_many_cells",
            Self::CellTooLong { .. } => "cell_too_long",
            Self::TooManyRows => "too_many_rows",
            Self::Text(refusal) => refusal.code(),
        }
    }

    /// What the refusal names of the file: a sheet, a line, or how many there are of something.
    pub fn value(&self) -> Option<String> {
        match self {
            Self::TooManyColumns { sheet } => Some(sheet.clone()),
            Self::CellTooLong { line } | Self::Text(Refusal::UnclosedQuote { line }) => {
                Some(line.to_string())
            }
            Self::Text(Refusal::TooManyEntries { entries, .. }) => Some(entries.to_string()),
            Self::Text(Refusal::NoSuchColumn { columns }) => Some(columns.to_string()),
            _ => None,
        }
    }

    /// The refusal of a code and a value; none of a code that is not known.
    ///
    /// ```
    /// # use domain::import::FileRefusal;
    /// let refusal = FileRefusal::TooManyColumns { sheet: "Stock".to_owned() };
    /// let value = refusal.value();
    /// assert_eq!(FileRefusal::from_code(refusal.code(), value.as_deref()), Some(refusal));
    /// ```
    pub fn from_code(code: &str, value: Option<&str>) -> Option<Self> {
        Self::all(value.unwrap_or_default()).into_iter().find(|refusal| refusal.code() == code)
    }

    /// Every refusal, each of the value where it names one. A number that is none counts as 0.
    pub fn all(value: &str) -> [Self; 23] {
        let number = value.parse().unwrap_or(0);
        [
            Self::TooLarge,
            Self::Encrypted,
            Self::Macros,
            Self::BinaryWorkbook,
            Self::Damaged,
            Self::UnpacksTooLarge,
            Self::TooManyColumns { sheet: value.to_owned() },
            Self::TooManyCells,
            Self::CellTooLong { line: value.parse().unwrap_or(0) },
            Self::TooManyRows,
            Self::Text(Refusal::Empty),
            Self::Text(Refusal::NoEntries),
            Self::Text(Refusal::TooManyEntries { entries: number, limit: ROWS_MAX }),
            Self::Text(Refusal::TooLarge { limit_bytes: FILE_BYTES_MAX }),
            Self::Text(Refusal::WhichColumn {
                first_rows: Vec::new(),
                first_row_is_heading: false,
            }),
            Self::Text(Refusal::NoSuchColumn { columns: number }),
            Self::Text(Refusal::UnclosedQuote { line: value.parse().unwrap_or(0) }),
            Self::Text(Refusal::NotText(NotText::Workbook)),
            Self::Text(Refusal::NotText(NotText::WebPage)),
            Self::Text(Refusal::NotText(NotText::Document)),
            Self::Text(Refusal::NotText(NotText::Picture)),
            Self::Text(Refusal::NotText(NotText::Archive)),
            Self::Text(Refusal::NotText(NotText::Unknown)),
        ]
    }
}

impl From<Refusal> for FileRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Text(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_told_by_its_code_and_value() {
        for refusal in FileRefusal::all("7") {
            let told = FileRefusal::from_code(refusal.code(), refusal.value().as_deref()).unwrap();
            assert_eq!((told.code(), told.value()), (refusal.code(), refusal.value()));
        }
        assert_eq!(FileRefusal::from_code("unheard_of", None), None);
    }
}

//! Why a file as a whole cannot be taken, with what to do.

use domain::api::ProblemCode;
use domain::import::{FILE_BYTES_MAX, ROWS_MAX};
use domain::upload::{NotText, Refusal};

use super::workbook::{CELLS_MAX, COLUMNS_MAX};
use crate::http::ApiError;

/// Why a file as a whole cannot be taken.
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
    /// A sheet is wider than any table that is known.
    TooManyColumns { sheet: String },
    /// The sheets have more cells than are read.
    TooManyCells,
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
            Self::TooManyRows => "too_many_rows",
            Self::Text(refusal) => refusal.code(),
        }
    }

    /// What is wrong and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::TooLarge => format!(
                "The file is larger than {} MiB. Split it into several files.",
                FILE_BYTES_MAX / 1024 / 1024
            ),
            Self::Encrypted => "The workbook is protected by a password. Save it without one, and \
                                choose it again."
                .to_owned(),
            Self::Macros => "The workbook has macros. Save it as .xlsx or .ods, which have none, \
                             and choose it again."
                .to_owned(),
            Self::BinaryWorkbook => {
                "The workbook is in a binary format (.xlsb). Save it as .xlsx, .xls or .ods, and \
                 choose it again."
                    .to_owned()
            }
            Self::Damaged => "The workbook is damaged or incomplete. Open it in a spreadsheet \
                              program, save it again as .xlsx or .ods, and choose that file."
                .to_owned(),
            Self::UnpacksTooLarge => "The workbook unpacks to more than is read. Copy the rows \
                                      into a new workbook, or save each sheet as CSV."
                .to_owned(),
            Self::TooManyColumns { sheet } => format!(
                "The sheet `{sheet}` has more than {COLUMNS_MAX} columns. Delete those that are \
                 not needed, and choose the file again."
            ),
            Self::TooManyCells => format!(
                "The sheets have more than {CELLS_MAX} cells. Delete columns and sheets that are \
                 not needed, or split the workbook."
            ),
            Self::TooManyRows => {
                format!("The file has more than {ROWS_MAX} rows. Split it into several files.")
            }
            Self::Text(refusal) => of_text(refusal),
        }
    }
}

fn of_text(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "The file is empty. Choose another one.".to_owned(),
        Refusal::NoEntries => {
            "The file has a heading and no rows. Fill in a template, or choose another file."
                .to_owned()
        }
        Refusal::TooManyEntries { .. } => FileRefusal::TooManyRows.sentence(),
        Refusal::TooLarge { .. } => FileRefusal::TooLarge.sentence(),
        Refusal::UnclosedQuote { line } => format!(
            "The quotation mark that opens on line {line} is never closed. Correct that line, and \
             choose the file again."
        ),
        Refusal::NotText(NotText::Workbook) => {
            "The file is a workbook of a kind that is not read. Save it as .xlsx, .xls, .ods or \
             CSV, and choose it again."
                .to_owned()
        }
        Refusal::NotText(kind) => {
            let kind = match kind {
                NotText::WebPage => "a web page",
                NotText::Document => "a document",
                NotText::Picture => "a picture",
                NotText::Archive => "an archive",
                NotText::Workbook | NotText::Unknown => "neither a workbook nor text",
            };
            format!("The file is {kind}. Choose a CSV file, or a workbook in .xlsx, .xls or .ods.")
        }
        Refusal::WhichColumn { .. } | Refusal::NoSuchColumn { .. } => {
            "The columns of the file cannot be told. Add a heading, and choose the file again."
                .to_owned()
        }
    }
}

impl From<Refusal> for FileRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Text(refusal)
    }
}

impl From<FileRefusal> for ApiError {
    fn from(refusal: FileRefusal) -> Self {
        let sentence = refusal.sentence();
        Self::new(ProblemCode::FileRefused, sentence.clone()).of_field(
            "/file",
            refusal.code(),
            sentence,
        )
    }
}

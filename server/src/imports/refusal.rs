//! Why a file as a whole cannot be taken, with what to do.

use domain::api::ProblemCode;
use domain::import::{CELLS_MAX, COLUMNS_MAX, FILE_BYTES_MAX, FileRefusal, ROWS_MAX};
use domain::upload::{NotText, Refusal};

use crate::http::ApiError;

/// What is wrong and what to do, for those who call the API. The page has sentences of its own.
pub fn sentence(refusal: &FileRefusal) -> String {
    match refusal {
        FileRefusal::TooLarge => format!(
            "The file is larger than {} MiB. Split it into several files.",
            FILE_BYTES_MAX / 1024 / 1024
        ),
        FileRefusal::Encrypted => {
            "The workbook is protected by a password. Save it without one, and \
                            choose it again."
                .to_owned()
        }
        FileRefusal::Macros => {
            "The workbook has macros. Save it as .xlsx or .ods, which have none, \
                         and choose it again."
                .to_owned()
        }
        FileRefusal::BinaryWorkbook => {
            "The workbook is in a binary format (.xlsb). Save it as .xlsx, .xls or .ods, and \
             choose it again."
                .to_owned()
        }
        FileRefusal::Damaged => "The workbook is damaged or incomplete. Open it in a spreadsheet \
                          program, save it again as .xlsx or .ods, and choose that file."
            .to_owned(),
        FileRefusal::UnpacksTooLarge => "The workbook unpacks to more than is read. Copy the rows \
                                  into a new workbook, or save each sheet as CSV."
            .to_owned(),
        FileRefusal::TooManyColumns { sheet } => format!(
            "The sheet `{sheet}` has more than {COLUMNS_MAX} columns. Delete those that are \
             not needed, and choose the file again."
        ),
        FileRefusal::TooManyCells => format!(
            "The sheets have more than {CELLS_MAX} cells. Delete columns and sheets that are \
             not needed, or split the workbook."
        ),
        FileRefusal::TooManyRows => {
            format!("The file has more than {ROWS_MAX} rows. Split it into several files.")
        }
        FileRefusal::Text(refusal) => of_text(refusal),
    }
}

fn of_text(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Empty => "The file is empty. Choose another one.".to_owned(),
        Refusal::NoEntries => {
            "The file has a heading and no rows. Fill in a template, or choose another file."
                .to_owned()
        }
        Refusal::TooManyEntries { .. } => sentence(&FileRefusal::TooManyRows),
        Refusal::TooLarge { .. } => sentence(&FileRefusal::TooLarge),
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

impl From<FileRefusal> for ApiError {
    fn from(refusal: FileRefusal) -> Self {
        let sentence = sentence(&refusal);
        Self::new(ProblemCode::FileRefused, sentence.clone())
            .of_field("/file", refusal.code(), sentence)
            .naming(refusal.value())
    }
}

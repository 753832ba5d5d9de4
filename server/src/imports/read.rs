//! From a file to sheets whose columns are known.

use domain::api::{RememberedColumn, SheetSeen};
use domain::import::table::{ColumnChoice, heading_key, read_text};
use domain::import::{
    Counts, FILE_BYTES_MAX, FileRefusal, ROWS_MAX, Recognised, Sheet, SheetChoice, Table, recognise,
};
use domain::money::Currency;

use super::workbook;
use crate::store::StoreError;

/// A file to be read, and what is known of its columns.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) choices: Vec<SheetChoice>,
    pub(super) remembered: Vec<RememberedColumn>,
    pub(super) currency: Currency,
}

/// What was read of a file.
#[derive(Debug, Default)]
pub(super) struct ReadFile {
    /// All sheets, as they are told.
    pub(super) seen: Vec<SheetSeen>,
    /// Those that are imported.
    pub(super) sheets: Vec<Sheet>,
    /// The name of each of them.
    pub(super) names: Vec<String>,
}

/// Reads a file on a blocking thread, and gives it back. A file that makes a reader panic is damaged.
pub(super) async fn read_apart(
    file: File,
) -> Result<Result<(File, ReadFile), FileRefusal>, StoreError> {
    let reading = tokio::task::spawn_blocking(move || read(&file).map(|read| (file, read)));
    match reading.await {
        Err(error) if error.is_panic() => {
            tracing::error!(%error, "a file made its reader panic");
            Ok(Err(FileRefusal::Damaged))
        }
        read => Ok(read?),
    }
}

/// Reads a file. Takes a while: not for a thread that others wait on.
fn read(file: &File) -> Result<ReadFile, FileRefusal> {
    let mut read = ReadFile::default();
    let mut rows = 0_usize;
    for table in tables(&file.name, &file.bytes)? {
        let choice = file.choices.iter().find(|choice| choice.name == table.name);
        let name = table.name.clone();
        let found = recognise(table, choice, &file.remembered, &file.currency);
        let (seen, sheet) = seen(name, found);
        if let Some(sheet) = sheet {
            rows = rows.saturating_add(sheet.rows.len());
            read.names.push(seen.name.clone());
            read.sheets.push(sheet);
        }
        read.seen.push(seen);
    }
    if rows > ROWS_MAX {
        return Err(FileRefusal::TooManyRows);
    }
    Ok(read)
}

/// The tables of a file.
pub(super) fn tables(name: &str, bytes: &[u8]) -> Result<Vec<Table>, FileRefusal> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(FileRefusal::TooLarge);
    }
    match workbook::read(bytes)? {
        Some(tables) => Ok(tables),
        None => Ok(vec![read_text(name, bytes)?]),
    }
}

fn seen(name: String, found: Recognised) -> (SheetSeen, Option<Sheet>) {
    let Recognised { kind, skipped, columns, missing, first_rows, rows, sheet } = found;
    let counts = Counts::default();
    (SheetSeen { name, kind, skipped, rows, columns, missing, first_rows, counts }, sheet)
}

/// What was chosen, so that the file is read again as it was: what is remembered of columns may be different
/// by now.
pub(super) fn choices_of(seen: &[SheetSeen]) -> Vec<SheetChoice> {
    let choice = |sheet: &SheetSeen| SheetChoice {
        name: sheet.name.clone(),
        kind: sheet.kind,
        skip: sheet.skipped,
        columns: sheet
            .columns
            .iter()
            .map(|column| ColumnChoice { heading: column.heading.clone(), field: column.field })
            .collect(),
    };
    seen.iter().map(choice).collect()
}

/// What a person said of columns, to be remembered.
pub(super) fn said(read: &ReadFile, choices: &[SheetChoice]) -> Vec<RememberedColumn> {
    let mut said = Vec::new();
    for choice in choices {
        let Some(sheet) = read.seen.iter().find(|sheet| sheet.name == choice.name) else {
            continue;
        };
        let Some(kind) = sheet.kind.filter(|_| !sheet.skipped) else { continue };
        for column in &choice.columns {
            let heading = heading_key(&column.heading);
            let there = sheet.columns.iter().any(|seen| seen.heading == column.heading);
            // A field of another kind is no answer.
            let fits = column
                .field
                .is_none_or(|field| kind.fields().iter().any(|(known, _)| *known == field));
            if there && fits && !heading.is_empty() {
                said.push(RememberedColumn { kind, heading, field: column.field });
            }
        }
    }
    said
}

//! Reading .xlsx, cell by cell: the size that a sheet tells of itself is not believed.

use std::io::Cursor;

use calamine::{DataType as _, Reader as _, SheetType, Xlsx, XlsxError};
use domain::import::Table;

use super::{FileRefusal, Tables};

/// Sheets of spreadsheet programs end here.
const SHEET_ROWS_END: u32 = 1_048_576;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Table>, FileRefusal> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    let sheets: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut tables = Tables::default();
    for name in sheets {
        tables.sheet(&name)?;
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(refusal(&error)),
        };
        if cells.dimensions().end.0 >= SHEET_ROWS_END {
            return Err(FileRefusal::Damaged);
        }
        while let Some(cell) = cells.next_cell().map_err(|error| refusal(&error))? {
            let (row, column) = cell.get_position();
            if row >= SHEET_ROWS_END {
                return Err(FileRefusal::Damaged);
            }
            if !cell.get_value().is_empty() {
                tables.cell((row, column), cell.get_value())?;
            }
        }
    }
    Ok(tables.finish())
}

fn refusal(error: &XlsxError) -> FileRefusal {
    tracing::info!(%error, "workbook cannot be read");
    match error {
        XlsxError::Password => FileRefusal::Encrypted,
        _ => FileRefusal::Damaged,
    }
}

//! Reading .xls: records in a stream of a compound file. The reader makes room for as many cells as a sheet
//! says that it has, so what it says is added up before.

use std::io::{Cursor, Read as _};

use calamine::{Reader as _, Xls, XlsError};
use domain::import::Table;

use super::xls_records::count;
use super::{FileRefusal, Tables};

pub(super) fn read(bytes: &[u8]) -> Result<Option<Vec<Table>>, FileRefusal> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| FileRefusal::Damaged)?;
    if file.exists("/EncryptedPackage") || file.exists("/EncryptionInfo") {
        return Err(FileRefusal::Encrypted);
    }
    if file.exists("/_VBA_PROJECT_CUR") || file.exists("/Macros") {
        return Err(FileRefusal::Macros);
    }
    let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)) else {
        return Ok(None);
    };
    let mut stream = Vec::new();
    let read = file.open_stream(name).and_then(|mut of| of.read_to_end(&mut stream));
    read.map_err(|_| FileRefusal::Damaged)?;
    drop(file);
    count(&stream)?;
    drop(stream);
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
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
    Ok(Some(tables.finish()))
}

fn refusal(error: &XlsError) -> FileRefusal {
    tracing::info!(%error, "workbook cannot be read");
    match error {
        XlsError::Password => FileRefusal::Encrypted,
        _ => FileRefusal::Damaged,
    }
}

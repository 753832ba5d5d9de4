//! The rows as files: a text file a kind, one workbook with all of them, and the accounts to write off.

use std::fs;
use std::path::{Path, PathBuf};

use domain::import::{Field, Kind};
use domain::language::Language;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::super::DemoError;
use super::portfolio::{Portfolio, Row};

/// Writes the files into a folder, which is made; their paths.
pub(super) fn write(
    folder: &Path,
    portfolio: &Portfolio,
    language: Language,
) -> Result<Vec<PathBuf>, DemoError> {
    fs::create_dir_all(folder)?;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for kind in Kind::ALL {
        let text = text(kind, portfolio.rows(kind), language);
        files.push((format!("{}.csv", kind.code()), text.into_bytes()));
    }
    files.push(("portfolio.xlsx".to_owned(), workbook(portfolio, language)?));
    files.push(("defaulted.csv".to_owned(), defaulted(portfolio, language).into_bytes()));
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::write(&path, bytes)?;
        written.push(path);
    }
    Ok(written)
}

/// As spreadsheets of the language write text files.
const fn delimiter(language: Language) -> char {
    match language {
        Language::En => ',',
        Language::Fr => ';',
    }
}

fn text(kind: Kind, rows: &[Row], language: Language) -> String {
    let headings = headings(kind, language);
    let headings: Vec<_> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    let mut text = "\u{feff}".to_owned();
    for row in std::iter::once(&headings).chain(rows) {
        let cells: Vec<_> = row.iter().map(|cell| quoted(cell, language)).collect();
        text.push_str(&cells.join(delimiter(language).encode_utf8(&mut [0; 4])));
        text.push_str("\r\n");
    }
    text
}

fn headings(kind: Kind, language: Language) -> Vec<&'static str> {
    kind.fields().iter().map(|(field, _)| field.name(language)).collect()
}

fn quoted(cell: &str, language: Language) -> String {
    if cell.contains([delimiter(language), '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn workbook(portfolio: &Portfolio, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for kind in Kind::ALL {
        let sheet = workbook.add_worksheet().set_name(kind.name(language))?;
        let mut row = 0;
        for (column, heading) in (0_u16..).zip(headings(kind, language)) {
            sheet.write_string(row, column, heading)?;
        }
        for cells in portfolio.rows(kind) {
            row += 1;
            for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, cell)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// A file for the first bulk write-off.
fn defaulted(portfolio: &Portfolio, language: Language) -> String {
    let mut text = format!("\u{feff}{}\r\n", Field::Account.name(language));
    for account in &portfolio.defaulted {
        text.push_str(account);
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (cell, en, fr) in [
            ("Ng'endo", "Ng'endo", "Ng'endo"),
            ("a,b", "\"a,b\"", "a,b"),
            ("a;b", "a;b", "\"a;b\""),
            ("24\"", "\"24\"\"\"", "\"24\"\"\""),
        ] {
            assert_eq!(quoted(cell, Language::En), en);
            assert_eq!(quoted(cell, Language::Fr), fr);
        }
    }

    #[test]
    fn a_file_has_its_headings_and_a_line_a_row() {
        let rows = vec![vec!["Kisumu".to_owned()], vec!["Nakuru".to_owned()]];
        let text = text(Kind::Centres, &rows, Language::En);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines.get(1), Some(&"Kisumu"));
    }
}

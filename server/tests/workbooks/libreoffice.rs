//! Workbooks as `LibreOffice` saves them, in each format.

use std::path::Path;
use std::process::Command;

use domain::import::Table;
use server::imports::read_tables;

/// Written in flat `OpenDocument`, as a program would.
const SOURCE: &str = include_str!("portfolio.fods");

fn convert(folder: &Path, source: &Path, format: &str) -> Vec<u8> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .args([folder, source])
        .output()
        .unwrap_or_else(|error| {
            panic!("LibreOffice is needed (on Debian: libreoffice-calc-nogui): {error}")
        });
    let written = source.with_extension(format);
    std::fs::read(&written).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

fn rows(table: &Table) -> Vec<(u32, Vec<&str>)> {
    let cells = |row: &domain::import::TableRow| {
        let mut cells: Vec<String> = row.cells.clone();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        cells
    };
    table
        .rows
        .iter()
        .map(|row| {
            let length = cells(row).len();
            (row.line, row.cells.iter().take(length).map(String::as_str).collect())
        })
        .collect()
}

#[test]
fn every_format_gives_the_same_tables() {
    for epoch in ["1899-12-30", "1904-01-01"] {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("portfolio.fods");
        std::fs::write(&source, SOURCE.replace("NULL-DATE", epoch)).unwrap();
        for format in ["xlsx", "xls", "ods"] {
            let bytes = convert(folder.path(), &source, format);
            let tables = read_tables("portfolio", &bytes).unwrap();
            let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
            assert_eq!(names, ["Notes", "Accounts", "Contracts"], "{format}");
            let [notes, accounts, contracts] = &tables[..] else { panic!("{names:?}") };
            assert_eq!(rows(notes), [], "{format}");
            assert_eq!(
                rows(accounts),
                [
                    (1, vec!["Customers of the north"]),
                    (3, vec!["Account ID", "Customer", "Centre", "Paid until", "Phone"]),
                    (4, vec!["0012", "Wanjiku", "Nakuru", "2026-11-28", "0712345678"]),
                    (5, vec!["KE-2", "Otieno", "Nakuru", "28/11/2026", "254712345678"]),
                    (6, vec!["KE-3", "Zoé", "Kisumu", "2026-01-02", "0"]),
                    (9, vec!["KE-4", "Achieng", "Kisumu", "", "+254 7"]),
                ],
                "{format} {epoch}"
            );
            assert_eq!(
                rows(contracts),
                [
                    (1, vec!["Contract", "Account ID", "Price", "Principal", "Signed on", "Done"]),
                    (2, vec!["C-1", "0012", "1200", "1200.5", "2026-03-01", "TRUE"]),
                    (3, vec!["C-2", "KE-2", "0.3", "2400", "2026-03-01 14:30:00", "FALSE"]),
                ],
                "{format} {epoch}"
            );
        }
    }
}

//! A report as a file for spreadsheets.

use super::report::{Cell, Report, Table};
use super::{ReportName, words};
use crate::csv_file::{amount, without_formula};
use crate::language::Language;
use crate::money::Money;

/// A report as CSV: its title, its figures, and its tables one below the other.
///
/// UTF-8 with a byte order mark and CRLF; commas and decimal points in English, semicolons and decimal
/// commas in French, because that is how spreadsheets there open it rightly. No cell is run as a
/// formula.
pub fn report_csv(
    name: ReportName,
    report: &Report,
    minor_digits: u8,
    language: Language,
) -> Vec<u8> {
    let delimiter = match language {
        Language::En => b',',
        Language::Fr => b';',
    };
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(&mut bytes);
    for row in rows(name, report, minor_digits, language) {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row);
    }
    drop(writer);
    bytes
}

fn rows(
    name: ReportName,
    report: &Report,
    minor_digits: u8,
    language: Language,
) -> Vec<Vec<String>> {
    let mut rows = vec![vec![words::title(name, language).to_owned()]];
    for figure in &report.figures {
        let value = cell(&figure.value, minor_digits, language);
        rows.push(vec![words::figure(&figure.name, language).to_owned(), value]);
    }
    for table in &report.tables {
        // A blank line parts tables.
        rows.push(vec![String::new()]);
        rows.push(vec![words::table(&table.name, language).to_owned()]);
        rows.extend(table_rows(table, minor_digits, language));
    }
    rows
}

fn table_rows(table: &Table, minor_digits: u8, language: Language) -> Vec<Vec<String>> {
    let heading =
        table.columns.iter().map(|column| words::column(&column.name, language).to_owned());
    let written =
        |row: &Vec<Cell>| row.iter().map(|one| cell(one, minor_digits, language)).collect();
    std::iter::once(heading.collect())
        .chain(table.rows.iter().map(written))
        .chain(table.total.iter().map(written))
        .collect()
}

fn cell(cell: &Cell, minor_digits: u8, language: Language) -> String {
    match cell {
        Cell::Empty | Cell::Percent(None) => String::new(),
        Cell::Text(text) | Cell::Account(text) => without_formula(text),
        Cell::Code(code) => words::code(code, language).to_owned(),
        Cell::Day(day) => day.clone(),
        Cell::Month(month) => month.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Money(minor) => amount(Money::from_minor(*minor), minor_digits, language),
        Cell::Percent(Some(tenths)) => {
            [amount(Money::from_minor(*tenths), 1, language), "%".to_owned()].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Figure};
    use super::*;

    #[test]
    fn a_report_is_written_for_the_spreadsheet_of_the_language() {
        let report = Report {
            figures: vec![
                Figure::new("amount", Cell::Money(-105_050)),
                Figure::new("rate", Cell::Percent(Some(333))),
            ],
            tables: vec![Table {
                name: "register".to_owned(),
                columns: vec![Column::text("customer"), Column::number("amount")],
                rows: vec![vec![Cell::Text("=cmd()".to_owned()), Cell::Money(105_050)]],
                total: Some(vec![Cell::Empty, Cell::Money(105_050)]),
                chart: None,
                more: false,
            }],
        };
        let csv = |language| {
            let bytes = report_csv(ReportName::WriteOffRegister, &report, 2, language);
            String::from_utf8(bytes).unwrap()
        };
        let english = csv(Language::En);
        assert!(english.starts_with('\u{feff}'));
        assert!(english.contains(",-1050.50\r\n"), "{english}");
        assert!(english.contains(",33.3%\r\n"), "{english}");
        assert!(english.contains("\r\n'=cmd(),1050.50\r\n,1050.50\r\n"), "{english}");
        let french = csv(Language::Fr);
        assert!(french.contains(";-1050,50\r\n"), "{french}");
        assert!(french.contains(";33,3%\r\n"), "{french}");
    }
}

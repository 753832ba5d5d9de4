//! Files that a spreadsheet opens rightly, and harmlessly.

use crate::account_id::trim_blanks;
use crate::journal::export::decimal;
use crate::language::Language;
use crate::money::Money;

/// Rows as CSV, under a heading.
///
/// UTF-8 with a byte order mark and CRLF; commas in English and semicolons in French, because that
/// is how spreadsheets there open it rightly. Cells that a spreadsheet would run as a formula get
/// an apostrophe in front, which [`upload::read`](crate::upload::read) takes off again.
pub(crate) fn csv_file<const N: usize>(
    heading: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
    language: Language,
) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(csv_rows([heading.map(str::to_owned)], language));
    bytes.extend(csv_rows(rows, language));
    bytes
}

/// The rows alone, to follow on those of a file.
pub(crate) fn csv_rows<const N: usize>(
    rows: impl IntoIterator<Item = [String; N]>,
    language: Language,
) -> Vec<u8> {
    written(rows, language)
}

/// Rows of which the first is the heading, as a file: for columns that are known only when it is written.
pub(crate) fn csv_lines(
    rows: impl IntoIterator<Item = Vec<String>>,
    language: Language,
) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(more_csv_lines(rows, language));
    bytes
}

/// More rows, to follow on those of such a file.
pub(crate) fn more_csv_lines(
    rows: impl IntoIterator<Item = Vec<String>>,
    language: Language,
) -> Vec<u8> {
    written(rows, language)
}

fn written(
    rows: impl IntoIterator<Item = impl IntoIterator<Item = String>>,
    language: Language,
) -> Vec<u8> {
    let delimiter = match language {
        Language::En => b',',
        Language::Fr => b';',
    };
    let mut bytes = Vec::new();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut bytes);
    for row in rows {
        // Writing rows of one length to memory cannot fail.
        let _ = writer.write_record(row.into_iter().map(|cell| without_formula(&cell)));
    }
    drop(writer);
    bytes
}

/// An amount that a spreadsheet of that language reads as a number.
pub(crate) fn amount(amount: Money, digits: u8, language: Language) -> String {
    decimal_mark(&decimal(amount, digits), language)
}

/// An amount that was written with a point, with the mark of that language.
pub(crate) fn decimal_mark(written: &str, language: Language) -> String {
    match language {
        Language::En => written.to_owned(),
        Language::Fr => written.replace('.', ","),
    }
}

/// The cell as text that no spreadsheet runs (OWASP, CSV injection), on one line. An apostrophe
/// that stands in front already would be taken for such a guard when read again: it gets one too.
pub(crate) fn without_formula(cell: &str) -> String {
    let cell = cell.replace(['\r', '\n', '\t'], " ");
    if trim_blanks(&cell).starts_with(['=', '+', '-', '@', '\'']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_numbers_in_the_spreadsheet_of_the_language() {
        for (minor, digits, language, text) in [
            (1_120_000, 2, Language::En, "11200.00"),
            (1_120_000, 2, Language::Fr, "11200,00"),
            (5, 2, Language::En, "0.05"),
            (0, 0, Language::En, "0"),
            (90_000, 0, Language::Fr, "90000"),
        ] {
            assert_eq!(amount(Money::from_minor(minor), digits, language), text);
        }
    }
}

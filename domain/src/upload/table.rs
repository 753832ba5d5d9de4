//! Reading a text as a table of which nothing else is known.

use super::layout::table_layout;
use super::refusal::Refusal;
use super::rows::Rows;
use super::{text, without_guard};

/// The rows of a text that are not blank, each with the line on which it begins, from 1. A heading is one
/// of them; where it stands again, as in files that were put together, it does not count.
///
/// `named` counts the cells of a row that name columns, which tells what separates cells.
pub(crate) fn table(
    bytes: &[u8],
    bytes_max: usize,
    rows_max: usize,
    named: impl Fn(&[String]) -> usize,
) -> Result<Vec<(u32, Vec<String>)>, Refusal> {
    let text = text(bytes, bytes_max)?;
    let text = text.as_bytes();
    let layout = table_layout(text, named);
    let body = text.get(layout.start..).unwrap_or_default();
    let mut rows = Rows::new(body, layout.delimiter, layout.first_line);
    let mut kept: Vec<(u32, Vec<String>)> = Vec::new();
    let mut total = 0_usize;
    while let Some(row) = rows.next() {
        if row.quote_broken {
            return Err(Refusal::UnclosedQuote { line: row.line });
        }
        if row.is_blank() {
            continue;
        }
        let line = row.line;
        let mut cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| without_guard(&String::from_utf8_lossy(cell)).to_owned())
            .collect();
        // Long rows of empty cells are what spreadsheets leave behind.
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if kept.first().is_some_and(|(_, heading)| *heading == cells) {
            continue;
        }
        total += 1;
        if total <= rows_max {
            kept.push((line, cells));
        }
    }
    match total {
        0 => Err(Refusal::NoEntries),
        _ if total > rows_max => {
            Err(Refusal::TooManyEntries { entries: total - 1, limit: rows_max - 1 })
        }
        _ => Ok(kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Result<Vec<(u32, Vec<String>)>, Refusal> {
        table(text, 1_000, 4, |_| 0)
    }

    #[test]
    fn rows_have_their_lines_and_cells_what_was_meant() {
        for text in [
            &b"sep=;\r\nname;value\r\n\r\n=\"0012\";'x\r\nname;value\r\n\"a\nb\";\r\n;;;\r\n"[..],
            b"sep=;\nname;value\n\n=\"0012\";'x\nname;value\n\"a\nb\";;;\n",
        ] {
            let rows = read(text).unwrap();
            let cells = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
            let expected =
                [(2, cells(&["name", "value"])), (4, cells(&["0012", "x"])), (6, cells(&["a\nb"]))];
            assert_eq!(rows, expected, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(read(b""), Err(Refusal::Empty));
        assert_eq!(read(b"\n \n"), Err(Refusal::NoEntries));
        let limit_bytes = 1_000;
        assert_eq!(read(&[b'a'; 1_001]), Err(Refusal::TooLarge { limit_bytes }));
        assert_eq!(read(b"a\n1\n2\n3\n4\n"), Err(Refusal::TooManyEntries { entries: 4, limit: 3 }));
        assert_eq!(read(b"a,b\n\"1,2\n3,4\n"), Err(Refusal::UnclosedQuote { line: 2 }));
        assert!(matches!(read(b"PK\x03\x04zip"), Err(Refusal::NotText(_))));
    }
}

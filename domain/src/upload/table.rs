//! Reading a text as a table of which nothing else is known.

use super::layout::table_layout;
use super::refusal::Refusal;
use super::row_limits::{Excess, RowLimits};
use super::rows::{Row, Rows};
use super::{text, without_guard};

/// How large a table may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableLimits {
    pub(crate) bytes: usize,
    /// The heading among them.
    pub(crate) rows: usize,
    /// Up to the last cell of a row that is filled.
    pub(crate) columns: usize,
    /// Of all rows together.
    pub(crate) cells: usize,
    pub(crate) cell_chars: usize,
}

/// Why a text is not taken as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TableRefusal {
    Text(Refusal),
    TooManyColumns,
    TooManyCells,
    /// On the line on which its row begins.
    CellTooLong {
        line: u32,
    },
}

impl From<Refusal> for TableRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Text(refusal)
    }
}

/// The rows of a text that are not blank, each with the line on which it begins, from 1. A heading is one
/// of them; where it stands again, as in files that were put together, it does not count.
///
/// `named` counts the cells of a row that name columns, which tells what separates cells.
pub(crate) fn table(
    bytes: &[u8],
    limits: TableLimits,
    named: impl Fn(&[String]) -> usize,
) -> Result<Vec<(u32, Vec<String>)>, TableRefusal> {
    let text = text(bytes, limits.bytes)?;
    let text = text.as_bytes();
    let of_rows = RowLimits::of_table(limits.columns, limits.cell_chars);
    let layout = table_layout(text, of_rows, named);
    let body = text.get(layout.start..).unwrap_or_default();
    let mut rows = Rows::new(body, layout.delimiter, layout.first_line);
    let mut kept: Vec<(u32, Vec<String>)> = Vec::new();
    let (mut total, mut total_cells) = (0_usize, 0_usize);
    while let Some(row) = rows.next_within(of_rows).map_err(too_large)? {
        if row.quote_broken {
            return Err(Refusal::UnclosedQuote { line: row.line }.into());
        }
        if row.is_blank() {
            continue;
        }
        let line = row.line;
        let cells = cells(&row);
        if kept.first().is_some_and(|(_, heading)| *heading == cells) {
            continue;
        }
        total += 1;
        if total <= limits.rows {
            total_cells += cells.len();
            if total_cells > limits.cells {
                return Err(TableRefusal::TooManyCells);
            }
            kept.push((line, cells));
        }
    }
    match total {
        0 => Err(Refusal::NoEntries.into()),
        _ if total > limits.rows => {
            Err(Refusal::TooManyEntries { entries: total - 1, limit: limits.rows - 1 }.into())
        }
        _ => Ok(kept),
    }
}

const fn too_large((line, excess): (u32, Excess)) -> TableRefusal {
    match excess {
        Excess::Cells => TableRefusal::TooManyColumns,
        Excess::Chars => TableRefusal::CellTooLong { line },
    }
}

/// The cells of a row up to the last that is filled: long rows of empty cells are what spreadsheets leave behind.
fn cells(row: &Row<'_>) -> Vec<String> {
    let filled = row.filled_columns().last().map_or(0, |last| last + 1);
    let mut cells: Vec<String> = row
        .cells
        .iter()
        .take(filled)
        .map(|cell| without_guard(&String::from_utf8_lossy(cell)).to_owned())
        .collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: TableLimits =
        TableLimits { bytes: 1_000, rows: 4, columns: 3, cells: 8, cell_chars: 20 };

    fn read(text: &[u8]) -> Result<Vec<(u32, Vec<String>)>, TableRefusal> {
        table(text, LIMITS, |_| 0)
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
        let limit_bytes = 1_000;
        for (text, expected) in [
            (&b""[..], Refusal::Empty),
            (b"\n \n", Refusal::NoEntries),
            (&[b'a'; 1_001], Refusal::TooLarge { limit_bytes }),
            (b"a\n1\n2\n3\n4\n", Refusal::TooManyEntries { entries: 4, limit: 3 }),
            (b"a,b\n\"1,2\n3,4\n", Refusal::UnclosedQuote { line: 2 }),
        ] {
            assert_eq!(read(text), Err(expected.into()));
        }
        assert!(matches!(read(b"PK\x03\x04zip"), Err(TableRefusal::Text(Refusal::NotText(_)))));
    }

    #[test]
    fn what_is_larger_than_a_table_may_be_is_refused() {
        let long = "x".repeat(21);
        let ghosts = ",".repeat(990);
        for (text, expected) in [
            ("a;b;c\n1;2;3\n1;2;3\n".to_owned(), Err(TableRefusal::TooManyCells)),
            ("a;b;c\n1;2\n1;2;3\n".to_owned(), Ok(3)),
            ("a;b;c;d\n1;2;3\n".to_owned(), Err(TableRefusal::TooManyColumns)),
            ("a;b;c\n1;2;;4\n".to_owned(), Err(TableRefusal::TooManyColumns)),
            (format!("a,b\n1,2{ghosts}\n"), Ok(2)),
            (format!("a,b\n1,{long}\n"), Err(TableRefusal::CellTooLong { line: 2 })),
            (format!("a\n{long}\n"), Err(TableRefusal::CellTooLong { line: 2 })),
            (format!("sep=;\n\na;{long}"), Err(TableRefusal::CellTooLong { line: 3 })),
            (format!("a,b\n1,\"{}\n\"\n", &long[..20]), Err(TableRefusal::CellTooLong { line: 2 })),
        ] {
            assert_eq!(read(text.as_bytes()).map(|rows| rows.len()), expected, "{text}");
        }
        // More cells than a sheet of a spreadsheet has, though none is filled.
        let limits = TableLimits { bytes: 100_000, ..LIMITS };
        let commas = ",".repeat(20_000);
        for text in [commas.clone(), format!("a,b{commas}c\n")] {
            assert_eq!(table(text.as_bytes(), limits, |_| 0), Err(TableRefusal::TooManyColumns));
        }
    }
}

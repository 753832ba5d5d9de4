//! How large a row may be, found out before anything of it is copied.

/// How large a row of a text may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowLimits {
    /// Cells, empty ones behind the last that is filled too: no more than a sheet of a spreadsheet has.
    cells: usize,
    /// Cells up to the last that is filled.
    filled: usize,
    /// Characters of a cell.
    chars: usize,
}

/// As many columns as a sheet of a spreadsheet has: programs write all of them where a row was once formatted.
const SHEET_COLUMNS: usize = 16_384;

/// How a row is larger than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    Cells,
    Chars,
}

impl RowLimits {
    /// Files of account IDs: they are small.
    pub(super) const NONE: Self = Self { cells: usize::MAX, filled: usize::MAX, chars: usize::MAX };

    /// Rows of a table.
    pub(super) const fn of_table(filled: usize, chars: usize) -> Self {
        Self { cells: SHEET_COLUMNS, filled, chars }
    }

    /// The same, however many of its cells are filled: of a text whose delimiter is not known yet.
    pub(super) const fn of_any_delimiter(self) -> Self {
        Self { filled: self.cells, ..self }
    }

    const fn are_none(self) -> bool {
        self.cells == usize::MAX
    }

    /// Looks at the first row of a text, as the reader of rows will read it.
    pub(super) fn check(self, text: &[u8], delimiter: u8) -> Result<(), Excess> {
        if self.are_none() {
            return Ok(());
        }
        let mut cell = Cell::default();
        let (mut cells, mut place) = (1_usize, Place::Start);
        for byte in text.iter().copied().skip_while(|byte| is_line_end(*byte)) {
            place = match (place, byte) {
                (Place::Start, b'"') => Place::Quoted,
                (Place::Quoted, b'"') => Place::QuoteInQuoted,
                (Place::Start | Place::Plain | Place::QuoteInQuoted, _) if byte == delimiter => {
                    cell = Cell::default();
                    cells += 1;
                    if cells > self.cells {
                        return Err(Excess::Cells);
                    }
                    Place::Start
                }
                (Place::Start | Place::Plain | Place::QuoteInQuoted, _) if is_line_end(byte) => {
                    return Ok(());
                }
                (place, _) => {
                    cell.take(byte);
                    if cell.chars > self.chars {
                        return Err(Excess::Chars);
                    }
                    if cell.filled && cells > self.filled {
                        return Err(Excess::Cells);
                    }
                    match place {
                        Place::Start | Place::Plain => Place::Plain,
                        Place::QuoteInQuoted if byte != b'"' => Place::Plain,
                        Place::Quoted | Place::QuoteInQuoted => Place::Quoted,
                    }
                }
            };
        }
        Ok(())
    }
}

/// Where in a cell the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    Plain,
    Quoted,
    /// Behind a mark that ends the cell, unless another follows.
    QuoteInQuoted,
}

#[derive(Default)]
struct Cell {
    chars: usize,
    filled: bool,
}

impl Cell {
    fn take(&mut self, byte: u8) {
        // The bytes that continue a character in UTF-8.
        self.chars += usize::from(byte & 0b1100_0000 != 0b1000_0000);
        self.filled |= byte != b' ';
    }
}

pub(super) const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: RowLimits = RowLimits { cells: 5, filled: 3, chars: 4 };

    #[test]
    fn a_row_is_measured_as_it_is_read() {
        for (text, expected) in [
            ("", Ok(())),
            ("a,b,c", Ok(())),
            ("a,b,c,d", Err(Excess::Cells)),
            ("a,b,c,, ", Ok(())),
            ("a,b,c,\"\",\nd,e,f,g", Ok(())),
            (",,,,,", Err(Excess::Cells)),
            ("abcd\nabcde", Ok(())),
            ("\r\n\nabcde", Err(Excess::Chars)),
            ("éééé", Ok(())),
            ("\"a,b,\"\n", Ok(())),
            ("\"a\n\"\"b\"", Ok(())),
            ("\"a\n\"\"bc\"", Err(Excess::Chars)),
            ("\"ab\"cd,e", Ok(())),
            ("\"ab\"cde", Err(Excess::Chars)),
            ("a\"b,c\nd,e,f,g", Ok(())),
            ("a,\"b\nc,d", Err(Excess::Chars)),
        ] {
            assert_eq!(LIMITS.check(text.as_bytes(), b','), expected, "{text:?}");
        }
        assert_eq!(LIMITS.check(b"a;b;c;d", b';'), Err(Excess::Cells));
        assert_eq!(LIMITS.of_any_delimiter().check(b"a;b;c;d", b';'), Ok(()));
        assert_eq!(RowLimits::NONE.check(b",,,,,,abcde", b','), Ok(()));
    }
}

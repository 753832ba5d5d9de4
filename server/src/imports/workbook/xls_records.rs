//! The records of an .xls, as far as they say how large it is.

use super::{CELLS_MAX, FileRefusal, SHEETS_MAX, TEXT_BYTES_MAX};

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const ENCRYPTED: u16 = 0x002F;
const STRINGS: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const DIMENSIONS: u16 = 0x0200;
const SHARED_STRING: u16 = 0x00FD;
const SEVERAL_NUMBERS: u16 = 0x00BD;

/// Numbers, labels, booleans and formulas: each begins with its row and column.
const CELLS: [u16; 8] =
    [0x0006, 0x0203, 0x0204, 0x0205, 0x00D6, 0x027E, SEVERAL_NUMBERS, SHARED_STRING];

/// What a record of several numbers has for each.
const BYTES_OF_A_NUMBER: usize = 6;

/// A record: its type and what it says.
type Record<'a> = (u16, &'a [u8]);

/// Refuses a workbook that is larger, spread out, than what is read.
pub(super) fn count(stream: &[u8]) -> Result<(), FileRefusal> {
    let mut sheets = Vec::new();
    let mut strings = Vec::new();
    let mut rest = stream;
    while let Some(((kind, data), after)) = record(rest) {
        match kind {
            END => break,
            ENCRYPTED if short(data, 0) != Some(0) => return Err(FileRefusal::Encrypted),
            SHEET => sheets.push(long(data, 0).ok_or(FileRefusal::Damaged)?),
            STRINGS => strings = Strings::of(data, after).lengths().unwrap_or_default(),
            _ => {}
        }
        rest = after;
    }
    if sheets.len() > SHEETS_MAX {
        return Err(FileRefusal::TooManyCells);
    }
    let (mut cells, mut bytes) = (0_usize, 0_usize);
    for start in sheets {
        let sheet = stream.get(start..).ok_or(FileRefusal::Damaged)?;
        let counted = count_sheet(sheet, &strings)?;
        cells = cells.saturating_add(counted.cells());
        bytes = bytes.saturating_add(counted.bytes);
        if cells > CELLS_MAX || bytes > TEXT_BYTES_MAX {
            return Err(FileRefusal::TooManyCells);
        }
    }
    Ok(())
}

/// What a sheet has.
#[derive(Default)]
struct Counted {
    /// The first row and the one after the last, as cells and the sheet itself say.
    rows: Option<(usize, usize)>,
    columns: Option<(usize, usize)>,
    /// What the sheet says that it has.
    said: usize,
    values: usize,
    /// Bytes of shared strings: each cell has its own copy.
    bytes: usize,
}

impl Counted {
    fn cells(&self) -> usize {
        let length = |range: Option<(usize, usize)>| {
            range.map_or(0, |(first, last)| last.saturating_sub(first).saturating_add(1))
        };
        let area = length(self.rows).saturating_mul(length(self.columns));
        area.max(self.said).max(self.values)
    }

    fn cell(&mut self, kind: u16, data: &[u8], strings: &[usize]) -> Option<()> {
        let (row, column) = (short(data, 0)?, short(data, 2)?);
        widen(&mut self.rows, row);
        widen(&mut self.columns, column);
        self.values = self.values.saturating_add(1);
        if kind == SEVERAL_NUMBERS {
            widen(&mut self.columns, short(data, data.len().checked_sub(2)?)?);
            self.values = self.values.saturating_add(data.len() / BYTES_OF_A_NUMBER);
        }
        if kind == SHARED_STRING {
            self.bytes = self.bytes.saturating_add(*strings.get(long(data, 6)?)?);
        }
        Some(())
    }
}

fn widen(range: &mut Option<(usize, usize)>, place: usize) {
    *range =
        Some(range.map_or((place, place), |(first, last)| (first.min(place), last.max(place))));
}

fn count_sheet(sheet: &[u8], strings: &[usize]) -> Result<Counted, FileRefusal> {
    let mut counted = Counted::default();
    // Charts within a sheet have cells of their own, which are not read.
    let mut depth = 0_usize;
    let mut rest = sheet;
    while let Some(((kind, data), after)) = record(rest) {
        match kind {
            BEGIN => depth = depth.saturating_add(1),
            END if depth <= 1 => break,
            END => depth = depth.saturating_sub(1),
            DIMENSIONS if depth <= 1 => {
                let said = said(data).ok_or(FileRefusal::Damaged)?;
                counted.said = counted.said.saturating_add(said);
            }
            kind if depth <= 1 && CELLS.contains(&kind) => {
                counted.cell(kind, data, strings).ok_or(FileRefusal::Damaged)?;
            }
            _ => {}
        }
        rest = after;
    }
    Ok(counted)
}

/// How many cells a sheet says that it has. Newer ones write rows as four bytes each.
fn said(data: &[u8]) -> Option<usize> {
    let (rows, (first, end)) = if data.len() >= 14 {
        ((long(data, 0)?, long(data, 4)?), (short(data, 8)?, short(data, 10)?))
    } else {
        ((short(data, 0)?, short(data, 2)?), (short(data, 4)?, short(data, 6)?))
    };
    // The reader takes the end for the last, and subtracts.
    if rows.1 != 0 && rows.1 <= rows.0 {
        return None;
    }
    let columns = (if first > COLUMN_LAST || end < first { 0 } else { first }, end);
    let length = |(first, end): (usize, usize)| end.saturating_sub(first).saturating_add(1);
    Some(length(rows).saturating_mul(length(columns)))
}

/// What begins beyond begins at the first column for the reader.
const COLUMN_LAST: usize = 0xFF;

/// The strings that cells share: a record and those that continue it.
struct Strings<'a> {
    parts: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl<'a> Strings<'a> {
    fn of(data: &'a [u8], mut rest: &'a [u8]) -> Self {
        let mut parts = vec![data];
        while let Some(((CONTINUE, data), after)) = record(rest) {
            parts.push(data);
            rest = after;
        }
        Self { parts, part: 0, at: 0 }
    }

    fn left(&self) -> usize {
        self.parts.get(self.part).map_or(0, |part| part.len().saturating_sub(self.at))
    }

    /// Whether there is more, in the next part.
    fn turn(&mut self) -> Option<()> {
        self.part = self.part.saturating_add(1);
        self.at = 0;
        self.parts.get(self.part).map(|_| ())
    }

    fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        while self.left() == 0 {
            self.turn()?;
        }
        let taken = self.parts.get(self.part)?.get(self.at..self.at.checked_add(bytes)?)?;
        self.at = self.at.saturating_add(bytes);
        Some(taken)
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let step = bytes.min(self.left());
            self.at = self.at.saturating_add(step);
            bytes = bytes.saturating_sub(step);
            if bytes > 0 {
                self.turn()?;
            }
        }
        Some(())
    }

    /// How many bytes of UTF-8 each string takes at most.
    fn lengths(mut self) -> Option<Vec<usize>> {
        let count = long(self.take(8)?, 4)?;
        let mut lengths = Vec::new();
        while lengths.len() < count {
            let Some(length) = self.string() else { break };
            lengths.push(length);
        }
        Some(lengths)
    }

    fn string(&mut self) -> Option<usize> {
        let head = self.take(3)?;
        let characters = short(head, 0)?;
        let mut flags = *head.get(2)?;
        let runs = if flags & 8 == 0 { 0 } else { short(self.take(2)?, 0)? };
        let extension = if flags & 4 == 0 { 0 } else { long(self.take(4)?, 0)? };
        let mut characters_left = characters;
        while characters_left > 0 {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let step = characters_left.min(self.left() / width);
            self.skip(step.saturating_mul(width))?;
            characters_left = characters_left.saturating_sub(step);
            if characters_left > 0 {
                // Each part says anew how its characters are written.
                self.turn()?;
                flags = *self.take(1)?.first()?;
            }
        }
        self.skip(runs.saturating_mul(4).saturating_add(extension))?;
        Some(characters.saturating_mul(3))
    }
}

/// The record with which a stream begins, and what follows.
fn record(stream: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let (kind, length) = (short(stream, 0)?, short(stream, 2)?);
    let (data, rest) = stream.get(4..)?.split_at_checked(length)?;
    Some(((u16::try_from(kind).ok()?, data), rest))
}

fn short(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..)?.first_chunk()?;
    Some(usize::from(u16::from_le_bytes(*bytes)))
}

fn long(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

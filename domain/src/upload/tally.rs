//! Counting the entries of a file that is too large to be read whole.

use super::decode::{Encoding, decode_utf16, encoding};
use super::heading::Heading;
use super::layout::{Layout, layout};
use super::rows::Rows;
use super::{ENTRIES_MAX, FILE_BYTES_MAX, Refusal};

/// Counts entries slice by slice, and holds no more than a slice and a row in memory.
#[derive(Default)]
pub struct Tally {
    encoding: Option<Encoding>,
    layout: Option<Layout>,
    /// Bytes that the next slice completes to characters.
    half: Vec<u8>,
    /// The last row of what was pushed, which the next slice may go on with.
    pending: Vec<u8>,
    rows: usize,
}

impl std::fmt::Debug for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tally").field("entries", &self.entries()).finish_non_exhaustive()
    }
}

impl Tally {
    /// Nothing counted yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many entries were counted so far.
    pub fn entries(&self) -> usize {
        let shown = |layout: &Layout| layout.heading == Heading::Ambiguous;
        self.rows.saturating_sub(usize::from(self.layout.as_ref().is_some_and(shown)))
    }

    /// Counts the next slice of the file. The first one must hold at least a row.
    ///
    /// # Errors
    ///
    /// When a row is longer than a whole file may be: a quotation mark was never closed.
    pub fn push(&mut self, slice: &[u8]) -> Result<(), Refusal> {
        let decoded = self.decode(slice);
        self.pending.extend_from_slice(&decoded);
        let pending = std::mem::take(&mut self.pending);
        let (layout, from) = self.start(&pending);
        let text = pending.get(from..).unwrap_or_default();
        let mut rows = Rows::new(text, layout.delimiter, 1);
        let mut last = None;
        while let Some(row) = rows.next() {
            let start = row.bytes.start;
            let is_entry = !row.is_blank() && !layout.is_heading(&row);
            if let Some((_, true)) = last.replace((start, is_entry)) {
                self.rows += 1;
            }
        }
        let keep = last.map_or(text.len(), |(start, _)| start);
        self.pending = text.get(keep..).unwrap_or_default().to_vec();
        if self.pending.len() > FILE_BYTES_MAX {
            return Err(Refusal::TooLarge { limit_bytes: FILE_BYTES_MAX });
        }
        Ok(())
    }

    /// Why the file is not taken, once all of it was counted: it has too many entries, or few but
    /// very long ones.
    pub fn finish(mut self) -> Refusal {
        let pending = std::mem::take(&mut self.pending);
        let (layout, from) = self.start(&pending);
        let mut rows = Rows::new(pending.get(from..).unwrap_or_default(), layout.delimiter, 1);
        while let Some(row) = rows.next() {
            self.rows += usize::from(!row.is_blank() && !layout.is_heading(&row));
        }
        let entries = self.entries();
        if entries > ENTRIES_MAX {
            Refusal::TooManyEntries { entries, limit: ENTRIES_MAX }
        } else {
            Refusal::TooLarge { limit_bytes: FILE_BYTES_MAX }
        }
    }

    /// The layout, from the first slice; and where its rows begin, from then on at the beginning.
    fn start(&mut self, text: &[u8]) -> (Layout, usize) {
        if let Some(layout) = &self.layout {
            return (layout.clone(), 0);
        }
        let layout = layout(text);
        let start = layout.start;
        self.layout = Some(layout.clone());
        (layout, start)
    }

    /// Where rows and cells end is the same in every encoding of one byte a character or more, so
    /// only UTF-16 is decoded.
    fn decode(&mut self, slice: &[u8]) -> Vec<u8> {
        let first = self.encoding.is_none();
        let encoding = *self.encoding.get_or_insert_with(|| encoding(slice));
        if encoding == Encoding::Bytes {
            let mark = if first { &b"\xef\xbb\xbf"[..] } else { b"" };
            return slice.strip_prefix(mark).unwrap_or(slice).to_vec();
        }
        let mut bytes = std::mem::take(&mut self.half);
        bytes.extend_from_slice(slice);
        self.half = bytes.split_off(bytes.len() - bytes.len() % 2);
        let text = decode_utf16(&bytes, encoding);
        text.strip_prefix('\u{feff}').map_or(text.as_bytes(), str::as_bytes).to_vec()
    }
}

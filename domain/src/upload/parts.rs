//! A file that has too many entries, in parts that have not.

use super::decode::decode;
use super::scan::scan;

/// The same file in parts of at most [`ENTRIES_MAX`](super::ENTRIES_MAX) entries, each with the
/// heading and the `sep=` line of the whole, in UTF-8 with a byte order mark.
///
/// Every row of the file is in exactly one part, as it stood. A file that cannot be read has no
/// parts.
pub fn parts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = decode(bytes);
    let Ok(scan) = scan(text.as_bytes()) else {
        return Vec::new();
    };
    let ends = scan.part_starts.iter().copied().skip(1).chain([text.len()]);
    let head = scan.part_starts.first().and_then(|first| text.get(..*first)).unwrap_or_default();
    scan.part_starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| text.get(*start..end))
        .map(|rows| ["\u{feff}", head, rows].concat().into_bytes())
        .collect()
}

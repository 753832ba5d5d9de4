//! Bytes to text: UTF-8 with or without a mark, UTF-16 either way, Windows-1252.

use std::borrow::Cow;

/// How a file's characters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// One byte a character or more: UTF-8, or Windows-1252 where it is not UTF-8.
    Bytes,
    /// UTF-16, the low byte first: what spreadsheets call Unicode text.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

/// How much of a file is looked at to tell what it is, in bytes.
pub const HEAD_BYTES: usize = 64 * 1024;

/// Tells the encoding by the byte order mark, or by the zeros that UTF-16 without one puts between
/// the letters.
pub(super) fn encoding(head: &[u8]) -> Encoding {
    match head {
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        _ => unmarked_encoding(head.get(..1024).unwrap_or(head)),
    }
}

/// Account IDs are ASCII: in UTF-16 nearly every second byte of such a file is zero, and the bytes
/// between them nearly never are.
fn unmarked_encoding(head: &[u8]) -> Encoding {
    let pairs = head.chunks_exact(2);
    let count = pairs.len();
    let zeros = |place: usize| pairs.clone().filter(|pair| pair.get(place) == Some(&0)).count();
    let (first, second) = (zeros(0), zeros(1));
    let mostly = |n: usize| count >= 2 && n * 10 > count * 6;
    let hardly = |n: usize| n * 20 <= count;
    if mostly(second) && hardly(first) {
        Encoding::Utf16Le
    } else if mostly(first) && hardly(second) {
        Encoding::Utf16Be
    } else {
        Encoding::Bytes
    }
}

/// The text of a whole file, without byte order marks before it and the end-of-file mark that old
/// programs put behind it. What cannot be decoded becomes the replacement character, and so do
/// zeros in the text, which databases cannot store.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let text = match encoding(bytes) {
        Encoding::Bytes => decode_bytes(bytes),
        encoding => Cow::Owned(decode_utf16(bytes, encoding)),
    };
    match text {
        Cow::Borrowed(text) => storable(without_marks(text)),
        Cow::Owned(text) => Cow::Owned(storable(without_marks(&text)).into_owned()),
    }
}

fn storable(text: &str) -> Cow<'_, str> {
    match without_zeros(text) {
        Cow::Borrowed(text) => with_line_ends(text),
        Cow::Owned(text) => Cow::Owned(with_line_ends(&text).into_owned()),
    }
}

/// Next line, line separator and paragraph separator end a line where nothing else does: some
/// programs write them. Where there are other line ends, they stand in a cell.
fn with_line_ends(text: &str) -> Cow<'_, str> {
    const SEPARATORS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];
    let ends_otherwise = text.trim_end_matches(['\n', '\r']).contains(['\n', '\r']);
    if ends_otherwise || !text.contains(SEPARATORS) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(SEPARATORS, "\n"))
}

fn without_zeros(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn without_marks(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim_end_matches(['\u{1a}', '\0'])
}

fn decode_bytes(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if bytes.starts_with(b"\xef\xbb\xbf") => String::from_utf8_lossy(bytes),
        Err(_) => Cow::Owned(bytes.iter().copied().map(windows_1252).collect()),
    }
}

/// UTF-16 to text. A half character at the end becomes the replacement character.
pub(super) fn decode_utf16(bytes: &[u8], encoding: Encoding) -> String {
    let pairs = bytes.chunks_exact(2);
    let half = !pairs.remainder().is_empty();
    let units = pairs.filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(|pair| {
        if encoding == Encoding::Utf16Be {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        }
    });
    let mut text: String =
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if half {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

/// The character of a byte in Windows-1252, as browsers read it (WHATWG encoding standard).
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(char::from(byte)),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_programs_write() {
        let utf16 = |text: &str, be: bool, mark: bool| -> Vec<u8> {
            let mark = if mark { "\u{feff}" } else { "" };
            format!("{mark}{text}")
                .encode_utf16()
                .flat_map(|unit| if be { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect()
        };
        for (bytes, expected) in [
            (b"KE-1\n".to_vec(), "KE-1\n"),
            (b"\xef\xbb\xbfKE-1".to_vec(), "KE-1"),
            (b"\xef\xbb\xbf\xef\xbb\xbfKE-1\x1a".to_vec(), "KE-1"),
            ("Zoé".as_bytes().to_vec(), "Zoé"),
            (b"Zo\xe9 \x80".to_vec(), "Zoé €"),
            (b"\xef\xbb\xbfZo\xe9".to_vec(), "Zo\u{fffd}"),
            (utf16("Zoé;1\r\n", false, true), "Zoé;1\r\n"),
            (utf16("Zoé;1\r\n", true, true), "Zoé;1\r\n"),
            (utf16("KE-1\r\nKE-2", false, false), "KE-1\r\nKE-2"),
            (utf16("KE-1\r\nKE-2", true, false), "KE-1\r\nKE-2"),
            (utf16("😀", false, true), "😀"),
            ([utf16("KE", false, true), vec![b'1']].concat(), "KE\u{fffd}"),
            ("A\u{2028}B\u{85}C\u{2029}D\n".as_bytes().to_vec(), "A\nB\nC\nD\n"),
            ("A\u{2028}B\nC".as_bytes().to_vec(), "A\u{2028}B\nC"),
        ] {
            assert_eq!(decode(&bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn one_zero_byte_does_not_make_it_utf_16() {
        assert_eq!(decode(b"KE-1\nK\0E\nKE-3"), "KE-1\nK\u{fffd}E\nKE-3");
    }
}

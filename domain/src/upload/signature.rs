//! Telling what a file is that is not a list of account IDs, by what it begins with.

use super::decode::{Encoding, HEAD_BYTES, decode, encoding};
use super::refusal::NotText;

/// What the file is, if it is not text. Only the first [`HEAD_BYTES`] are looked at, so that a
/// wrong file of a gigabyte is refused as fast as a small one.
pub fn not_text(bytes: &[u8]) -> Option<NotText> {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    container(head).or_else(|| markup(&decode(head))).or_else(|| binary(head))
}

/// The two containers in which office programs keep their files: ZIP and OLE.
fn container(head: &[u8]) -> Option<NotText> {
    // UTF-32 begins like UTF-16, and no program that people use here writes it.
    if head.starts_with(b"\xff\xfe\0\0") {
        return Some(NotText::Unknown);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let names = [
            (&b"xl/"[..], NotText::Workbook),
            (b"opendocument.spreadsheet", NotText::Workbook),
            (b"Index/Tables", NotText::Workbook),
            (b"word/", NotText::Document),
            (b"ppt/", NotText::Document),
            (b"opendocument.", NotText::Document),
            // An office file whose own parts stand beyond the head: most are workbooks here.
            (b"[Content_Types].xml", NotText::Workbook),
        ];
        let kind = names.into_iter().find(|(name, _)| contains(head, name));
        return Some(kind.map_or(NotText::Archive, |(_, kind)| kind));
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let word = contains(head, b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0");
        return Some(if word { NotText::Document } else { NotText::Workbook });
    }
    None
}

/// Formats that are written as text. No account ID begins like these.
fn markup(head: &str) -> Option<NotText> {
    let start = head.trim_start_matches(crate::account_id::is_blank);
    let begins =
        |with: &str| start.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    let any = |list: &[&str]| list.iter().any(|with| begins(with));
    let has = |what: &str| contains(start.as_bytes(), what.as_bytes());
    if any(&["ID;PWXL;", "ID;PCALCOOO", "ID;PSCALC"]) {
        return Some(NotText::Workbook);
    }
    if any(&["%PDF-", "{\\rtf", "%!PS"]) {
        return Some(NotText::Document);
    }
    if begins("MIME-Version:") {
        return Some(NotText::WebPage);
    }
    if begins("<svg") {
        return Some(NotText::Picture);
    }
    if begins("<?xml") {
        return Some(if has("Excel.Sheet") || has("office:spreadsheet") {
            NotText::Workbook
        } else if has("<svg") {
            NotText::Picture
        } else if has("<html") {
            NotText::WebPage
        } else {
            NotText::Document
        });
    }
    let tag = start.strip_prefix('<')?.chars().next()?;
    (tag.is_ascii_alphabetic() || tag == '!').then_some(NotText::WebPage)
}

/// What files begin with that people here may choose by mistake: how far from the start, the bytes,
/// and what the file is. Their formats' own documents and the `file` program's list agree on them.
const SIGNATURES: &[(usize, &[u8], NotText)] = &[
    (0, b"\x89PNG\r\n\x1a\n", NotText::Picture),
    (0, b"\xff\xd8\xff", NotText::Picture), // JPEG
    (0, b"GIF87a", NotText::Picture),
    (0, b"GIF89a", NotText::Picture),
    (0, b"BM", NotText::Picture),
    (0, b"II*\0", NotText::Picture), // TIFF, either end first
    (0, b"MM\0*", NotText::Picture),
    (0, b"8BPS", NotText::Picture),       // Photoshop
    (0, b"\0\0\x01\0", NotText::Picture), // icon
    (8, b"WEBP", NotText::Picture),
    (4, b"ftypavif", NotText::Picture),
    (4, b"ftypheic", NotText::Picture),
    (4, b"ftypheix", NotText::Picture),
    (4, b"ftypmif1", NotText::Picture),
    (0, b"\x1f\x8b", NotText::Archive), // gzip
    (0, b"\x1f\x9d", NotText::Archive), // compress
    (0, b"BZh", NotText::Archive),
    (0, b"\xfd7zXZ\0", NotText::Archive),
    (0, b"7z\xbc\xaf\x27\x1c", NotText::Archive),
    (0, b"Rar!\x1a\x07", NotText::Archive),
    (0, b"\x28\xb5\x2f\xfd", NotText::Archive), // Zstandard
    (0, b"MSCF", NotText::Archive),             // cabinet
    (257, b"ustar", NotText::Archive),          // tar
    (60, b"BOOKMOBI", NotText::Document),
];

/// Everything else that holds bytes which no text has.
///
/// Short signatures such as `BM` or `MZ` begin account IDs too, so a file is only asked for its
/// signature once it is clear that it holds such bytes.
fn binary(head: &[u8]) -> Option<NotText> {
    if encoding(head) != Encoding::Bytes {
        return None;
    }
    let controls = head.iter().filter(|byte| is_control(**byte)).count();
    if controls == 0 {
        return None;
    }
    let known = SIGNATURES
        .iter()
        .find(|(at, begin, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(begin)));
    if let Some((_, _, kind)) = known {
        return Some(*kind);
    }
    // A stray control character in a list is an entry's problem; random bytes have one in eight.
    (controls * 10 > head.len()).then_some(NotText::Unknown)
}

/// A control character that no text file has: all but tab, line ends, page breaks, the
/// end-of-file mark and escape.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=25 | 28..=31 | 127)
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first block of an archive with one file in it.
    fn tar() -> Vec<u8> {
        let mut block = vec![0_u8; 512];
        block[..12].copy_from_slice(b"accounts.csv");
        block[257..262].copy_from_slice(b"ustar");
        block
    }

    #[test]
    fn names_files_by_what_they_begin_with() {
        use NotText::{Archive, Document, Picture, Unknown, WebPage, Workbook};
        let noise: Vec<u8> =
            (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        for (bytes, expected) in [
            (&b"KE-1\nKE-2\n"[..], None),
            (b"BM-1\nMZ-2\nGIF89\n", None),
            (b"MZ-0001\nMZ-0002", None),
            (b"ID;Pr\xe9nom\n1;A", None),
            (b"KE-1\nK\0E\nKE-3\nKE-4", None),
            (b"PK\x03\x04....xl/workbook.xml", Some(Workbook)),
            (
                b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                Some(Workbook),
            ),
            (b"PK\x03\x04....word/document.xml", Some(Document)),
            (b"PK\x03\x04....accounts.csv", Some(Archive)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", Some(Workbook)),
            (b"<!DOCTYPE html><p>", Some(WebPage)),
            (b"\xef\xbb\xbf \r\n<HTML>", Some(WebPage)),
            (b"<table><tr>", Some(WebPage)),
            (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>", Some(Workbook)),
            (b"<?xml version=\"1.0\"?><rows/>", Some(Document)),
            (b"%PDF-1.7\n%\xe2\xe3", Some(Document)),
            (b"ID;PWXL;N;E\n", Some(Workbook)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some(Picture)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(Picture)),
            (b"\x1f\x8b\x08\0\0\0\0\0\0\x03", Some(Archive)),
            (b"\xff\xfe\0\0K\0\0\0", Some(Unknown)),
            (b"7z\xbc\xaf\x27\x1c\0\x04", Some(Archive)),
            (b"GIF89a\x01\0\x01\0", Some(Picture)),
            (b"BM\x36\x10\0\0\0\0", Some(Picture)),
            (b"II*\0\x08\0\0\0", Some(Picture)),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Some(Picture)),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Some(Picture)),
            (b"BZh91AY&SY\0\x01", Some(Archive)),
            (b"\xfd7zXZ\0\0\x04", Some(Archive)),
            (b"Rar!\x1a\x07\x01\0", Some(Archive)),
            (b"\x28\xb5\x2f\xfd\x04\0\x01\0", Some(Archive)),
            (&tar(), Some(Archive)),
            (&noise, Some(Unknown)),
        ] {
            let shown = String::from_utf8_lossy(bytes.get(..20).unwrap_or(bytes)).into_owned();
            assert_eq!(not_text(bytes), expected, "{shown:?}");
        }
    }
}

//! What a ZIP archive has in it, before anything of it is believed.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{CELLS_MAX, FileRefusal};

/// Workbooks have a few dozen parts, and some for each sheet.
const PARTS_MAX: usize = 1_000;

/// What the parts unpack to: two million cells take some 50 bytes each.
const UNPACKED_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// What each part unpacks to that is kept in memory as a whole: everything but the sheets.
const KEPT_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The first bytes of a part, in which a document type would stand.
const HEAD_BYTES: u64 = 4 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Ods,
}

/// What the archive is; none where it is no workbook. Each part is unpacked to nowhere: the sizes that
/// the archive tells may be anything.
pub(super) fn check(bytes: &[u8]) -> Result<Option<Format>, FileRefusal> {
    // Counted before the directory is read, which is kept in memory.
    let entries = bytes.windows(4).filter(|window| *window == b"PK\x01\x02").take(PARTS_MAX + 1);
    if entries.count() > PARTS_MAX {
        return Err(FileRefusal::UnpacksTooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut names = Vec::with_capacity(archive.len());
    for name in archive.file_names() {
        names.push(name.map_err(|error| damaged(&error))?.to_ascii_lowercase());
    }
    let Some(format) = format(&names)? else { return Ok(None) };
    let mut left = UNPACKED_BYTES_MAX;
    for (index, name) in names.iter().enumerate() {
        // Pictures and what else is never read need not be unpacked.
        if is_read(name) {
            left = measure(&mut archive, index, name, left)?;
        }
    }
    Ok(Some(format))
}

fn format(names: &[String]) -> Result<Option<Format>, FileRefusal> {
    let has = |suffix: &str| names.iter().any(|name| name.ends_with(suffix));
    if has("vbaproject.bin") {
        return Err(FileRefusal::Macros);
    }
    if has("workbook.bin") {
        return Err(FileRefusal::BinaryWorkbook);
    }
    if has("encryptedpackage") {
        return Err(FileRefusal::Encrypted);
    }
    if names.iter().any(|name| name.starts_with("basic/") && name.ends_with("script.xml"))
        || names.iter().any(|name| name.starts_with("scripts/"))
    {
        return Err(FileRefusal::Macros);
    }
    Ok(if has("workbook.xml") {
        Some(Format::Xlsx)
    } else if has("content.xml") && has("mimetype") {
        Some(Format::Ods)
    } else {
        None
    })
}

fn is_read(name: &str) -> bool {
    [".xml", ".rels", "mimetype"].iter().any(|suffix| name.ends_with(suffix))
}

/// Unpacks a part, and tells how many bytes are left for others.
fn measure(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    name: &str,
    left: u64,
) -> Result<u64, FileRefusal> {
    let mut head = Vec::new();
    let streamed = name.contains("worksheets/") || name == "content.xml";
    let most = if streamed { left } else { left.min(KEPT_BYTES_MAX) };
    let mut part = archive.by_index(index).map_err(|error| damaged(&error))?;
    part.by_ref().take(HEAD_BYTES).read_to_end(&mut head).map_err(|_| FileRefusal::Damaged)?;
    // No spreadsheet program writes a document type; with one, a few bytes become gigabytes.
    if head.windows(9).any(|window| window == b"<!DOCTYPE" || window == b"<!doctype") {
        return Err(FileRefusal::Damaged);
    }
    let begun = u64::try_from(head.len()).unwrap_or(u64::MAX);
    let more = most.saturating_sub(begun).saturating_add(1);
    let rest = std::io::copy(&mut part.by_ref().take(more), &mut std::io::sink())
        .map_err(|_| FileRefusal::Damaged)?;
    drop(part);
    let unpacked = begun.saturating_add(rest);
    if unpacked > most {
        return Err(FileRefusal::UnpacksTooLarge);
    }
    if name.ends_with("sharedstrings.xml") {
        check_count(archive, index)?;
    }
    Ok(left.saturating_sub(unpacked))
}

/// Room is made for as many strings as the part says that it has.
fn check_count(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<(), FileRefusal> {
    let part = archive.by_index(index).map_err(|error| damaged(&error))?;
    let mut reader = Reader::from_reader(std::io::BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                for attribute in element.attributes().with_checks(false) {
                    let attribute = attribute.map_err(|_| FileRefusal::Damaged)?;
                    if attribute.key.as_ref() != "uniqueCount" {
                        continue;
                    }
                    let count: Option<usize> = attribute.value.trim().parse().ok();
                    if count.is_none_or(|count| count > CELLS_MAX) {
                        return Err(FileRefusal::TooManyCells);
                    }
                }
                return Ok(());
            }
            Ok(Event::Eof) => return Ok(()),
            Err(_) => return Err(FileRefusal::Damaged),
            Ok(_) => {}
        }
    }
}

fn damaged(error: &ZipError) -> FileRefusal {
    match error {
        ZipError::UnsupportedArchive(message) if *message == ZipError::PASSWORD_REQUIRED => {
            FileRefusal::Encrypted
        }
        _ => FileRefusal::Damaged,
    }
}

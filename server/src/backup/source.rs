//! The file that a backup is.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{BackupError, checksum};

/// What a backup is of, by what its file begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A database file.
    File,
    /// A dump of `PostgreSQL` in its custom format.
    Dump,
}

/// Longer than what either begins with.
const HEADER_BYTES: u64 = 16;

impl Kind {
    fn of(header: &[u8]) -> Option<Self> {
        if header == b"SQLite format 3\0" {
            Some(Self::File)
        } else if header.starts_with(b"PGDMP") {
            Some(Self::Dump)
        } else {
            None
        }
    }
}

/// The bytes of a backup that is said to be of that kind, from its beginning.
pub(super) fn open(from: &Path, kind: Kind) -> Result<impl Read, BackupError> {
    let name = from.display();
    let mut file = File::open(from).map_err(|error| format!("the backup {name}: {error}"))?;
    let mut header = Vec::new();
    Read::by_ref(&mut file).take(HEADER_BYTES).read_to_end(&mut header)?;
    match Kind::of(&header) {
        Some(found) if found == kind => Ok(std::io::Cursor::new(header).chain(file)),
        Some(Kind::File) => Err(format!(
            "{name} is a backup of a database file: name the path of one with --database"
        )
        .into()),
        Some(Kind::Dump) => Err(format!(
            "{name} is a backup of PostgreSQL: name the URL of an empty database with --database"
        )
        .into()),
        None => Err(format!("{name} is no backup of Writeoff").into()),
    }
}

/// That a backup has the hash that was written down when it was made.
pub(super) fn compare(from: &Path, found: &str) -> Result<(), BackupError> {
    let expected = checksum::read(from)?;
    if found == expected {
        return Ok(());
    }
    let name = from.display();
    Err(format!("{name} is not as it was made: its SHA-256 is {found}, not {expected}").into())
}

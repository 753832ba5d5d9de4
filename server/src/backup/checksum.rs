//! The SHA-256 beside a backup.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::BackupError;
use super::part::Part;
use crate::hex::to_hex;

/// Read and hashed at once: large enough that nobody waits for the calls.
const CHUNK_BYTES: usize = 256 * 1024;

/// Longer than any line with a hash and a file name.
const LINE_BYTES_MAX: u64 = 8 * 1024;

/// The name of the file that has the hash of another.
pub(super) fn beside(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".sha256");
    PathBuf::from(name)
}

/// Copies everything and says its hash.
pub(super) fn copy_hashing(from: &mut impl Read, to: &mut impl Write) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let read = from.read(&mut chunk)?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        hash.update(bytes);
        to.write_all(bytes)?;
    }
    Ok(to_hex(&hash.finalize()))
}

/// Writes the hash of a file that will be there under that name.
pub(super) fn write(file: &Path, sha256: &str) -> io::Result<()> {
    let beside = beside(file);
    let part = Part::beside(&beside)?;
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    fs::write(part.path(), format!("{sha256}  {name}\n"))?;
    part.put_at(&beside)
}

/// The hash that a backup should have.
pub(super) fn read(file: &Path) -> Result<String, BackupError> {
    let beside = beside(file);
    let mut line = String::new();
    File::open(&beside)
        .and_then(|file| file.take(LINE_BYTES_MAX).read_to_string(&mut line))
        .map_err(|error| format!("{}, which belongs to the backup: {error}", beside.display()))?;
    let hash = line.split_ascii_whitespace().next().unwrap_or_default();
    if hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(hash.to_ascii_lowercase())
    } else {
        Err(format!("{} holds no SHA-256", beside.display()).into())
    }
}

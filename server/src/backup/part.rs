//! Files that are not finished.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// What `SQLite` and this program put beside a database file.
pub(super) const COMPANIONS: [&str; 4] = ["-wal", "-shm", "-journal", "-lock"];

/// A file that is not finished. It goes away with this, unless it was put at its place.
#[derive(Debug)]
pub(super) struct Part {
    path: PathBuf,
}

impl Part {
    /// An empty file in the folder of what it is to become, for nobody else to read.
    pub(super) fn beside(finished: &Path) -> io::Result<Self> {
        let path = with_suffix(finished, &format!(".part-{}", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path)?;
        Ok(Self { path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the file at its place, on the disk before this returns.
    pub(super) fn put_at(self, place: &Path) -> io::Result<()> {
        File::open(&self.path)?.sync_all()?;
        fs::rename(&self.path, place)?;
        sync_folder(place)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // What is not there need not be removed, and nobody can be told of anything else.
        let _ = fs::remove_file(&self.path);
        for suffix in COMPANIONS {
            let _ = fs::remove_file(with_suffix(&self.path, suffix));
        }
    }
}

/// A path with something behind its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// That the folder's names are on the disk: a file is only there if its name is.
pub(super) fn sync_folder(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

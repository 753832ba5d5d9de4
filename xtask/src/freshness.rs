//! Whether something that was built is newer than what it was built from.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::failure::{About, Result};
use crate::project;

/// The latest change in files and folders, theirs included: a removed file changes its folder.
pub(crate) fn newest(paths: &[&str]) -> Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for path in paths {
        let path = project::path(path);
        if path.exists() {
            newest = newest.max(newest_in(&path)?);
        }
    }
    Ok(newest)
}

fn newest_in(path: &Path) -> Result<SystemTime> {
    let metadata = fs::metadata(path).about(path.display())?;
    let mut newest = metadata.modified().about(path.display())?;
    if metadata.is_dir() {
        for entry in fs::read_dir(path).about(path.display())? {
            newest = newest.max(newest_in(&entry.about(path.display())?.path())?);
        }
    }
    Ok(newest)
}

/// When something was last built, kept as the time of a file.
pub(crate) struct Stamp(PathBuf);

impl Stamp {
    pub(crate) fn new(name: &str) -> Self {
        Self(project::path("target/xtask").join(name))
    }

    /// Whether it was built after the latest change of these.
    pub(crate) fn is_newer_than(&self, sources: &[&str]) -> Result<bool> {
        match fs::metadata(&self.0).and_then(|metadata| metadata.modified()) {
            Ok(built) => Ok(built > newest(sources)?),
            Err(_) => Ok(false),
        }
    }

    /// Forgets that it was built.
    pub(crate) fn remove(&self) -> Result {
        if self.0.exists() { fs::remove_file(&self.0).about(self.0.display()) } else { Ok(()) }
    }

    /// Notes that what stood in the sources at `moment` is built. The moment is that before the
    /// build, so that a change made while it ran is not passed over.
    pub(crate) fn set(&self, moment: SystemTime) -> Result {
        if let Some(folder) = self.0.parent() {
            fs::create_dir_all(folder).about(folder.display())?;
        }
        let file = fs::File::create(&self.0).about(self.0.display())?;
        file.set_modified(moment).about(self.0.display())
    }
}

//! `writeoff backup`.

use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::part::Part;
use super::{BackupError, checksum, postgres, violated};
use crate::database_location::Location;
use crate::store::sqlite;
use crate::verify::{Report, verify};

/// A backup that was made.
#[derive(Clone, Debug)]
pub struct FinishedBackup {
    file: PathBuf,
    bytes: u64,
    sha256: String,
    report: Report,
}

impl fmt::Display for FinishedBackup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "backup {} bytes={} sha256={}", self.file.display(), self.bytes, self.sha256)?;
        f.write_str(&self.report.in_a_sentence())
    }
}

/// Copies the database as it is at one moment, also while servers work on it, and looks at every
/// invariant of the copy before it gets its name.
///
/// # Errors
///
/// When the database cannot be copied, something has that name already, or an invariant does not
/// hold and that is not accepted. There is no backup of that name then.
pub async fn backup(
    database: &Location,
    to: &Path,
    accept_violations: bool,
) -> Result<FinishedBackup, BackupError> {
    if to.exists() {
        return Err(format!("{} is there already; a backup replaces nothing", to.display()).into());
    }
    let part = Part::beside(to).map_err(|error| not_written(to, &error))?;
    let report = match database {
        Location::Sqlite(path) => {
            sqlite::copy(path, part.path()).await?;
            verify(&Location::Sqlite(part.path().to_owned())).await?
        }
        // What a dump holds can only be seen once it was restored: its moment is looked at instead.
        Location::Postgres(url) => postgres::dump(url, &part).await?,
    };
    if !(report.holds() || accept_violations) {
        return Err(violated(&report).into());
    }
    let mut copy = File::open(part.path())?;
    let bytes = copy.metadata()?.len();
    let sha256 = checksum::copy_hashing(&mut copy, &mut io::sink())?;
    checksum::write(to, &sha256).map_err(|error| not_written(to, &error))?;
    part.put_at(to).map_err(|error| not_written(to, &error))?;
    Ok(FinishedBackup { file: to.to_owned(), bytes, sha256, report })
}

fn not_written(to: &Path, error: &io::Error) -> String {
    format!("{} cannot be written: {error}", to.display())
}

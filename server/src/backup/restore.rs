//! `writeoff restore`.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::part::{Part, with_suffix};
use super::source::{self, Kind};
use super::{BackupError, RestoreOptions, checksum, postgres, violated};
use crate::database_location::Location;
use crate::store::sqlite::{self, HeldDatabase};
use crate::verify::{Report, verify};

/// What belongs to a database file and not to the one that takes its place.
const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A database that was restored.
#[derive(Clone, Debug)]
pub struct RestoredDatabase {
    database: Location,
    /// What stood at its place before: what it is called now.
    before: Option<String>,
    report: Report,
}

impl fmt::Display for RestoredDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "restored {}", self.database)?;
        if let Some(before) = &self.before {
            writeln!(f, "kept what was there as {before}")?;
        }
        f.write_str(&self.report.in_a_sentence())
    }
}

/// Puts a backup in the place of a database, after it was copied, compared with its hash, brought
/// up to date and looked at. Whatever goes wrong, the place has what it had before.
///
/// # Errors
///
/// When there is no whole backup, something is at the place and shall not be replaced, somebody
/// uses it, or an invariant does not hold and that is not accepted.
pub async fn restore(
    from: &Path,
    database: &Location,
    how: RestoreOptions,
    now: Timestamp,
) -> Result<RestoredDatabase, BackupError> {
    let (before, report) = match database {
        Location::Sqlite(path) => into_file(from, path, how, now).await?,
        Location::Postgres(url) => postgres::restore(from, url, how, now).await?,
    };
    Ok(RestoredDatabase { database: database.clone(), before, report })
}

async fn into_file(
    from: &Path,
    database: &Path,
    how: RestoreOptions,
    now: Timestamp,
) -> Result<(Option<String>, Report), BackupError> {
    if database.exists() && !how.replace {
        let path = database.display();
        return Err(format!("{path} is there already; --replace restores in its place").into());
    }
    let part = copy(from, database)?;
    sqlite::bring_up_to_date(part.path(), from).await?;
    let report = verify(&Location::Sqlite(part.path().to_owned())).await?;
    if !(report.holds() || how.accept_violations) {
        return Err(violated(&report).into());
    }
    let held = sqlite::hold(database).await?;
    let before = set_aside(&held, database, now)?;
    part.put_at(database)?;
    Ok((before.map(|before| before.display().to_string()), report))
}

/// A copy of the backup beside its place, if the backup is whole.
fn copy(from: &Path, database: &Path) -> Result<Part, BackupError> {
    let mut source = source::open(from, Kind::File)?;
    let not_written = |error: io::Error| format!("{}: {error}", database.display());
    let part = Part::beside(database).map_err(not_written)?;
    let mut to = File::create(part.path()).map_err(not_written)?;
    let found = checksum::copy_hashing(&mut source, &mut to)?;
    source::compare(from, &found)?;
    Ok(part)
}

/// Gives what is at the place another name, and with it what only belongs to it: a log of another
/// database would be copied into the new one.
fn set_aside(_: &HeldDatabase, database: &Path, now: Timestamp) -> io::Result<Option<PathBuf>> {
    let when = now.strftime("%Y%m%dT%H%M%SZ");
    let aside = with_suffix(database, &format!(".before-restore-{when}"));
    for suffix in LOGS {
        let log = with_suffix(database, suffix);
        if log.exists() {
            fs::rename(log, with_suffix(&aside, suffix))?;
        }
    }
    if !database.exists() {
        return Ok(None);
    }
    // Linked, not moved: there is a database at the place at every moment.
    fs::hard_link(database, &aside)?;
    Ok(Some(aside))
}

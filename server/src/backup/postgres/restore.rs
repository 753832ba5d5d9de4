//! `writeoff restore` into `PostgreSQL`.

use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::super::source::{self, Kind};
use super::super::{BackupError, RestoreOptions, checksum, violated};
use super::place::{Place, ensure_server_role};
use super::program::{Program, check_version};
use crate::database_location::{Location, PostgresUrl};
use crate::store::{ExistingError, postgres};
use crate::verify::{Report, verify};

/// Tables that every backup of ours has, as `pg_restore` lists them.
const OURS: [&str; 3] =
    [" TABLE public _sqlx_migrations ", " TABLE public account ", " TABLE public audit_row "];

/// Restores a dump into an empty database, or beside one and then in its place; says what that one
/// is called now. Whatever goes wrong, the database is what it was before.
pub(in crate::backup) async fn restore(
    from: &Path,
    url: &PostgresUrl,
    how: RestoreOptions,
    now: Timestamp,
) -> Result<(Option<String>, Report), BackupError> {
    let found = checksum::copy_hashing(&mut source::open(from, Kind::Dump)?, &mut io::sink())?;
    source::compare(from, &found)?;
    let place = Place::of(url).await?;
    check_version("pg_restore", place.server_version()).await?;
    let listed = Program::new("pg_restore").args(["--list"]).args([from]).run().await?;
    if !OURS.iter().all(|table| listed.contains(table)) {
        return Err(format!("{} is no backup of Writeoff", from.display()).into());
    }
    if place.is_vacant().await? {
        return Ok((None, into_empty(from, url, how).await?));
    }
    if !how.replace {
        return Err(format!(
            "{url}: there are tables in it already; name an empty database, or --replace \
             restores in its place"
        )
        .into());
    }
    place.check_unused().await?;
    let beside = place.make_beside().await?;
    let restored = into_empty(from, &beside, how).await;
    let put = match restored {
        Ok(report) => place.replace(&beside, now).await.map(|before| (Some(before), report)),
        Err(error) => Err(error),
    };
    if put.is_err() {
        place.remove(&beside).await?;
    }
    put
}

/// Restores into a database that is empty, and is again if that does not come to its end.
async fn into_empty(
    from: &Path,
    url: &PostgresUrl,
    how: RestoreOptions,
) -> Result<Report, BackupError> {
    ensure_server_role(url).await?;
    Program::new("pg_restore")
        .args(["--single-transaction", "--exit-on-error", "--no-owner", "--no-password"])
        .args([format!("--dbname={}", url.database())])
        .args([from])
        .on(url)?
        .run()
        .await?;
    let looked = look(from, url).await.and_then(|report| {
        if report.holds() || how.accept_violations {
            Ok(report)
        } else {
            Err(violated(&report).into())
        }
    });
    if looked.is_err() {
        Place::of(url).await?.empty().await?;
    }
    looked
}

/// Brings it up to date, if it is older, and looks at every invariant.
async fn look(from: &Path, url: &PostgresUrl) -> Result<Report, BackupError> {
    match postgres::Moment::of(url).await {
        Ok(_) => (),
        Err(ExistingError::Older(_)) => postgres::migrate(url).await?,
        Err(error) => return Err(error.about(from.display()).into()),
    }
    verify(&Location::Postgres(url.clone())).await
}

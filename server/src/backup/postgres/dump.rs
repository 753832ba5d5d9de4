//! `writeoff backup` of `PostgreSQL`.

use super::super::BackupError;
use super::super::part::Part;
use super::program::{Program, check_version};
use crate::database_location::PostgresUrl;
use crate::store::postgres::Moment;
use crate::verify::{Report, report};

/// Whoever changes a table at the same time has so long to end.
const LOCK_WAIT: &str = "--lock-wait-timeout=30s";

/// Writes a dump of the database into an empty file, and looks at every invariant of the very same
/// moment.
pub(in crate::backup) async fn dump(url: &PostgresUrl, part: &Part) -> Result<Report, BackupError> {
    let mut moment = Moment::of(url).await?;
    let server = moment.server_version().await?;
    for program in ["pg_dump", "pg_restore"] {
        check_version(program, server).await?;
    }
    let snapshot = format!("--snapshot={}", moment.export().await?);
    Program::new("pg_dump")
        .args(["--format=custom", "--no-password", LOCK_WAIT, &snapshot, "--file"])
        .args([part.path()])
        .on(url)?
        .run()
        .await
        .map_err(|error| may_not_read(&error.to_string()).unwrap_or(error))?;
    // That it can be read to its end is all that can be seen of it before it is restored.
    Program::new("pg_restore").args(["--file=/dev/null"]).args([part.path()]).run().await?;
    Ok(report(moment.verify().await?).await?)
}

/// What to say where the login may not read everything: those who serve may not.
fn may_not_read(error: &str) -> Option<BackupError> {
    error.contains("permission denied").then(|| {
        format!(
            "{error}\nBack up with the owner's login, or one that may read everything \
             (GRANT pg_read_all_data TO it)"
        )
        .into()
    })
}

//! On PostgreSQL: databases made from a template.

mod same_rows;
mod their_audit;
mod theirs;

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::{AnyError, Work, ours};

/// What the store tells each connection about planning.
const SETTINGS: &str = "
    SET random_page_cost = 1.1;
    SET max_parallel_workers_per_gather = 0;
    SET jit = off";

/// Commits in both ways, each on a new copy; looks at the rows if that is asked for.
pub(crate) async fn in_turn(
    database: &str,
    work: &Work,
    look: bool,
) -> Result<(Duration, Duration), AnyError> {
    let our_copy = copy(database, "bench_ours").await?;
    let (ours, seen_json) = ours::commit(our_copy.parse()?, work).await?;
    let their_copy = copy(database, "bench_theirs").await?;
    let theirs = theirs::commit(&their_copy, work, &seen_json).await?;
    if look {
        same_rows::check(&our_copy, &their_copy).await?;
    }
    Ok((ours, theirs))
}

/// Makes a database of that name, in the place of the last, like the one of that URL; says its URL.
async fn copy(database: &str, name: &str) -> Result<String, AnyError> {
    let (servers, template) = database.rsplit_once('/').ok_or("the URL names no database")?;
    let mut connection = connect(&format!("{servers}/postgres")).await?;
    // Written out in the end, so that nobody's commit waits for the copying.
    for statement in [
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        format!("CREATE DATABASE {name} TEMPLATE {template}"),
        "CHECKPOINT".to_owned(),
    ] {
        sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await?;
    }
    connection.close().await?;
    Ok(format!("{servers}/{name}"))
}

async fn connect(database: &str) -> Result<PgConnection, AnyError> {
    let options: PgConnectOptions = database.parse()?;
    let mut connection = options.disable_statement_logging().connect().await?;
    sqlx::raw_sql(SETTINGS).execute(&mut connection).await?;
    Ok(connection)
}

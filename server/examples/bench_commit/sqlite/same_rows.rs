//! That two databases hold the same rows.

use std::path::Path;

use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _, SqliteConnection};

use super::options;
use crate::AnyError;

/// Fails where any table of the one differs from that of the other.
pub(crate) async fn check(ours: &Path, theirs: &Path) -> Result<(), AnyError> {
    let mut ours = options(ours).connect().await?;
    let mut theirs = options(theirs).connect().await?;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
    )
    .fetch_all(&mut ours)
    .await?;
    for table in tables {
        let (ours, theirs) = (digest(&mut ours, &table).await?, digest(&mut theirs, &table).await?);
        if ours != theirs {
            return Err(format!("{table} differs: {ours:?} and {theirs:?}").into());
        }
    }
    ours.close().await?;
    theirs.close().await?;
    Ok(())
}

/// How many rows a table has, and a hash of all that is in them, whatever their order.
async fn digest(
    connection: &mut SqliteConnection,
    table: &str,
) -> Result<(usize, String), AnyError> {
    let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info(?1)")
        .bind(table)
        .fetch_all(&mut *connection)
        .await?;
    let quoted: Vec<String> = columns.iter().map(|name| format!("quote(\"{name}\")")).collect();
    let query = format!("SELECT {} FROM \"{table}\" ORDER BY 1", quoted.join(" || ',' || "));
    let rows = sqlx::query(AssertSqlSafe(query)).fetch_all(connection).await?;
    let mut hash = Sha256::new();
    for row in &rows {
        hash.update(row.try_get::<String, _>(0)?);
        hash.update("\n");
    }
    Ok((rows.len(), format!("{:x?}", hash.finalize())))
}

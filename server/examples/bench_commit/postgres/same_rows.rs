//! That two databases hold the same rows.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::connect;
use crate::AnyError;

/// Fails where any table of the one differs from that of the other.
pub(crate) async fn check(ours: &str, theirs: &str) -> Result<(), AnyError> {
    let mut ours = connect(ours).await?;
    let mut theirs = connect(theirs).await?;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT relname::text FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            AND relname NOT LIKE '\\_%'",
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
    connection: &mut PgConnection,
    table: &str,
) -> Result<(i64, Option<String>), AnyError> {
    let query = format!(
        "SELECT count(*), md5(string_agg(told, ',' ORDER BY told))
           FROM (SELECT md5(row::text) AS told FROM \"{table}\" AS row) AS rows"
    );
    Ok(sqlx::query_as(AssertSqlSafe(query)).fetch_one(connection).await?)
}

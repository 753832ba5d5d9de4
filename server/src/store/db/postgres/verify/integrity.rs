//! Whether the database's own structures are whole.

use sqlx::postgres::PgConnection;

use crate::store::StoreError;
use crate::store::invariants::{Finding, INTEGRITY};

/// Every page of a table is read, from the table and not from an index: what cannot be is an
/// error, and so is one whose checksum is wrong, where the cluster has checksums.
const READ: &str = "SET LOCAL enable_indexonlyscan = off;
    SET LOCAL enable_indexscan = off;
    SET LOCAL enable_bitmapscan = off;
    SELECT count(*) FROM ";

/// Tables that this login may read, by their names as SQL has them.
const TABLES: &str = "SELECT oid::regclass::text FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND has_table_privilege(oid, 'SELECT') ORDER BY 1";

/// Indexes, by name: whether each is used, and what looks at it where `amcheck` is installed and
/// this login may use it.
const INDEXES: &str = "
    SELECT indexrelid::regclass::text, indisvalid AND indisready AND indislive,
           (SELECT format('SELECT %s(%s::oid::regclass, true)', pg_proc.oid::regproc, indexrelid::oid)
              FROM pg_proc
             WHERE proname = 'bt_index_check' AND pronargs = 2 AND amname = 'btree'
               AND has_function_privilege(pg_proc.oid, 'EXECUTE'))
      FROM pg_index
      JOIN pg_class ON pg_class.oid = indexrelid
      JOIN pg_am ON pg_am.oid = relam
     WHERE relnamespace = 'public'::regnamespace ORDER BY 1";

/// Looks at every table and every index.
pub(super) async fn look(connection: &mut PgConnection) -> Result<Finding, StoreError> {
    let tables: Vec<String> = sqlx::query_scalar(TABLES).fetch_all(&mut *connection).await?;
    let indexes: Vec<(String, bool, Option<String>)> =
        sqlx::query_as(INDEXES).fetch_all(&mut *connection).await?;
    let checked = u64::try_from(tables.len().saturating_add(indexes.len()))?;
    let mut broken = Vec::new();
    for table in tables {
        if let Some(said) = try_out(connection, format!("{READ}{table}")).await? {
            broken.push(format!("table {table}: {said}"));
        }
    }
    for (index, in_use, check) in indexes {
        let said = match check {
            _ if !in_use => Some("it is not in use".to_owned()),
            Some(check) => try_out(connection, check).await?,
            None => None,
        };
        broken.extend(said.map(|said| format!("index {index}: {said}")));
    }
    let violations = u64::try_from(broken.len())?;
    Ok(Finding::of(INTEGRITY, checked, violations, broken.into_iter().next()))
}

/// What the database has to say against it. An error would end the read: so it is tried within a
/// savepoint.
async fn try_out(
    connection: &mut PgConnection,
    statements: String,
) -> Result<Option<String>, StoreError> {
    sqlx::query("SAVEPOINT trial").execute(&mut *connection).await?;
    let tried = sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut *connection).await;
    sqlx::query("ROLLBACK TO SAVEPOINT trial").execute(&mut *connection).await?;
    match tried {
        Ok(_) => Ok(None),
        Err(sqlx::Error::Database(error)) => Ok(Some(error.message().to_owned())),
        Err(error) => Err(error.into()),
    }
}

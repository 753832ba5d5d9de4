//! Looking at all invariants at one moment of the database.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use super::{MIGRATIONS, existing};
use crate::store::AuditSnapshot;
use crate::store::db::{Connection, Held};
use crate::store::invariants::{
    self, FOREIGN_KEYS, Finding, INTEGRITY, SCHEMA_AS_MADE, VerificationRun,
};
use crate::store::{ExistingError, StoreError};

/// Page cache in KiB: whole tables are sorted.
const CACHE: &str = "PRAGMA cache_size = -65536";

/// How many errors the database's own check names before it gives up.
const INTEGRITY_CHECK: &str = "PRAGMA integrity_check(1000)";

/// Everything in the schema that migrations make; what the database keeps for itself is left out.
const SCHEMA: &str = "SELECT type || ' ' || name, sql FROM sqlite_schema
     WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'";

/// Looks at every invariant of the database at that path, all of them at the same moment. Nothing
/// is changed, and whoever writes meanwhile is not kept from it.
pub(in crate::store) async fn verify(path: &Path) -> Result<VerificationRun, ExistingError> {
    let mut connection = existing::open(path).await?;
    sqlx::query("BEGIN").execute(&mut connection).await?;
    existing::check_version(&mut connection, path).await?;
    sqlx::query(CACHE).execute(&mut connection).await?;
    let own = [
        schema_as_made(&mut connection).await?,
        foreign_keys(&mut connection).await?,
        integrity(&mut connection).await?,
    ];
    let mut connection = Connection::Sqlite(Held::Single(connection));
    let mut findings = invariants::check(&mut connection).await?;
    findings.extend(own);
    Ok(VerificationRun { findings, log: AuditSnapshot(connection) })
}

/// The audit log as it is now, also while servers go on writing.
pub(in crate::store) async fn audit_log(path: &Path) -> Result<AuditSnapshot, ExistingError> {
    let mut connection = existing::open(path).await?;
    sqlx::query("BEGIN").execute(&mut connection).await?;
    existing::check_version(&mut connection, path).await?;
    Ok(AuditSnapshot(Connection::Sqlite(Held::Single(connection))))
}

/// Compares with a database that was just made.
async fn schema_as_made(connection: &mut SqliteConnection) -> Result<Finding, StoreError> {
    let mut fresh = SqliteConnectOptions::new().in_memory(true).connect().await?;
    MIGRATIONS.run(&mut fresh).await?;
    let made = schema(&mut fresh).await?;
    fresh.close().await?;
    let mut found = schema(connection).await?;
    let mut differ: Vec<String> = Vec::new();
    for (name, sql) in &made {
        if found.remove(name).as_ref() != Some(sql) {
            differ.push(name.clone());
        }
    }
    // What is left was added by somebody else.
    differ.extend(found.into_keys());
    differ.sort();
    let checked = u64::try_from(made.len())?;
    let violations = u64::try_from(differ.len())?;
    Ok(Finding::of(SCHEMA_AS_MADE, checked, violations, differ.into_iter().next()))
}

async fn schema(connection: &mut SqliteConnection) -> Result<BTreeMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(SCHEMA).fetch_all(connection).await?;
    Ok(rows.into_iter().collect())
}

async fn foreign_keys(connection: &mut SqliteConnection) -> Result<Finding, StoreError> {
    let keys: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM sqlite_schema AS one
           JOIN pragma_foreign_key_list(one.name) WHERE one.type = 'table'",
    )
    .fetch_one(&mut *connection)
    .await?;
    let (violations, first): (i64, Option<String>) = sqlx::query_as(
        "SELECT count(*), min(\"table\" || ' refers to a row of ' || parent || ' that is not there')
           FROM pragma_foreign_key_check",
    )
    .fetch_one(connection)
    .await?;
    Ok(Finding::of(FOREIGN_KEYS, u64::try_from(keys)?, u64::try_from(violations)?, first))
}

async fn integrity(connection: &mut SqliteConnection) -> Result<Finding, StoreError> {
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&mut *connection).await?;
    let mut said: Vec<String> = sqlx::query_scalar(INTEGRITY_CHECK).fetch_all(connection).await?;
    said.retain(|line| line != "ok");
    let violations = u64::try_from(said.len())?;
    Ok(Finding::of(INTEGRITY, u64::try_from(pages)?, violations, said.into_iter().next()))
}

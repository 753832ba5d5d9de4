//! Looking at all invariants at one moment of the database.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use super::MIGRATIONS;
use super::existing::{self, ExistingError};
use crate::hex::to_hex;
use crate::store::StoreError;
use crate::store::invariants::{
    FILE_KEPT, FOREIGN_KEYS, Finding, INTEGRITY, INVARIANTS, Invariant, SCHEMA_AS_MADE,
};

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
///
/// # Errors
///
/// When there is no database of this version there, or it cannot be read.
pub async fn verify(path: &Path) -> Result<Vec<Finding>, ExistingError> {
    let mut connection = existing::open(path).await?;
    let findings = at_one_moment(&mut connection, path).await;
    connection.close().await?;
    findings
}

async fn at_one_moment(
    connection: &mut SqliteConnection,
    path: &Path,
) -> Result<Vec<Finding>, ExistingError> {
    existing::check_version(connection, path).await?;
    sqlx::query(CACHE).execute(&mut *connection).await?;
    let mut read = connection.begin().await?;
    let mut findings = Vec::new();
    for invariant in INVARIANTS {
        findings.push(ask(&mut read, invariant).await?);
    }
    findings.push(files_kept(&mut read).await?);
    findings.push(schema_as_made(&mut read).await?);
    findings.push(foreign_keys(&mut read).await?);
    findings.push(integrity(&mut read).await?);
    read.rollback().await?;
    Ok(findings)
}

async fn ask(
    connection: &mut SqliteConnection,
    invariant: &Invariant,
) -> Result<Finding, StoreError> {
    let (checked, violations, first): (i64, i64, Option<String>) =
        sqlx::query_as(invariant.question).fetch_one(connection).await?;
    let named = (invariant.name, invariant.says);
    Ok(Finding::of(named, u64::try_from(checked)?, u64::try_from(violations)?, first))
}

/// File by file: all of them at once might not fit into memory.
async fn files_kept(connection: &mut SqliteConnection) -> Result<Finding, StoreError> {
    let (mut last, mut checked, mut violations, mut first) = (i64::MIN, 0, 0, None);
    loop {
        let row: Option<(i64, String, String, Vec<u8>)> = sqlx::query_as(
            "SELECT id, operation_id, file_sha256, file FROM bulk_operation
              WHERE id > ?1 ORDER BY id LIMIT 1",
        )
        .bind(last)
        .fetch_optional(&mut *connection)
        .await?;
        let Some((id, operation, sha256, file)) = row else { break };
        last = id;
        checked += 1;
        if to_hex(&Sha256::digest(&file)) != sha256 {
            violations += 1;
            first.get_or_insert(format!("operation {operation}"));
        }
    }
    Ok(Finding::of(FILE_KEPT, checked, violations, first))
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

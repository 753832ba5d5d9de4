//! Looking at all invariants at one moment of the database.

mod integrity;

use std::collections::BTreeSet;

use sqlx::postgres::PgConnection;

use super::{leader, schema};
use crate::database_location::PostgresUrl;
use crate::store::AuditSnapshot;
use crate::store::db::{Connection, Held};
use crate::store::invariants::{self, FOREIGN_KEYS, Finding, SCHEMA_AS_MADE, VerificationRun};
use crate::store::{ExistingError, StoreError};

/// Everything in the schema that migrations make, and what servers may do with it, a line each.
const SCHEMA: &str = include_str!("schema.sql");

/// The same of a database that was just made. A test compares the two.
const MADE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schema.txt"));

/// Each foreign key, with the condition under which a row of the one table has its row in the
/// other.
const REFERENCES: &str = include_str!("references.sql");

/// Reading whole tables takes its time, and so does whoever dumps the same moment; sorting takes
/// memory. All of it ends with the read. Names
/// are written as the schema is searched.
const SETTINGS: &str = "
    SET LOCAL work_mem = '64MB';
    SET LOCAL statement_timeout = 0;
    SET LOCAL idle_in_transaction_session_timeout = 0;
    SET LOCAL search_path = public";

/// A database as it is at one moment. Nothing is changed, and whoever writes meanwhile is not kept
/// from it. A login that may only read is enough.
#[derive(Debug)]
pub struct Moment {
    connection: PgConnection,
}

impl Moment {
    /// The database as it is now.
    pub async fn of(url: &PostgresUrl) -> Result<Self, ExistingError> {
        let mut connection = leader::find(&url.servers()?).await?.connection;
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        sqlx::query(begin).execute(&mut connection).await?;
        schema::check_existing(&mut connection, url).await?;
        sqlx::raw_sql(SETTINGS).execute(&mut connection).await?;
        Ok(Self { connection })
    }

    /// The name under which other connections, of other programs too, see the same moment as long
    /// as this one is there.
    pub async fn export(&mut self) -> Result<String, StoreError> {
        let query = sqlx::query_scalar("SELECT pg_export_snapshot()");
        Ok(query.fetch_one(&mut self.connection).await?)
    }

    /// The major version of the server.
    pub async fn server_version(&mut self) -> Result<u32, StoreError> {
        super::server_version(&mut self.connection).await
    }

    /// Looks at every invariant.
    pub async fn verify(mut self) -> Result<VerificationRun, StoreError> {
        let mut findings = vec![
            schema_as_made(&mut self.connection).await?,
            foreign_keys(&mut self.connection).await?,
            integrity::look(&mut self.connection).await?,
        ];
        let mut connection = Connection::Postgres(Held::Single(self.connection));
        findings.splice(0..0, invariants::check(&mut connection).await?);
        Ok(VerificationRun { findings, log: AuditSnapshot(connection) })
    }

    /// The audit log at this moment.
    pub fn audit_log(self) -> AuditSnapshot {
        AuditSnapshot(Connection::Postgres(Held::Single(self.connection)))
    }
}

/// Compares with a database that was just made.
async fn schema_as_made(connection: &mut PgConnection) -> Result<Finding, StoreError> {
    let found: Vec<String> = sqlx::query_scalar(SCHEMA).fetch_all(connection).await?;
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    let made: BTreeSet<&str> = MADE.lines().collect();
    // What is missing, what is different, and what was added by somebody else.
    let differ: Vec<&&str> = made.symmetric_difference(&found).collect();
    let (checked, violations) = (u64::try_from(made.len())?, u64::try_from(differ.len())?);
    let first = differ.first().map(|line| {
        let what = if made.contains(**line) { "is not there" } else { "should not be there" };
        format!("{line}: {what}")
    });
    Ok(Finding::of(SCHEMA_AS_MADE, checked, violations, first))
}

/// The database keeps these itself, unless somebody with the right to told it not to.
async fn foreign_keys(connection: &mut PgConnection) -> Result<Finding, StoreError> {
    let keys: Vec<(String, String, String, String, String)> =
        sqlx::query_as(REFERENCES).fetch_all(&mut *connection).await?;
    let (checked, mut violations, mut first) = (u64::try_from(keys.len())?, 0, None);
    for (name, child, parent, same, there) in keys {
        let question = format!(
            "SELECT count(*) FROM {child} AS child WHERE {there}
                AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE {same})"
        );
        // Names and conditions are the database's own, quoted by it.
        let question = sqlx::AssertSqlSafe(question);
        let missing: i64 = sqlx::query_scalar(question).fetch_one(&mut *connection).await?;
        if missing > 0 {
            violations += u64::try_from(missing)?;
            first.get_or_insert_with(|| {
                format!("{name}: {child} refers to a row of {parent} that is not there")
            });
        }
    }
    Ok(Finding::of(FOREIGN_KEYS, checked, violations, first))
}

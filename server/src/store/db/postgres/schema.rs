//! The schema, and bringing it up to date.

use sqlx::PgConnection;
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;

use super::leader;
use crate::database_location::PostgresUrl;
use crate::store::StoreError;
use crate::store::existing::{self, ExistingError};

/// Newer migrations than these do not matter: servers of two releases work side by side during an
/// upgrade, and a migration only adds.
fn migrations() -> Migrator {
    let mut migrations = sqlx::migrate!("migrations/postgres");
    migrations.set_ignore_missing(true);
    migrations
}

/// The owner may do what the server may not.
const MAY_NOT: &str = "42501";

/// There is no such table: nothing was migrated yet.
const NO_SUCH_TABLE: &str = "42P01";

/// Brings the schema up to date as the owner of the database, whose URL it is. Of several that do
/// it at the same time one does, and the others wait for it.
///
/// # Errors
///
/// When the database cannot be reached, or the user of the URL may not change its schema.
pub async fn migrate(owner: &PostgresUrl) -> Result<(), StoreError> {
    run(&owner.servers()?).await
}

/// Brings the schema up to date where it is older than this release.
pub(super) async fn bring_up_to_date(
    url: &PostgresUrl,
    owner: Option<&PostgresUrl>,
) -> Result<(), StoreError> {
    let servers = url.servers()?;
    if is_up_to_date(&mut leader::find(&servers).await?.connection).await? {
        return Ok(());
    }
    match owner {
        Some(owner) => run(&owner.servers()?).await,
        None => run(&servers).await.map_err(|error| match error {
            StoreError::Migration(error) if has_code(&error, MAY_NOT) => {
                StoreError::OldSchema(Some(error))
            }
            other => other,
        }),
    }
}

/// That the schema is the one that this release knows.
pub(super) async fn check_existing(
    connection: &mut PgConnection,
    url: &PostgresUrl,
) -> Result<(), ExistingError> {
    let there: bool =
        sqlx::query_scalar("SELECT to_regclass('public._sqlx_migrations') IS NOT NULL")
            .fetch_one(&mut *connection)
            .await?;
    if !there {
        return Err(ExistingError::NotOurs(url.to_string()));
    }
    let known: Vec<i64> = migrations().iter().map(|migration| migration.version).collect();
    existing::compare(&applied(connection).await?, &known, url)
}

/// That the schema is not older than this release.
pub(super) async fn check(connection: &mut PgConnection) -> Result<(), StoreError> {
    if is_up_to_date(connection).await? { Ok(()) } else { Err(StoreError::OldSchema(None)) }
}

async fn run(servers: &[PgConnectOptions]) -> Result<(), StoreError> {
    let mut leader = leader::find(servers).await?;
    migrations().run(&mut leader.connection).await?;
    Ok(())
}

/// Whether every migration of this release was applied.
async fn is_up_to_date(connection: &mut PgConnection) -> Result<bool, StoreError> {
    let applied = match applied(connection).await {
        // Whoever may not look is told by whoever tries to migrate.
        Err(sqlx::Error::Database(error))
            if matches!(error.code().as_deref(), Some(NO_SUCH_TABLE | MAY_NOT)) =>
        {
            return Ok(false);
        }
        applied => applied?,
    };
    Ok(migrations().iter().all(|migration| applied.contains(&migration.version)))
}

async fn applied(connection: &mut PgConnection) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success")
        .fetch_all(connection)
        .await
}

fn has_code(error: &sqlx::migrate::MigrateError, code: &str) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(sqlx::Error::Database(database)) = error.downcast_ref::<sqlx::Error>() {
            return database.code().as_deref() == Some(code);
        }
        cause = error.source();
    }
    false
}

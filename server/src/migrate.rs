//! `writeoff migrate`: the schema of a database, brought up to date by its owner.

use crate::database_location::Location;
use crate::ids::IdSource;
use crate::store::{self, Opening, postgres};

/// Why the schema is not up to date, in a sentence.
pub type MigrateError = Box<dyn std::error::Error + Send + Sync>;

/// Brings the schema up to date: of `PostgreSQL` as the owner, who need not be allowed to serve.
///
/// # Errors
///
/// When the database cannot be opened, or its schema may not be changed.
pub async fn migrate(database: &Opening, ids: &IdSource) -> Result<(), MigrateError> {
    match &database.location {
        Location::Sqlite(_) => store::open(database, ids).await?.close().await,
        Location::Postgres(url) => {
            postgres::migrate(database.owner.as_ref().unwrap_or(url)).await?;
        }
    }
    Ok(())
}

//! What is locked, in the order in which it is locked.

use domain::AccountId;
use sqlx::PgConnection;

use crate::store::{CompanyId, StoreError};

/// Locks a name until the transaction ends, whether or not there is anything of that name yet.
pub(super) async fn name(
    connection: &mut PgConnection,
    kind: &str,
    name: &str,
) -> Result<(), StoreError> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
        .bind(format!("{kind} {name}"))
        .execute(connection)
        .await?;
    Ok(())
}

/// Locks accounts and with them everything that is theirs, in the order of their keys, so that two
/// operations on the same accounts wait for each other rather than for ever.
pub(super) async fn accounts(
    connection: &mut PgConnection,
    company: CompanyId,
    accounts: &[AccountId],
) -> Result<(), StoreError> {
    let asked: Vec<&str> = accounts.iter().map(AccountId::as_str).collect();
    sqlx::query(
        "SELECT count(*) FROM (
             SELECT 1 FROM account WHERE company = $1 AND account_id = ANY($2)
              ORDER BY account_id FOR NO KEY UPDATE) AS locked",
    )
    .bind(company.0)
    .bind(asked)
    .execute(connection)
    .await?;
    Ok(())
}

/// Locks what is numbered within the company.
pub(super) async fn numbers(
    connection: &mut PgConnection,
    company: CompanyId,
) -> Result<(), StoreError> {
    sqlx::query("SELECT 1 FROM operating_company WHERE id = $1 FOR NO KEY UPDATE")
        .bind(company.0)
        .execute(connection)
        .await?;
    Ok(())
}

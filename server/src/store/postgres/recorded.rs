//! What was recorded under an id that a client made.

use sqlx::PgConnection;

use crate::store::bulk_write_off::{Authority, AuthorityRow};
use crate::store::people::{CompanyId, UserId};
use crate::store::{Asked, StoreError};

/// What an id stands for.
pub(super) enum Found {
    /// For nothing yet.
    Nothing,
    /// For this very request; the number of what was recorded.
    Same(i64),
    /// For another request.
    Another,
}

/// What the id of a request stands for already.
pub(super) async fn find<T>(
    connection: &mut PgConnection,
    asked: &Asked<T>,
    kind: &str,
) -> Result<Found, StoreError> {
    let row: Option<(String, i64, Vec<u8>)> = sqlx::query_as(
        "SELECT kind, recorded, request_sha256 FROM recorded_request
          WHERE company = $1 AND request_id = $2::uuid",
    )
    .bind(asked.company.0)
    .bind(asked.id.to_string())
    .fetch_optional(connection)
    .await?;
    Ok(match row {
        None => Found::Nothing,
        Some((found, number, sha256)) if found == kind && sha256 == asked.request_sha256 => {
            Found::Same(number)
        }
        Some(_) => Found::Another,
    })
}

/// Keeps what was recorded under the id.
pub(super) async fn insert<T>(
    connection: &mut PgConnection,
    asked: &Asked<T>,
    kind: &str,
    number: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO recorded_request (company, request_id, kind, recorded, app_user,
                                       request_sha256)
         VALUES ($1, $2::uuid, $3, $4, $5, $6)",
    )
    .bind(asked.company.0)
    .bind(asked.id.to_string())
    .bind(kind)
    .bind(number)
    .bind(asked.user.0)
    .bind(asked.request_sha256.as_slice())
    .execute(connection)
    .await?;
    Ok(())
}

/// Who asks. Nobody changes the user until the transaction ends.
pub(super) async fn authority(
    connection: &mut PgConnection,
    company: CompanyId,
    user: UserId,
) -> Result<Authority, StoreError> {
    let row: AuthorityRow = sqlx::query_as(
        "SELECT role, disabled_at IS NULL AS enabled, time_zone, early_write_off_days
           FROM app_user JOIN operating_company ON operating_company.id = app_user.company
          WHERE app_user.id = $1 AND app_user.company = $2
            FOR SHARE OF app_user",
    )
    .bind(user.0)
    .bind(company.0)
    .fetch_one(connection)
    .await?;
    row.into_authority()
}

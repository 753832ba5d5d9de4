//! Users and the companies that they work for.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::PgConnection;

use super::{PostgresStore, audit};
use crate::store::people::{Added, CompanyId, NewUser, People, UserId, name_key};
use crate::store::{StoreError, instant};

#[async_trait]
impl People for PostgresStore {
    async fn add_user(
        &self,
        company: &str,
        user: &NewUser,
        now: Timestamp,
    ) -> Result<Added, StoreError> {
        let mut write = self.begin_write().await?;
        let company: Option<i64> =
            sqlx::query_scalar("SELECT id FROM operating_company WHERE code = $1 OR name = $1")
                .bind(company)
                .fetch_optional(&mut *write)
                .await?;
        let Some(company) = company else { return Ok(Added::NoSuchCompany) };
        let added = insert_user(&mut write, CompanyId(company), user, now).await?;
        if let Some(added) = added {
            audit::append(&mut write, company, user.added(added, now)?).await?;
        }
        write.commit().await?;
        Ok(added.map_or(Added::NameTaken, Added::Added))
    }
}

/// Inserts a user; none where the name is taken.
async fn insert_user(
    connection: &mut PgConnection,
    company: CompanyId,
    user: &NewUser,
    now: Timestamp,
) -> Result<Option<UserId>, StoreError> {
    let id: Option<i64> = sqlx::query_scalar(
        "INSERT INTO app_user (company, user_name, user_name_key, name, role, password_hash,
                               created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7::timestamptz) ON CONFLICT (user_name_key) DO NOTHING
         RETURNING id",
    )
    .bind(company.0)
    .bind(&user.user_name)
    .bind(name_key(&user.user_name))
    .bind(&user.name)
    .bind(user.role.code())
    .bind(&user.password_hash)
    .bind(instant::to_text(now))
    .fetch_optional(connection)
    .await?;
    Ok(id.map(UserId))
}

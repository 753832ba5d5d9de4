//! Users and the companies that they work for.

use domain::bulk_write_off::Policy;
use domain::money::Currency;
use domain::role::Role;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sqlx::SqliteConnection;

use super::SqliteStore;
use crate::store::people::{CompanyId, CompanyRecord, NewUser, Person, UserId};
use crate::store::{StoreError, instant};

/// A user's row with that of the company.
#[derive(sqlx::FromRow)]
pub(super) struct PersonRow {
    user_id: i64,
    user_name: String,
    person_name: String,
    role: String,
    company_id: i64,
    company_name: String,
    currency: String,
    minor_digits: u8,
    time_zone: String,
    early_write_off_days: u32,
}

impl PersonRow {
    pub(super) fn into_person(self) -> Result<Person, StoreError> {
        let role = Role::from_code(&self.role)
            .ok_or_else(|| StoreError::Unreadable(format!("role `{}`", self.role)))?;
        Ok(Person {
            id: UserId(self.user_id),
            user_name: self.user_name,
            name: self.person_name,
            role,
            company: CompanyRecord {
                id: CompanyId(self.company_id),
                name: self.company_name,
                currency: Currency { code: self.currency, minor_digits: self.minor_digits },
                time_zone: TimeZone::get(&self.time_zone)?,
                time_zone_name: self.time_zone,
                policy: Policy { early_write_off_days: self.early_write_off_days },
            },
        })
    }
}

/// What came of adding a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The user is there.
    Added(UserId),
    /// Somebody has that name already, whatever the case.
    NameTaken,
    /// There is no company of that name or code.
    NoSuchCompany,
}

impl SqliteStore {
    /// Adds a user to a company that is there, named by its code or its name.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn add_user(
        &self,
        company: &str,
        user: &NewUser,
        now: Timestamp,
    ) -> Result<Added, StoreError> {
        let mut write = self.begin_write().await?;
        let company: Option<i64> =
            sqlx::query_scalar("SELECT id FROM operating_company WHERE code = ?1 OR name = ?1")
                .bind(company)
                .fetch_optional(&mut *write)
                .await?;
        let Some(company) = company else { return Ok(Added::NoSuchCompany) };
        let added = insert_user(&mut write, CompanyId(company), user, now).await?;
        write.commit().await?;
        Ok(added.map_or(Added::NameTaken, Added::Added))
    }
}

/// Inserts a user; none where the name is taken.
async fn insert_user(
    connection: &mut SqliteConnection,
    company: CompanyId,
    user: &NewUser,
    now: Timestamp,
) -> Result<Option<UserId>, StoreError> {
    let id: Option<i64> = sqlx::query_scalar(
        "INSERT INTO app_user (company, user_name, user_name_key, name, role, password_hash,
                               created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (user_name_key) DO NOTHING
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

/// User names are compared without regard to case.
pub(super) fn name_key(user_name: &str) -> String {
    user_name.to_lowercase()
}

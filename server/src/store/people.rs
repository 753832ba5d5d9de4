//! Users, and the companies that they work for.

use domain::audit::{AuditAction, AuditResult, UserAdded};
use domain::bulk_write_off::Policy;
use domain::language::Language;
use domain::money::Currency;
use domain::role::Role;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::db::{Connection, Instant, Key};
use super::{Store, StoreError, audit, stored};
use crate::audit_chain::{Actor, Event, Events};
use crate::identity::{CompanyId, CompanyRecord, Person, UserId};

/// A user to be.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The name that the person signs in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
    pub role: Role,
    /// The password's hash (PHC string).
    pub password_hash: String,
}

impl NewUser {
    /// What the audit log says of it: the command line did it.
    pub(super) fn added(&self, user: UserId, now: Timestamp) -> Result<Events, StoreError> {
        let detail = UserAdded {
            user: user.0,
            user_name: self.user_name.clone(),
            name: self.name.clone(),
            role: self.role.code().to_owned(),
        };
        let event = Event::new(AuditAction::UserAdded, AuditResult::Done, &detail)?;
        Ok(Events { at: now, by: Actor::default(), events: vec![event] })
    }
}

/// What came of adding a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddUserResult {
    /// The user is there.
    Added(UserId),
    /// Somebody has that name already, whatever the case.
    NameTaken,
    /// There is no company of that name or code.
    NoSuchCompany,
}

impl Store {
    /// Adds a user to a company that is there, named by its code or its name.
    pub async fn add_user(
        &self,
        company: &str,
        user: &NewUser,
        now: Timestamp,
    ) -> Result<AddUserResult, StoreError> {
        let person = self.ids.uuid(now)?;
        let mut write = self.db.begin_write().await?;
        let company: Option<CompanyId> = write
            .query("SELECT id FROM operating_company WHERE code = $1 OR name = $1")
            .bind(company)
            .fetch_scalar()
            .await?;
        let Some(company) = company else { return Ok(AddUserResult::NoSuchCompany) };
        let added = insert_user(&mut write, company, person, user, now).await?;
        if let Some(added) = added {
            audit::append(&mut write, company.0, user.added(added, now)?).await?;
        }
        write.commit().await?;
        Ok(added.map_or(AddUserResult::NameTaken, AddUserResult::Added))
    }

    /// The person of a user name, if there is one who may sign in.
    pub async fn enabled_person(&self, user_name: &str) -> Result<Option<Person>, StoreError> {
        let row: Option<PersonRow> = self
            .db
            .connection()
            .await?
            .query(
                "SELECT app_user.id AS user_id, user_name, app_user.name AS person_name, role,
                        app_user.language,
                        operating_company.id AS company_id,
                        operating_company.name AS company_name,
                        currency, minor_digits, time_zone, early_write_off_days
                   FROM app_user
                   JOIN operating_company ON operating_company.id = app_user.company
                  WHERE user_name_key = $1 AND disabled_at IS NULL AND password_hash IS NOT NULL",
            )
            .bind(name_key(user_name))
            .fetch_optional()
            .await?;
        row.map(PersonRow::into_person).transpose()
    }
}

/// Inserts a user; none where the name is taken.
pub(super) async fn insert_user(
    connection: &mut Connection,
    company: CompanyId,
    person: Uuid,
    user: &NewUser,
    now: Timestamp,
) -> Result<Option<UserId>, StoreError> {
    connection
        .query(
            "INSERT INTO app_user (company, person_id, user_name, user_name_key, name, role, password_hash,
                                   created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (user_name_key) DO NOTHING
             RETURNING id",
        )
        .bind(company)
        .bind(Key(person))
        .bind(user.user_name.as_str())
        .bind(name_key(&user.user_name))
        .bind(user.name.as_str())
        .bind(user.role.code())
        .bind(user.password_hash.as_str())
        .bind(Instant(now))
        .fetch_scalar()
        .await
}

/// User names are compared without regard to case.
pub(super) fn name_key(user_name: &str) -> String {
    user_name.to_lowercase()
}

/// A user with the company.
#[derive(sqlx::FromRow)]
pub(super) struct PersonRow {
    user_id: i64,
    user_name: String,
    person_name: String,
    role: String,
    language: Option<String>,
    company_id: i64,
    company_name: String,
    currency: String,
    minor_digits: i64,
    time_zone: String,
    early_write_off_days: i64,
}

impl PersonRow {
    pub(super) fn into_person(self) -> Result<Person, StoreError> {
        let role = stored::role(&self.role)?;
        let currency =
            Currency { code: self.currency, minor_digits: self.minor_digits.try_into()? };
        let policy = Policy { early_write_off_days: self.early_write_off_days.try_into()? };
        Ok(Person {
            id: UserId(self.user_id),
            user_name: self.user_name,
            name: self.person_name,
            role,
            language: self.language.as_deref().and_then(Language::from_tag),
            company: CompanyRecord {
                id: CompanyId(self.company_id),
                name: self.company_name,
                currency,
                time_zone: TimeZone::get(&self.time_zone)?,
                time_zone_name: self.time_zone,
                policy,
            },
        })
    }
}

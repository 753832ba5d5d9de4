//! Companies, users and sessions as the rest of the server knows them.

use async_trait::async_trait;
use domain::api::Company;
use domain::audit::{AuditAction, AuditResult, UserAdded};
use domain::bulk_write_off::Policy;
use domain::money::Currency;
use domain::role::Role;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{StoreError, stored};
use crate::audit::{By, Event, Events};

/// An operating company's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CompanyId(pub i64);

/// A user's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UserId(pub i64);

/// An operating company, as far as requests need to know it.
#[derive(Clone, Debug)]
pub struct CompanyRecord {
    /// Its number.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
    /// Its currency.
    pub currency: Currency,
    /// Its time zone.
    pub time_zone: TimeZone,
    /// Its time zone's IANA name.
    pub time_zone_name: String,
    /// What it decides for itself.
    pub policy: Policy,
}

impl CompanyRecord {
    /// The company as its people see it.
    pub fn to_api(&self) -> Company {
        Company {
            name: self.name.clone(),
            currency: self.currency.clone(),
            time_zone: self.time_zone_name.clone(),
        }
    }
}

/// A user who may sign in.
#[derive(Clone, Debug)]
pub struct Person {
    /// The user's number.
    pub id: UserId,
    /// The name that the person signs in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
    /// The role, as it stands now.
    pub role: Role,
    /// The company that the person works for.
    pub company: CompanyRecord,
}

/// A user to be.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The name that the person signs in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
    /// The role.
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
        Ok(Events { at: now, by: By::default(), events: vec![event] })
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

/// The people who work for the companies.
#[async_trait]
pub trait People {
    /// Adds a user to a company that is there, named by its code or its name.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn add_user(
        &self,
        company: &str,
        user: &NewUser,
        now: Timestamp,
    ) -> Result<Added, StoreError>;
}

/// User names are compared without regard to case.
pub(super) fn name_key(user_name: &str) -> String {
    user_name.to_lowercase()
}

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
    minor_digits: i16,
    time_zone: String,
    early_write_off_days: i32,
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

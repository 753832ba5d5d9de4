//! Who acts, for which company.

use domain::api::Company;
use domain::bulk_write_off::Policy;
use domain::language::Language;
use domain::money::Currency;
use domain::role::Role;
use jiff::tz::TimeZone;

/// An operating company's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(transparent)]
pub struct CompanyId(pub i64);

/// A user's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(transparent)]
pub struct UserId(pub i64);

/// An operating company, as far as requests need to know it.
#[derive(Clone, Debug)]
pub struct CompanyRecord {
    pub id: CompanyId,
    pub name: String,
    pub currency: Currency,
    pub time_zone: TimeZone,
    /// The time zone's IANA name.
    pub time_zone_name: String,
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
    pub id: UserId,
    /// The name that the person signs in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
    /// The role, as it stands now.
    pub role: Role,
    /// The language that the person chose.
    pub language: Option<Language>,
    pub company: CompanyRecord,
}

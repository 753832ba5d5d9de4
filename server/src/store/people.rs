//! Companies, users and sessions as the rest of the server knows them.

use domain::api::Company;
use domain::bulk_write_off::Policy;
use domain::money::Currency;
use domain::role::Role;
use jiff::Timestamp;
use jiff::tz::TimeZone;

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

/// A session that is stored. Whether it is still good is for the caller to say.
#[derive(Clone, Debug)]
pub struct SessionRecord {
    /// Whose it is; never a disabled user's.
    pub person: Person,
    /// When it was last used, to the minute or so.
    pub last_seen_at: Timestamp,
    /// When it ends, whatever happens.
    pub expires_at: Timestamp,
}

/// What came of asking to be let in.
#[derive(Clone, Debug)]
pub enum Attempt {
    /// The password may be looked at.
    Admitted {
        /// The attempt's number; it counts as failed until it has succeeded.
        attempt: i64,
        /// The user of that name and the hash of the password, if there is one who may sign in.
        user: Option<(UserId, String)>,
    },
    /// Too many attempts have failed.
    Refused {
        /// From when the next one is admitted.
        until: Timestamp,
    },
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

//! People, programs, one's own profile, and setting up.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::role::Role;

/// What a person's account with us is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PersonStatus {
    /// Has no password and was never given a link, or it was taken back: came by an import, and an Admin
    /// makes a link.
    NoLink,
    /// Was given a link and has not chosen a password yet. Whether the link works still, `link_expires_at` says.
    Invited,
    /// May sign in.
    Enabled,
    /// May not sign in any more.
    Disabled,
}

/// `GET /api/people`: everybody of the company, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeopleReply {
    /// The people, programs apart.
    pub people: Vec<PersonRecord>,
    /// Whether links are mailed to who has a mail address: the server was told how.
    pub mails: bool,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonRecord {
    /// The id that the client made (UUID).
    pub id: String,
    /// The name to sign in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The fulfilment centre's name, where the person belongs to one.
    pub centre: Option<String>,
    /// The mail address, empty where there is none.
    pub mail: String,
    /// What the person's account with us is like.
    pub status: PersonStatus,
    /// When the person was last here (RFC 3339, UTC), to the minute or so; none who was never signed in.
    pub last_seen_at: Option<String>,
    /// How many sessions are open.
    pub sessions: u32,
    /// Until when a link works that was made and not used (RFC 3339, UTC).
    pub link_expires_at: Option<String>,
}

/// `PUT /api/people/{id}`: invites a person, or changes one. The same again changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonRequest {
    /// The name to sign in with: 1 to 64 characters without blanks. It does not change later.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub user_name: String,
    /// The person's own name, 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// The role, one of a person's.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::role::of_people))]
    pub role: Role,
    /// The fulfilment centre's name, where the person belongs to one.
    #[serde(default)]
    pub centre: Option<String>,
    /// The mail address, empty where there is none.
    #[serde(default)]
    pub mail: String,
    /// Whether the person may not sign in any more. All sessions end at once.
    #[serde(default)]
    pub disabled: bool,
}

/// The reply to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonReply {
    /// The person as it is now.
    pub person: PersonRecord,
    /// The link of a person who was invited now; it is told once.
    pub link: Option<LinkReply>,
}

/// `POST /api/people/{id}/link`: a new link with which the person chooses a password. Earlier ones stop working;
/// the old password too, and all sessions end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkReply {
    /// The address of the page, without the server's: `/set-up/…`.
    pub path: String,
    /// Until when it works (RFC 3339, UTC).
    pub expires_at: String,
    /// Whether it was mailed to the person.
    pub mailed: bool,
}

/// `GET /api/service-accounts`: programs with a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceAccountsReply {
    /// The latest first.
    pub service_accounts: Vec<ServiceAccount>,
}

/// A program with a key of its own. It has the role [`Role::Integration`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceAccount {
    /// The id that the client made (UUID).
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The beginning of its key, by which one is told from another: also its user name in the audit log.
    pub key_begins: String,
    /// When it was made (RFC 3339, UTC).
    pub created_at: String,
    /// Who made it: the person's own name.
    pub created_by: Option<String>,
    /// When the key was last used (RFC 3339, UTC), to the minute or so.
    pub last_used_at: Option<String>,
    /// When it was revoked (RFC 3339, UTC).
    pub revoked_at: Option<String>,
}

/// `PUT /api/service-accounts/{id}`: makes a program's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ServiceAccountRequest {
    /// What people call it, 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
}

/// The reply to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceAccountReply {
    /// The program.
    pub service_account: ServiceAccount,
    /// Its key, told once: a request has it as `Authorization: Bearer …`. None of a request that was repeated.
    pub key: Option<String>,
}

/// `GET /api/profile`: oneself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProfileReply {
    /// The name to sign in with.
    pub user_name: String,
    /// The person's own name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The fulfilment centre's name, where the person belongs to one.
    pub centre: Option<String>,
    /// The mail address, empty where there is none.
    pub mail: String,
    /// The language that the person chose; none, as the browser says.
    pub language: Option<Language>,
    /// The sessions, the one that asks first.
    pub sessions: Vec<SessionRecord>,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionRecord {
    /// Its id (UUID).
    pub id: String,
    /// What the browser said of itself (its `User-Agent`, shortened).
    pub device: String,
    /// Where it signed in from.
    pub address: String,
    /// When it signed in (RFC 3339, UTC).
    pub created_at: String,
    /// When it was last used (RFC 3339, UTC), to the minute or so.
    pub last_seen_at: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// `PUT /api/profile`: changes one's own language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileRequest {
    /// The language; none, as the browser says.
    pub language: Option<Language>,
}

/// `PUT /api/profile/password`: chooses another password. All other sessions end.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordRequest {
    /// The password so far.
    pub current: String,
    /// The new one.
    pub new: String,
}

impl std::fmt::Debug for PasswordRequest {
    /// Without the passwords: this may end in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasswordRequest").finish_non_exhaustive()
    }
}

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// Setting an empty database up.
    SetUp,
    /// Choosing a first password.
    Invitation,
    /// Choosing another password.
    PasswordReset,
}

/// `GET /api/set-up/{token}`: what a link is for. 404 where it was used, is too old or is none; it is not said
/// which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetUpReply {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// The name to sign in with, of somebody who chooses a password.
    pub user_name: Option<String>,
    /// The person's own name.
    pub name: Option<String>,
    /// The company's name.
    pub company: Option<String>,
}

/// `POST /api/set-up/{token}`: uses the link, once. The answer signs in.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetUpRequest {
    /// The password.
    pub password: String,
    /// The company and its first Admin, of a link that sets up.
    #[serde(default)]
    pub company: Option<NewCompanyForm>,
}

impl std::fmt::Debug for SetUpRequest {
    /// Without the password: this may end in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SetUpRequest").field("company", &self.company).finish_non_exhaustive()
    }
}

/// A company and its first Admin, as they are typed. `set_up::check_new_company` reads it, on both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCompanyForm {
    /// The company's name, 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
    /// Its code, 1 to 16 letters or digits.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 16))]
    pub code: String,
    /// Its currency: ISO 4217.
    pub currency: String,
    /// Its time zone: IANA name.
    pub time_zone: String,
    /// Consecutive days late that make a default.
    pub default_after_days: u32,
    /// A younger default is marked as early.
    pub early_write_off_days: u32,
    /// The language in which the chart of accounts and the first write-off settings are named.
    pub language: Language,
    /// The first Admin's user name.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub user_name: String,
    /// The first Admin's own name.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub admin: String,
}

/// `GET /api/set-up`: how far setting up has come, for Admins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FirstSteps {
    /// How many fulfilment centres there are.
    pub centres: u64,
    /// How many products there are.
    pub products: u64,
    /// How many people there are.
    pub people: u64,
    /// Whether there is an account.
    pub accounts: bool,
}

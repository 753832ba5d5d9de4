//! `POST`, `GET` and `DELETE /api/session`.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::money::Currency;
use crate::role::Role;

/// What a person signs in with.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// The user's name, compared without regard to case.
    pub user: String,
    /// The password, to the letter.
    pub password: String,
}

impl std::fmt::Debug for SignInRequest {
    /// Without the password: this may end in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignInRequest").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Who is signed in, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionReply {
    /// The name that the person signs in with.
    pub user: String,
    /// The person's own name.
    pub name: String,
    /// The person's role.
    pub role: Role,
    /// The operating company.
    pub company: Company,
    /// The language that the person chose; none, as the browser says.
    #[serde(default)]
    pub language: Option<Language>,
}

/// The operating company that a person works for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Company {
    /// Its name.
    pub name: String,
    /// Its currency.
    pub currency: Currency,
    /// Its time zone (IANA name).
    pub time_zone: String,
}

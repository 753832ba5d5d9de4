//! `PUT /api/failed-attempts/{id}`, and failed attempts as they are shown.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AccountId;
use crate::failed_attempt::AttemptReason;
use crate::form::Typed;

/// `PUT /api/failed-attempts/{id}`: an attempt at the pending repossession came to nothing.
///
/// The id is a UUID that the client makes. The same request again gets the first answer; another
/// request under the same id is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FailedAttemptRequest {
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Za-z0-9_-]{1,32}$"))]
    pub account: AccountId,
    /// The day of the attempt; not before the default, not after today.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(default)]
    pub attempted_on: Typed,
    /// Why: the code of an [`AttemptReason`].
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    #[serde(default)]
    pub reason: Typed,
    /// When the customer promised to pay, where that is the reason and only then.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(default)]
    pub promised_on: Typed,
    /// What else there is to say, at most 500 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 500))]
    #[serde(default, skip_serializing_if = "Typed::is_blank")]
    pub note: Typed,
}

/// An attempt that came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttemptRecord {
    /// Its number.
    pub number: i64,
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// The pending action that it is about.
    pub action: i64,
    /// The day of the attempt.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub attempted_on: Date,
    /// Why it came to nothing.
    pub reason: AttemptReason,
    /// When the customer promised to pay.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub promised_on: Option<Date>,
    /// What else was said of it.
    pub note: Option<String>,
    /// Who recorded it: the person's own name.
    pub recorded_by: String,
    /// When it was recorded (RFC 3339, UTC).
    pub recorded_at: String,
}

//! Recoveries: what customers pay of what was given up.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PaymentRecord;
use crate::form::Typed;
use crate::money::{Balance, Money};

/// `GET /api/recoveries`: those that somebody has to deal with, the oldest first, or those that were
/// dealt with, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveriesReply {
    /// The recoveries.
    pub recoveries: Vec<RecoveryLine>,
    /// How many have yet to be dealt with, in all.
    pub open: u32,
    /// What to ask for to go on; none at the end.
    pub next: Option<i64>,
}

/// Which recoveries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecoveryStatus {
    /// Those that somebody has to deal with.
    #[default]
    Open,
    /// Those that somebody has dealt with.
    Reviewed,
}

impl RecoveryStatus {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reviewed => "reviewed",
        }
    }
}

/// A recovery, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryLine {
    /// The payment.
    pub payment: PaymentRecord,
    /// The customer's name.
    pub customer: String,
    /// The customer's phone number.
    pub phone: String,
    /// The fulfilment centre.
    pub centre: String,
    /// The day on which the customer was written off, or the products were taken back: the earliest
    /// of the account.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub lost_on: Option<Date>,
    /// What the payment recovered.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub recovered: Money,
    /// What can still be recovered from the account.
    pub left: Balance,
    /// How it was dealt with, where it was.
    pub review: Option<RecoveryReview>,
}

/// How a recovery was dealt with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryReview {
    /// What was done.
    pub note: String,
    /// Who did it: the person's own name.
    pub by: String,
    /// When (RFC 3339, UTC).
    pub at: String,
}

/// `PUT /api/recoveries/{payment}`: somebody has dealt with a recovery. The number is that of the
/// payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoveryReviewRequest {
    /// What was done, 1 to 500 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 500))]
    pub note: Typed,
}

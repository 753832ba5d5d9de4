//! `GET /api/actions`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AccountId;
use crate::account::AccountState;
use crate::actions::{ActionStatus, ActionType};
use crate::failed_attempt::AttemptReason;
use crate::money::Money;

/// `GET /api/actions`: a page of the actions that were asked for, those of the oldest default
/// first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionsReply {
    /// Today in the company's time zone: days are counted to it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// At most as many as were asked for.
    pub actions: Vec<ActionLine>,
    /// Ask again with `after` this for those that follow; none where there are none.
    pub next: Option<String>,
}

/// An action in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionLine {
    /// Its number.
    pub number: i64,
    /// What is to be done.
    #[serde(rename = "type")]
    pub kind: ActionType,
    /// Whether it is.
    pub status: ActionStatus,
    /// Of a task: what is to be done, in words.
    pub task: Option<String>,
    /// Of a task: the number of the write-off process that gave it.
    pub process: Option<i64>,
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// The customer's name.
    pub customer: String,
    /// The customer's phone number.
    pub phone: String,
    /// The fulfilment centre.
    pub centre: String,
    /// The account's state.
    pub account_state: AccountState,
    /// The day of the default that caused it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub defaulted_on: Date,
    /// Its age: whole days from then to today.
    pub days: u32,
    /// When it was done (RFC 3339, UTC).
    pub done_at: Option<String>,
    /// What is owed under the active contracts.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub outstanding: Money,
    /// How many attempts have failed since the latest default.
    pub failed_attempts: u32,
    /// Why, in the order of [`AttemptReason::ALL`].
    pub reasons: Vec<ReasonCount>,
    /// The latest day on which the customer promised to pay.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub promised_on: Option<Date>,
}

/// How many attempts failed for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonCount {
    /// The reason.
    pub reason: AttemptReason,
    /// How many, at least one.
    pub count: u32,
}

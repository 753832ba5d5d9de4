//! `GET /api/accounts` and `GET /api/fulfilment-centres`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AccountId;
use crate::account::AccountState;
use crate::money::Money;

/// `GET /api/accounts`: a page of the accounts that were looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountsReply {
    /// Today in the company's time zone: days are counted to it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// At most as many as were asked for, in the order that was asked for.
    pub accounts: Vec<AccountLine>,
    /// Ask again with `after` this for those that follow; none where there are none.
    pub next: Option<String>,
    /// How many accounts answer, on all pages together: 0 to 10,000.
    pub matches: u32,
    /// Whether more answer than were counted. Where something was typed, only those that were counted
    /// are listed: more letters find fewer.
    pub more_matches: bool,
}

/// An account in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountLine {
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
    pub state: AccountState,
    /// The day of the latest default.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub defaulted_on: Option<Date>,
    /// Whole days since then.
    pub days_since_default: Option<u32>,
    /// What is owed under the active contracts.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub outstanding: Money,
    /// Whether a repossession is pending.
    pub repossession_pending: bool,
}

/// A fulfilment centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Centre {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// `GET /api/fulfilment-centres`: the company's centres, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CentresReply {
    /// The centres.
    pub centres: Vec<Centre>,
}

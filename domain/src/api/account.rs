//! `GET /api/accounts/{id}`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AttemptRecord, Centre, PaymentRecord, RepossessionRecord};
use crate::AccountId;
use crate::account::{AccountFacts, AccountState, ContractId, ContractStatus, ProductId, Standing};
use crate::account_history::HistoryEntry;
use crate::actions::{ActionStatus, ActionType};
use crate::money::{Balance, Money};
use crate::payments::Channel;

/// `GET /api/accounts/{id}`: everything that is known of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountReply {
    /// Today in the company's time zone: days are counted to it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// The account's state.
    pub state: AccountState,
    /// The day until which it is paid.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub paid_until: Option<Date>,
    /// What is left of payments, and was not enough for a day.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub credit: Money,
    /// What the customer has paid beyond what was owed.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub deposit: Money,
    /// What was written off or lost in repossessions, in all.
    pub lost: Balance,
    /// What was recovered of it.
    pub recovered: Balance,
    /// Whole days from the latest default to today.
    pub days_since_default: Option<u32>,
    /// The customer.
    pub customer: Customer,
    /// The customer's other accounts, at most fifty.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub other_accounts: Vec<AccountId>,
    /// The fulfilment centre.
    pub centre: Centre,
    /// How the account stands: what a repossession is judged by, and what a form sends back as
    /// `seen`.
    pub standing: Standing,
    /// The ways in which the company takes payments.
    pub channels: Vec<Channel>,
    /// What is owed under the active contracts.
    pub balance: Balance,
    /// The contracts, by number.
    pub contracts: Vec<ContractRecord>,
    /// The latest hundred payments, the latest first.
    pub payments: Vec<PaymentRecord>,
    /// How many payments there are in all.
    pub payments_in_all: u32,
    /// Pending and done actions, the latest first.
    pub actions: Vec<ActionRecord>,
    /// How many attempts have failed since the latest default.
    pub failed_attempts_since_default: u32,
    /// The latest hundred attempts that failed, the latest first.
    pub attempts: Vec<AttemptRecord>,
    /// The repossessions and write-offs, the latest first.
    pub repossessions: Vec<RepossessionRecord>,
    /// Everything that happened, the latest first.
    pub history: Vec<HistoryEntry>,
}

impl AccountReply {
    /// What the account is judged by.
    pub fn facts(&self) -> AccountFacts {
        AccountFacts {
            account: self.account.clone(),
            customer: self.customer.name.clone(),
            centre: self.centre.name.clone(),
            failed_attempts: self.failed_attempts_since_default,
            standing: self.standing.clone(),
        }
    }
}

/// The customer of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Customer {
    /// The name.
    pub name: String,
    /// The class: `residential`, `business` or `institution`.
    pub class: String,
    /// The phone number.
    pub phone: String,
}

/// A contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractRecord {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub id: ContractId,
    /// Its status.
    pub status: ContractStatus,
    /// Its write-off debt class.
    pub write_off_debt_class: String,
    /// When it was signed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub signed_on: Date,
    /// The price.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub price: Money,
    /// What a day costs.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub daily_rate: Money,
    /// What is paid of it.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub paid: Money,
    /// What is owed.
    pub balance: Balance,
    /// The serials of its control units.
    pub cu_numbers: Vec<String>,
    /// The products that were handed over, and where they are.
    pub products: Vec<ContractProduct>,
}

/// A product that was handed over under a contract: `delivered = held + returned + lost`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractProduct {
    /// The product.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub product: ProductId,
    /// Its name.
    pub name: String,
    /// How many came to the customer.
    pub delivered: u32,
    /// How many the customer holds.
    pub held: u32,
    /// How many went back to a fulfilment centre.
    pub returned: u32,
    /// How many are lost.
    pub lost: u32,
}

/// An action on an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionRecord {
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
    /// The day of the default that caused it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub defaulted_on: Date,
    /// When it came up (RFC 3339, UTC).
    pub created_at: String,
    /// When it was done (RFC 3339, UTC).
    pub done_at: Option<String>,
}

//! Payments and recoveries.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::FieldProblem;
use crate::AccountId;
use crate::account::ContractId;
use crate::form::Typed;
use crate::money::{Balance, Money};
use crate::payments::{Channel, PartOf};

/// `PUT /api/payments/{id}`: a payment, as its provider tells it. The id is the provider's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentRequest {
    /// The account's identifier.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Za-z0-9_-]{1,32}$"))]
    pub account: Typed,
    /// The day of the payment, today in the company's time zone at the latest.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub paid_on: Typed,
    /// The amount: a whole number of minor units, from 1 to 10^12.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1, maximum = 1_000_000_000_000_i64))]
    pub amount: Typed,
    /// How it was paid.
    #[cfg_attr(feature = "openapi", schema(value_type = Channel))]
    pub channel: Typed,
}

/// A payment of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BatchedPayment {
    /// What the provider calls it, 1 to 64 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 64))]
    pub id: Typed,
    /// The account's identifier.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Za-z0-9_-]{1,32}$"))]
    pub account: Typed,
    /// The day of the payment, today in the company's time zone at the latest.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub paid_on: Typed,
    /// The amount: a whole number of minor units, from 1 to 10^12.
    #[cfg_attr(feature = "openapi", schema(value_type = i64, minimum = 1, maximum = 1_000_000_000_000_i64))]
    pub amount: Typed,
    /// How it was paid.
    #[cfg_attr(feature = "openapi", schema(value_type = Channel))]
    pub channel: Typed,
}

impl BatchedPayment {
    /// The payment without its id.
    pub fn request(&self) -> PaymentRequest {
        let Self { account, paid_on, amount, channel, .. } = self.clone();
        PaymentRequest { account, paid_on, amount, channel }
    }
}

/// `PUT /api/payments`: up to 1,000 payments. Each is recorded on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentsRequest {
    /// The payments, in the order in which they are applied.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 1_000))]
    pub payments: Vec<BatchedPayment>,
}

/// What became of each payment of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentsResults {
    /// One for each payment, in the same order.
    pub results: Vec<PaymentResult>,
    /// How many were recorded now.
    pub recorded: u32,
    /// How many had been recorded before.
    pub already_recorded: u32,
    /// How many were refused.
    pub refused: u32,
    /// The sum of those that were recorded now.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Money,
}

/// What became of a payment of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentResult {
    /// The payment's id, as it was sent.
    pub id: String,
    /// What became of it.
    pub result: PaymentResultKind,
    /// Whether it is a recovery, of one that was recorded now.
    #[serde(default)]
    pub recovery: bool,
    /// Why it was refused, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What became of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentResultKind {
    /// It was recorded now.
    Recorded,
    /// It had been recorded before.
    AlreadyRecorded,
    /// It was refused, and nothing was done.
    Refused,
}

/// `PUT /api/payments/{id}/reversal`: the provider took the payment back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReversalRequest {}

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentRecord {
    /// Its number.
    pub number: i64,
    /// What its provider calls it.
    pub id: String,
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// The day on which it was paid.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub paid_on: Date,
    /// The day on which it was booked.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub booked_on: Date,
    /// The amount.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Money,
    /// How it was paid.
    pub channel: Channel,
    /// When it was recorded (RFC 3339, UTC).
    pub recorded_at: String,
    /// Who recorded it: the person's own name; none where another system did.
    pub recorded_by: Option<String>,
    /// Whether it is a recovery: from a customer who was written off, or whose products were taken
    /// back at a loss.
    pub recovery: bool,
    /// Whether it is a recovery that was paid before the customer was written off.
    pub before_write_off: bool,
    /// The day on which it was taken back, where it was.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub reversed_on: Option<Date>,
    /// What it paid, contract by contract.
    pub parts: Vec<PaymentPart>,
    /// What became the customer's deposit.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub deposit: Money,
    /// How many days it paid for.
    pub days: u32,
    /// The day until which the account was paid after it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub paid_until: Option<Date>,
}

/// What a payment paid of one contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentPart {
    /// The contract.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub contract: ContractId,
    /// What was owed under it, or what was given up of it.
    pub of: PartOf,
    /// How much, by component.
    pub amount: Balance,
}

/// `GET /api/payments`: the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentsReply {
    /// The payments.
    pub payments: Vec<PaymentRecord>,
    /// What to ask for to go on; none at the end.
    pub next: Option<String>,
}

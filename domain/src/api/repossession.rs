//! `PUT /api/repossessions/{id}`, `GET /api/staff`, and repossessions as they are shown.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AccountId;
use crate::account::{ContractId, ProductId, Quantity, Standing};
use crate::form::Typed;
use crate::money::Balance;
use crate::repossession::ProductCondition;
use crate::staff::StaffMember;

/// `PUT /api/repossessions/{id}`: record a repossession, or write the customer off.
///
/// The id is a UUID that the client makes. The same request again, by whatever accident, gets the
/// first answer; another request under the same id is refused. Fields hold what was typed: what is
/// wrong is said at each of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RepossessionRequest {
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Za-z0-9_-]{1,32}$"))]
    pub account: AccountId,
    /// How the account stood when the form was opened: `standing` of `GET /api/accounts/{id}`.
    /// Nothing is done to an account that is different now.
    pub seen: Standing,
    /// The day of the repossession, such as `2026-11-21`; not before the default, not after today.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(default)]
    pub date: Typed,
    /// The number of the member of the staff who did it, of those of `GET /api/staff`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    #[serde(default)]
    pub completed_by: Typed,
    /// The control unit's serial, where it is known: 3 to 32 letters, digits or `-`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    #[serde(default)]
    pub cu_number: Typed,
    /// The condition of what came back: the code of a [`ProductCondition`]. Of a write-off
    /// `nothing_recovered`, or nothing.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    #[serde(default)]
    pub product_condition: Typed,
    /// The tick: this is a write-off. Returning nothing of everything is one too.
    #[serde(default)]
    pub write_off: bool,
    /// A line a product that is held under an active contract; may be left out of a write-off.
    #[serde(default)]
    pub returned: Vec<ReturnedTyped>,
}

/// How many of a product came back, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnedTyped {
    /// The contract.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub contract: ContractId,
    /// The product.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub product: ProductId,
    /// A whole number from 0 to what is held.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]+$"))]
    #[serde(default)]
    pub quantity: Typed,
}

/// A repossession that was recorded, or a write-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RepossessionRecord {
    /// Its number.
    pub number: i64,
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// The day of the repossession.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub date: Date,
    /// Who did it: the person's own name; nobody where an event of a write-off process did.
    pub completed_by: Option<String>,
    /// Who recorded it, where that is known: the person's own name.
    pub recorded_by: Option<String>,
    /// When it was recorded (RFC 3339, UTC).
    pub recorded_at: String,
    /// The control unit's serial, where it is known.
    pub cu_number: Option<String>,
    /// The condition of what came back.
    pub product_condition: ProductCondition,
    /// What was held, and what came back of it.
    pub lines: Vec<RepossessionLine>,
    /// The write-off that it is, where nothing came back.
    pub write_off: Option<WriteOffRecord>,
}

/// A product of a repossession.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RepossessionLine {
    /// The contract.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub contract: ContractId,
    /// The product.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub product: ProductId,
    /// The product's name.
    pub name: String,
    /// How many were held.
    #[cfg_attr(feature = "openapi", schema(value_type = u32))]
    pub held: Quantity,
    /// How many came back. The rest is lost.
    #[cfg_attr(feature = "openapi", schema(value_type = u32))]
    pub returned: Quantity,
}

/// How a write-off was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, PartialOrd, Ord)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WriteOffMethod {
    /// On the repossession form.
    Personal,
    /// From a file.
    Bulk,
    /// By an event of a write-off process.
    Process,
}

impl WriteOffMethod {
    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Bulk => "bulk",
            Self::Process => "process",
        }
    }

    /// The method of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Personal, Self::Bulk, Self::Process].into_iter().find(|method| method.code() == code)
    }
}

/// A write-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WriteOffRecord {
    /// How it was made.
    pub method: WriteOffMethod,
    /// The bulk operation that it belongs to, of a bulk one and always then.
    pub operation: Option<OperationLink>,
    /// The number of the write-off process that it belongs to, of an event's and always then.
    #[serde(default)]
    pub process: Option<i64>,
    /// What was written off.
    pub amount: Balance,
}

/// A bulk operation, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationLink {
    /// Its id.
    pub id: String,
    /// Its number within the company.
    pub number: u64,
}

/// `GET /api/staff`: the company's people who can have completed a repossession, by name.
/// [`may_complete`](crate::staff::may_complete) says who of them can have completed a write-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffReply {
    /// The people.
    pub staff: Vec<StaffMember>,
}

//! What the company has, as far as the rows of an import depend on it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AccountId;
use crate::account::{AccountState, ContractStatus};
use crate::money::{AllocationOrder, Balance, Money};
use crate::payments::{Channel, Loss, PaymentId};
use crate::repossession::{CuNumber, ProductCondition};
use crate::role::Role;

/// What the rows name, of which the facts are asked for. Each in order and once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// User names, in lower case.
    #[serde(default)]
    pub user_names: Vec<String>,
    /// Customer numbers.
    #[serde(default)]
    pub customer_numbers: Vec<String>,
    /// Accounts.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub accounts: Vec<AccountId>,
    /// Contract numbers.
    #[serde(default)]
    pub contracts: Vec<String>,
    /// Control units.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub units: Vec<CuNumber>,
    /// Payments.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub payments: Vec<PaymentId>,
}

/// What the company has: all centres, products, debt classes and Admins, and what [`Keys`] name. Of an account
/// that is named, or whose contract or unit is, everything is there: its customer, its contracts, what is held
/// under them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facts {
    /// Names of fulfilment centres.
    pub centres: Vec<String>,
    /// Products.
    pub products: Vec<ProductFact>,
    /// Debt classes, as code and name, the default first.
    pub debt_classes: Vec<(String, String)>,
    /// The ways in which the company takes payments.
    pub channels: Vec<Channel>,
    /// People by the user names asked for, of this company and of others.
    pub staff: Vec<StaffFact>,
    /// The user name in lower case of whoever imports; none of the command line.
    pub importer: Option<String>,
    /// Whether a program imports, with its key.
    #[serde(default)]
    pub by_program: bool,
    /// How many Admins of the company may sign in: not disabled, and with a password.
    pub admins: u32,
    /// Customers by the numbers asked for.
    pub customers: Vec<CustomerFact>,
    /// Accounts.
    pub accounts: Vec<AccountFact>,
    /// Contracts; those of an account in the order in which they were added.
    pub contracts: Vec<ContractFact>,
    /// Control units asked for, and all of the contracts here: wherever they are noted.
    pub units: Vec<UnitFact>,
    /// What is held under the contracts here.
    pub held: Vec<HeldFact>,
    /// Payments by the identifiers asked for.
    pub payments: Vec<PaymentFact>,
    /// What payments depend on beside this, where any are asked for.
    #[serde(default)]
    pub paying: PayingFacts,
}

/// What payments depend on beside accounts and their contracts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayingFacts {
    /// In which order components are paid.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub order: AllocationOrder,
    /// Whether days go on from the day of a payment, where the account was paid until an earlier one.
    pub late_days_forgiven: bool,
    /// Accounts that have something left of earlier payments.
    pub accounts: Vec<PaidBefore>,
    /// Contracts of which something was given up.
    pub losses: Vec<LossFact>,
}

/// What an account has of earlier payments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaidBefore {
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// What was not enough for a day.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub credit: Money,
    /// What was paid beyond what was owed.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub deposit: Money,
}

/// What was given up of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LossFact {
    /// The contract's number.
    pub contract: String,
    /// How much, and what came in of it since.
    pub loss: Loss,
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductFact {
    /// Its name.
    pub name: String,
    /// What one is worth, by condition; nothing where it is not listed.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(ProductCondition, i64)>))]
    pub values: Vec<(ProductCondition, Money)>,
    /// What another system told last that one is worth, by condition; nothing where none did.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<(ProductCondition, i64)>))]
    pub told: Vec<(ProductCondition, Money)>,
}

/// A person, or somebody of another company: then the name alone is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffFact {
    /// The user name in lower case.
    pub user_name: String,
    /// Who that is; none where the name is taken elsewhere.
    pub person: Option<StaffDetails>,
}

/// What is known of a member of the staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffDetails {
    /// The person's own name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The fulfilment centre's name.
    pub centre: Option<String>,
    /// The mail address, empty where there is none.
    pub mail: String,
    /// Whether the person may not sign in any more.
    pub disabled: bool,
    /// Whether the person has a password, or was given a link to choose one.
    pub has_access: bool,
    /// Whether an Admin decided name, role, centre and mail address under People.
    pub decided_by_admin: bool,
}

/// What is known of a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerDetails {
    /// What the other system calls the customer, where it does.
    pub number: Option<String>,
    /// The name.
    pub name: String,
    /// The class: `residential`, `business` or `institution`.
    pub class: String,
    /// The phone number, empty where there is none.
    pub phone: String,
    /// The mail address, empty where there is none.
    pub mail: String,
}

/// A customer by number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerFact {
    /// Who that is; the number is there.
    pub customer: CustomerDetails,
    /// Accounts of the customer's, whether asked for or not.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub accounts: Vec<AccountId>,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountFact {
    /// Its identifier.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// Its customer.
    pub customer: CustomerDetails,
    /// Its fulfilment centre's name.
    pub centre: String,
    /// Its state.
    pub state: AccountState,
    /// The day until which it is paid.
    #[serde(default, with = "crate::day::optional")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub paid_until: Option<Date>,
    /// The day of the latest default.
    #[serde(default, with = "crate::day::optional")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub defaulted_on: Option<Date>,
    /// The day until which another system told last that it is paid.
    #[serde(default, with = "crate::day::optional")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub paid_until_told: Option<Date>,
    /// Whether a repossession is pending.
    pub repossession_pending: bool,
    /// Whether payments were recorded here.
    pub has_payments: bool,
}

/// How a contract was ended here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EndedHere {
    /// Written off.
    WrittenOff,
    /// By a repossession.
    Repossessed,
}

/// What another system told of a contract that payments move, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AsTold {
    /// Its status.
    pub status: ContractStatus,
    /// What is owed under it.
    pub balance: Balance,
    /// What was paid of it.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub paid: Money,
}

/// A contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractFact {
    /// Its number.
    pub number: String,
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// Its status.
    pub status: ContractStatus,
    /// The code of its debt class.
    pub debt_class: String,
    /// The day on which it was signed.
    #[serde(with = "crate::day")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub signed_on: Date,
    /// Its price.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub price: Money,
    /// What a day of it costs.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub daily_rate: Money,
    /// What was paid of it.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub paid: Money,
    /// What is owed under it.
    pub balance: Balance,
    /// What another system told last of these and the status; none where none did.
    #[serde(default)]
    pub told: Option<AsTold>,
    /// How it was ended here, if it was.
    pub ended_here: Option<EndedHere>,
    /// Whether it is active in a write-off process, which goes by its debt class.
    pub in_process: bool,
}

/// A control unit, and the contract under which it is noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitFact {
    /// Its serial.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub cu_number: CuNumber,
    /// The contract's number.
    pub contract: String,
    /// The product's name.
    pub product: String,
}

/// How many of a product are held under a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldFact {
    /// The contract's number.
    pub contract: String,
    /// The product's name.
    pub product: String,
    /// How many, those with a serial among them; at least one.
    pub quantity: u32,
}

/// A payment that was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentFact {
    /// What the provider calls it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payment: PaymentId,
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// The day.
    #[serde(with = "crate::day")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub paid_on: Date,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Money,
    /// How.
    pub channel: Channel,
}

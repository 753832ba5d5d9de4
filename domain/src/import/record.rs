//! Rows whose cells were read: what each says, before it is known whether it can be taken.

use jiff::civil::Date;

use super::{Field, RowRefusal};
use crate::AccountId;
use crate::account::ContractStatus;
use crate::money::Money;
use crate::payments::PaymentEntry;
use crate::repossession::{CuNumber, ProductCondition};
use crate::role::Role;

/// A row that was read, or everything that is wrong with its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReadRow {
    /// The line on which it begins.
    pub(super) line: u32,
    /// What it is about, as people know it; what stood there, where it cannot be read.
    pub(super) key: String,
    pub(super) record: Result<Record, Vec<RowRefusal>>,
    /// What it refers to by its cells, where it cannot be read as a whole.
    pub(super) refers: Vec<(Field, String)>,
}

/// What a row says. What is none was left out, or blank: it stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Record {
    Centre(String),
    Product(ProductRow),
    Staff(StaffRow),
    Account(Box<AccountRow>),
    Contract(Box<ContractRow>),
    Unit(UnitRow),
    Payment(PaymentEntry),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProductRow {
    pub(super) name: String,
    pub(super) values: Vec<(ProductCondition, Money)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StaffRow {
    /// As it stands there.
    pub(super) user_name: String,
    pub(super) name: String,
    /// Never [`Role::Integration`].
    pub(super) role: Role,
    /// Empty: no centre.
    pub(super) centre: Option<String>,
    /// Empty: no address.
    pub(super) mail: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AccountRow {
    pub(super) account: AccountId,
    pub(super) customer: String,
    pub(super) centre: String,
    /// Empty: no number.
    pub(super) phone: Option<String>,
    /// Empty: no address.
    pub(super) mail: Option<String>,
    /// The code.
    pub(super) class: Option<&'static str>,
    pub(super) customer_number: Option<String>,
    pub(super) paid_until: Option<Date>,
    pub(super) defaulted_on: Option<Date>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ContractRow {
    pub(super) number: String,
    pub(super) account: AccountId,
    pub(super) signed_on: Date,
    pub(super) price: Money,
    pub(super) principal: Money,
    pub(super) fees: Option<Money>,
    pub(super) tax: Option<Money>,
    pub(super) paid: Option<Money>,
    pub(super) daily_rate: Money,
    pub(super) status: Option<ContractStatus>,
    /// A code or a name, as it stands there.
    pub(super) debt_class: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnitRow {
    pub(super) contract: String,
    pub(super) product: String,
    /// 0 or 1 where there is a serial.
    pub(super) quantity: u32,
    pub(super) cu_number: Option<CuNumber>,
}

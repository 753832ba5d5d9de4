//! A portfolio that comes from elsewhere, as rows: what `writeoff demo` makes up.

use async_trait::async_trait;
use domain::audit::{AuditAction, AuditResult};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

use super::StoreError;
use crate::audit::{By, Event, Events};

/// An operating company to be.
#[derive(Clone, Debug)]
pub struct NewCompany<'a> {
    /// Short, for people and scripts.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// ISO 4217 code.
    pub currency: &'a str,
    /// Digits of the currency's minor unit.
    pub minor_digits: u8,
    /// IANA name.
    pub time_zone: &'a str,
    /// A younger default is marked as early.
    pub early_write_off_days: u32,
    /// Consecutive days late that make a default.
    pub default_after_days: u32,
    /// Names of its fulfilment centres.
    pub centres: &'a [&'a str],
    /// Names of its products.
    pub products: &'a [&'a str],
}

/// A company with the numbers of what it has.
#[derive(Clone, Debug)]
pub struct CompanyKeys {
    /// The centres', in the order in which they were given, each with that of its location.
    pub centres: Vec<(i64, i64)>,
    /// The products', in the order in which they were given.
    pub products: Vec<i64>,
    /// Where stock comes from.
    pub supplier: i64,
    /// Where stock is that customers hold.
    pub customer: i64,
    /// Where stock is that is lost.
    pub lost: i64,
    /// The highest numbers so far: new rows follow on them.
    pub last: LastKeys,
}

/// The highest numbers that are taken.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct LastKeys {
    /// Of customers.
    pub customer: i64,
    /// Of contracts.
    pub contract: i64,
    /// Of pending actions.
    pub action: i64,
    /// Of repossessions.
    pub repossession: i64,
}

/// Number, name, class, phone.
#[derive(Clone, Debug, Serialize)]
pub struct CustomerRow(pub i64, pub String, pub &'static str, pub String);

/// Account ID, customer, centre, state, paid until, defaulted on.
#[derive(Clone, Debug, Serialize)]
pub struct AccountRow(
    pub String,
    pub i64,
    pub i64,
    pub &'static str,
    pub Option<String>,
    pub Option<String>,
);

/// Number, account ID, status, debt class, signed on, price, paid, principal, fees, tax.
#[derive(Clone, Debug, Serialize)]
pub struct ContractRow(
    pub i64,
    pub String,
    pub &'static str,
    pub &'static str,
    pub String,
    pub i64,
    pub i64,
    pub i64,
    pub i64,
    pub i64,
);

/// Contract, product, quantity.
#[derive(Clone, Debug, Serialize)]
pub struct HeldRow(pub i64, pub i64, pub u32);

/// From, to, contract, product, quantity, repossession, moved on.
#[derive(Clone, Debug, Serialize)]
pub struct MoveRow(
    pub i64,
    pub i64,
    pub Option<i64>,
    pub i64,
    pub u32,
    pub Option<i64>,
    pub String,
);

/// Number, account ID, status, defaulted on, created at, done at.
#[derive(Clone, Debug, Serialize)]
pub struct ActionRow(
    pub i64,
    pub String,
    pub &'static str,
    pub String,
    pub String,
    pub Option<String>,
);

/// Account ID, pending action, attempted on, reason, promised on, recorded by, recorded at.
#[derive(Clone, Debug, Serialize)]
pub struct AttemptRow(
    pub String,
    pub i64,
    pub String,
    pub &'static str,
    pub Option<String>,
    pub i64,
    pub String,
);

/// Number, account ID, date, completed by, CU number, condition, action, recorded at.
#[derive(Clone, Debug, Serialize)]
pub struct RepossessionRow(
    pub i64,
    pub String,
    pub String,
    pub i64,
    pub String,
    pub &'static str,
    pub i64,
    pub String,
);

/// Repossession, contract, product, held, returned.
#[derive(Clone, Debug, Serialize)]
pub struct LineRow(pub i64, pub i64, pub i64, pub u32, pub u32);

/// Contract, account ID, serial of a control unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitRow(pub i64, pub String, pub String);

/// Account ID, paid on, amount, channel, reference.
#[derive(Clone, Debug, Serialize)]
pub struct PaymentRow(pub String, pub String, pub i64, pub &'static str, pub String);

/// Product, condition, what one is worth.
#[derive(Clone, Debug, Serialize)]
pub struct ValueRow(pub i64, pub &'static str, pub i64);

/// A part of a company's portfolio, small enough to be written at once.
#[derive(Clone, Debug, Default)]
pub struct Portfolio {
    /// Customers.
    pub customers: Vec<CustomerRow>,
    /// Accounts.
    pub accounts: Vec<AccountRow>,
    /// Contracts.
    pub contracts: Vec<ContractRow>,
    /// Products held.
    pub held: Vec<HeldRow>,
    /// Stock moves.
    pub moves: Vec<MoveRow>,
    /// Pending actions, done ones too.
    pub actions: Vec<ActionRow>,
    /// Failed attempts.
    pub attempts: Vec<AttemptRow>,
    /// Repossessions.
    pub repossessions: Vec<RepossessionRow>,
    /// Their lines.
    pub lines: Vec<LineRow>,
    /// Control units that were handed over.
    pub control_units: Vec<UnitRow>,
    /// Payments.
    pub payments: Vec<PaymentRow>,
    /// What products are worth as they come back.
    pub values: Vec<ValueRow>,
}

impl NewCompany<'_> {
    /// What the audit log says of it: the command line did it.
    pub(super) fn added(&self, now: Timestamp) -> Result<Events, StoreError> {
        let detail = json!({
            "code": self.code,
            "name": self.name,
            "currency": self.currency,
            "time_zone": self.time_zone,
            "early_write_off_days": self.early_write_off_days,
            "default_after_days": self.default_after_days,
        });
        let event = Event::new(AuditAction::CompanyAdded, AuditResult::Done, &detail)?;
        Ok(Events { at: now, by: By::default(), events: vec![event] })
    }
}

impl Portfolio {
    /// What the audit log says of taking it in: the command line did it. Repossessions that were
    /// taken in have no rows of their own, so their number matters to whoever checks the log.
    pub(super) fn taken_in(&self, now: Timestamp) -> Result<Events, StoreError> {
        let detail = json!({
            "accounts": self.accounts.len(),
            "contracts": self.contracts.len(),
            "failed_attempts": self.attempts.len(),
            "repossessions": self.repossessions.len(),
            "stock_moves": self.moves.len(),
        });
        let event = Event::new(AuditAction::PortfolioAdded, AuditResult::Done, &detail)?;
        Ok(Events { at: now, by: By::default(), events: vec![event] })
    }
}

/// Portfolios, as they are taken in.
#[async_trait]
pub trait Portfolios {
    /// Whether nobody works here yet: there is no operating company.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn is_empty(&self) -> Result<bool, StoreError>;

    /// Adds a company with its centres, products and locations; says its number.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn add_company(&self, new: &NewCompany<'_>, now: Timestamp) -> Result<i64, StoreError>;

    /// The numbers of what a company has.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn company_keys(&self, company: i64) -> Result<CompanyKeys, StoreError>;

    /// Adds a part of a company's portfolio.
    ///
    /// # Errors
    ///
    /// When the database fails; nothing of the part is there then.
    async fn add_portfolio(
        &self,
        company: i64,
        part: &Portfolio,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Adds stock moves and counts everything at centres and lost by the moves. What has moved
    /// before must not have been counted yet.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn count_stock(
        &self,
        company: i64,
        last: &Portfolio,
        now: Timestamp,
    ) -> Result<(), StoreError>;
}

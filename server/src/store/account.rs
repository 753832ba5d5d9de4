//! An account's rows, read.

use std::collections::BTreeMap;

use domain::account::{AccountState, ContractId, ContractStatus, ProductId, Quantity};
use domain::actions::{ActionStatus, ActionType};
use domain::api::{
    ActionRecord, AttemptRecord, ContractProduct, ContractRecord, OperationLink, Payment,
    RepossessionLine, RepossessionRecord, WriteOffMethod, WriteOffRecord,
};
use domain::failed_attempt::AttemptReason;
use domain::money::{Balance, Money};
use domain::repossession::ProductCondition;
use serde::Deserialize;

use super::StoreError;
use super::stored;

/// So many payments are shown, the latest: three months of daily ones.
pub(super) const PAYMENTS_MAX: i64 = 100;

/// So many attempts are shown, the latest: nobody makes more.
pub(super) const ATTEMPTS_MAX: i64 = 100;

/// So many other accounts of a customer are named.
pub(super) const OTHERS_MAX: i64 = 50;

fn unreadable(what: &str, text: &str) -> StoreError {
    StoreError::Unreadable(format!("{what} `{text}`"))
}

/// The account itself.
#[derive(Deserialize)]
pub(super) struct AccountRow {
    pub(super) state: String,
    pub(super) paid_until: Option<String>,
    pub(super) defaulted_on: Option<String>,
    pub(super) customer: String,
    pub(super) class: String,
    pub(super) phone: String,
    pub(super) centre_id: i64,
    pub(super) centre: String,
}

impl AccountRow {
    pub(super) fn account_state(&self) -> Result<AccountState, StoreError> {
        stored::account_state(&self.state)
    }
}

/// A contract.
#[derive(Deserialize)]
pub(super) struct ContractRow {
    id: i64,
    status: String,
    write_off_debt_class: String,
    signed_on: String,
    price: i64,
    paid: i64,
    principal_balance: i64,
    fees_balance: i64,
    tax_balance: i64,
}

/// Where a product is that came to the customer: still there, back, or lost.
#[derive(Deserialize)]
pub(super) struct MovedRow {
    contract: i64,
    product: i64,
    name: String,
    held: i64,
    returned: i64,
    lost: i64,
}

/// A control unit of a contract.
pub(super) type UnitRow = (i64, String);

impl ContractRow {
    fn into_api(self) -> Result<ContractRecord, StoreError> {
        Ok(ContractRecord {
            id: ContractId(self.id),
            status: ContractStatus::from_code(&self.status)
                .ok_or_else(|| unreadable("contract status", &self.status))?,
            write_off_debt_class: self.write_off_debt_class,
            signed_on: self.signed_on.parse()?,
            price: Money::from_minor(self.price),
            paid: Money::from_minor(self.paid),
            balance: Balance {
                principal: Money::from_minor(self.principal_balance),
                fees: Money::from_minor(self.fees_balance),
                tax: Money::from_minor(self.tax_balance),
            },
            cu_numbers: Vec::new(),
            products: Vec::new(),
        })
    }
}

impl MovedRow {
    fn into_api(self) -> Result<ContractProduct, StoreError> {
        Ok(ContractProduct {
            product: ProductId(self.product),
            name: self.name,
            delivered: (self.held + self.returned + self.lost).try_into()?,
            held: self.held.try_into()?,
            returned: self.returned.try_into()?,
            lost: self.lost.try_into()?,
        })
    }
}

/// The contracts with their products and control units.
pub(super) fn contracts(
    contracts: Vec<ContractRow>,
    moved: Vec<MovedRow>,
    units: Vec<UnitRow>,
) -> Result<Vec<ContractRecord>, StoreError> {
    let mut records = contracts
        .into_iter()
        .map(|row| Ok((row.id, row.into_api()?)))
        .collect::<Result<BTreeMap<_, _>, StoreError>>()?;
    for row in moved {
        if let Some(contract) = records.get_mut(&row.contract) {
            contract.products.push(row.into_api()?);
        }
    }
    for (contract, cu_number) in units {
        if let Some(contract) = records.get_mut(&contract) {
            contract.cu_numbers.push(cu_number);
        }
    }
    Ok(records.into_values().collect())
}

/// A payment.
#[derive(Deserialize)]
pub(super) struct PaymentRow {
    id: i64,
    paid_on: String,
    amount: i64,
    channel: String,
    reference: String,
}

impl PaymentRow {
    pub(super) fn into_api(self) -> Result<Payment, StoreError> {
        Ok(Payment {
            number: self.id,
            paid_on: self.paid_on.parse()?,
            amount: Money::from_minor(self.amount),
            channel: self.channel,
            reference: self.reference,
        })
    }
}

/// An action.
#[derive(Deserialize)]
pub(super) struct ActionRow {
    id: i64,
    r#type: String,
    status: String,
    defaulted_on: String,
    created_at: String,
    done_at: Option<String>,
}

impl ActionRow {
    pub(super) fn into_api(self) -> Result<ActionRecord, StoreError> {
        Ok(ActionRecord {
            number: self.id,
            kind: ActionType::from_code(&self.r#type)
                .ok_or_else(|| unreadable("action type", &self.r#type))?,
            status: ActionStatus::from_code(&self.status)
                .ok_or_else(|| unreadable("action status", &self.status))?,
            defaulted_on: self.defaulted_on.parse()?,
            created_at: self.created_at,
            done_at: self.done_at,
        })
    }
}

/// An attempt that failed.
#[derive(Deserialize)]
pub(super) struct AttemptRow {
    id: i64,
    account: String,
    pending_action: i64,
    attempted_on: String,
    reason: String,
    promised_on: Option<String>,
    note: Option<String>,
    recorded_by: String,
    recorded_at: String,
}

impl AttemptRow {
    pub(super) fn into_api(self) -> Result<AttemptRecord, StoreError> {
        Ok(AttemptRecord {
            number: self.id,
            account: stored::account(&self.account)?,
            action: self.pending_action,
            attempted_on: self.attempted_on.parse()?,
            reason: AttemptReason::from_code(&self.reason)
                .ok_or_else(|| unreadable("reason", &self.reason))?,
            promised_on: self.promised_on.as_deref().map(str::parse).transpose()?,
            note: self.note,
            recorded_by: self.recorded_by,
            recorded_at: self.recorded_at,
        })
    }
}

/// A repossession, and the write-off that it is where it is one.
#[derive(Deserialize)]
pub(super) struct RepossessionRow {
    id: i64,
    account: String,
    repossessed_on: String,
    completed_by: String,
    recorded_by: Option<String>,
    recorded_at: String,
    cu_number: Option<String>,
    product_condition: String,
    method: Option<String>,
    operation_id: Option<String>,
    operation_number: Option<i64>,
    principal: i64,
    fees: i64,
    tax: i64,
}

/// A line of a repossession.
#[derive(Deserialize)]
pub(super) struct LineRow {
    repossession: i64,
    contract: i64,
    product: i64,
    name: String,
    held: i64,
    returned: i64,
}

impl RepossessionRow {
    fn into_api(self) -> Result<RepossessionRecord, StoreError> {
        let write_off = match &self.method {
            None => None,
            Some(method) => Some(WriteOffRecord {
                method: WriteOffMethod::from_code(method)
                    .ok_or_else(|| unreadable("method", method))?,
                operation: match (self.operation_id, self.operation_number) {
                    (Some(id), Some(number)) => {
                        Some(OperationLink { id, number: number.try_into()? })
                    }
                    _ => None,
                },
                amount: Balance {
                    principal: Money::from_minor(self.principal),
                    fees: Money::from_minor(self.fees),
                    tax: Money::from_minor(self.tax),
                },
            }),
        };
        Ok(RepossessionRecord {
            number: self.id,
            account: stored::account(&self.account)?,
            date: self.repossessed_on.parse()?,
            completed_by: self.completed_by,
            recorded_by: self.recorded_by,
            recorded_at: self.recorded_at,
            cu_number: self.cu_number,
            product_condition: ProductCondition::from_code(&self.product_condition)
                .ok_or_else(|| unreadable("condition", &self.product_condition))?,
            lines: Vec::new(),
            write_off,
        })
    }
}

/// The repossessions with their lines, in the order of the rows.
pub(super) fn repossessions(
    rows: Vec<RepossessionRow>,
    lines: Vec<LineRow>,
) -> Result<Vec<RepossessionRecord>, StoreError> {
    let mut by_number: BTreeMap<i64, Vec<RepossessionLine>> = BTreeMap::new();
    for line in lines {
        by_number.entry(line.repossession).or_default().push(RepossessionLine {
            contract: ContractId(line.contract),
            product: ProductId(line.product),
            name: line.name,
            held: Quantity(line.held.try_into()?),
            returned: Quantity(line.returned.try_into()?),
        });
    }
    rows.into_iter()
        .map(|row| {
            let lines = by_number.remove(&row.id).unwrap_or_default();
            Ok(RepossessionRecord { lines, ..row.into_api()? })
        })
        .collect()
}

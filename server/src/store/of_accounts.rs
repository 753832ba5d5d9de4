//! What belongs to accounts, for many of them at once: contracts, products held, failed attempts.

use std::collections::BTreeMap;

use domain::Date;
use domain::account::{ActiveContract, ContractId, ContractStatus, Held, ProductId, Quantity};
use domain::failed_attempt::AttemptReason;
use domain::money::{Balance, Money};

use super::StoreError;
use super::db::{Connection, Day, Rows};
use crate::identity::CompanyId;

/// An account with its customer, its fulfilment centre, and the repossession that is pending.
#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    pub(super) account_id: String,
    pub(super) state: String,
    pub(super) defaulted_on: Option<Day>,
    pub(super) customer: String,
    pub(super) phone: String,
    pub(super) centre: String,
    pub(super) pending_action: Option<i64>,
    pub(super) pending_since: Option<Day>,
}

/// The accounts that the company has, in account order.
pub(super) async fn accounts(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<Vec<AccountRow>, StoreError> {
    connection
        .query(
            "SELECT account.account_id, account.state, account.defaulted_on,
                    customer.name AS customer, customer.phone, fulfilment_centre.name AS centre,
                    pending_action.id AS pending_action,
                    pending_action.defaulted_on AS pending_since
               FROM {values $2: text} AS asked
              CROSS JOIN account
               JOIN customer ON customer.id = account.customer
               JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
               LEFT JOIN pending_action ON pending_action.company = account.company
                AND pending_action.account = account.account_id
                AND pending_action.type = 'repossession'
                AND pending_action.status = 'pending'
              WHERE account.company = $1 AND account.account_id = asked.value
              ORDER BY account.account_id",
        )
        .bind(company)
        .bind(&Rows::new(accounts)?)
        .fetch_all()
        .await
}

#[derive(sqlx::FromRow)]
struct ContractRow {
    id: i64,
    account: String,
    principal_balance: i64,
    fees_balance: i64,
    tax_balance: i64,
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    contract: i64,
    product: i64,
    quantity: i64,
}

/// The active contracts of accounts by account, in the order of their numbers, with what is held.
pub(super) async fn active_contracts(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<BTreeMap<String, Vec<ActiveContract>>, StoreError> {
    let rows: Vec<HeldRow> = connection
        .query(
            "SELECT held_product.contract, held_product.product, held_product.quantity
               FROM {values $2: text} AS asked
              CROSS JOIN contract
               JOIN held_product ON held_product.contract = contract.id
              WHERE contract.company = $1 AND contract.account = asked.value
                AND contract.status = $3
              ORDER BY held_product.contract, held_product.product",
        )
        .bind(company)
        .bind(&Rows::new(accounts)?)
        .bind(ContractStatus::Active.code())
        .fetch_all()
        .await?;
    let mut held: BTreeMap<i64, Vec<Held>> = BTreeMap::new();
    for row in rows {
        let quantity = Quantity(row.quantity.try_into()?);
        let product = ProductId(row.product);
        held.entry(row.contract).or_default().push(Held { product, quantity });
    }
    let mut contracts = without_products(connection, company, accounts).await?;
    for contract in contracts.values_mut().flatten() {
        contract.held = held.remove(&contract.id.0).unwrap_or_default();
    }
    Ok(contracts)
}

/// The same without what is held: enough to know what is owed.
pub(super) async fn without_products(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<BTreeMap<String, Vec<ActiveContract>>, StoreError> {
    let rows: Vec<ContractRow> = connection
        .query(
            "SELECT contract.id, contract.account, principal_balance, fees_balance, tax_balance
               FROM {values $2: text} AS asked
              CROSS JOIN contract
              WHERE contract.company = $1 AND contract.account = asked.value
                AND contract.status = $3
              ORDER BY contract.id",
        )
        .bind(company)
        .bind(&Rows::new(accounts)?)
        .bind(ContractStatus::Active.code())
        .fetch_all()
        .await?;
    let mut contracts: BTreeMap<String, Vec<ActiveContract>> = BTreeMap::new();
    for row in rows {
        let balance = Balance {
            principal: Money::from_minor(row.principal_balance),
            fees: Money::from_minor(row.fees_balance),
            tax: Money::from_minor(row.tax_balance),
        };
        let contract = ActiveContract { id: ContractId(row.id), balance, held: Vec::new() };
        contracts.entry(row.account).or_default().push(contract);
    }
    Ok(contracts)
}

/// An attempt that failed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub(super) attempted_on: Date,
    pub(super) reason: AttemptReason,
    pub(super) promised_on: Option<Date>,
}

#[derive(sqlx::FromRow)]
struct AttemptRow {
    account: String,
    attempted_on: Day,
    reason: String,
    promised_on: Option<Day>,
}

/// The failed attempts of accounts by account, the earliest first.
pub(super) async fn attempts(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<BTreeMap<String, Vec<Attempt>>, StoreError> {
    let rows: Vec<AttemptRow> = connection
        .query(
            "SELECT failed_attempt.account, attempted_on, reason, promised_on
               FROM {values $2: text} AS asked
              CROSS JOIN failed_attempt
              WHERE failed_attempt.company = $1 AND failed_attempt.account = asked.value
              ORDER BY attempted_on, failed_attempt.id",
        )
        .bind(company)
        .bind(&Rows::new(accounts)?)
        .fetch_all()
        .await?;
    let mut attempts: BTreeMap<String, Vec<Attempt>> = BTreeMap::new();
    for row in rows {
        let reason = AttemptReason::from_code(&row.reason)
            .ok_or_else(|| StoreError::Unreadable(format!("reason `{}`", row.reason)))?;
        attempts.entry(row.account).or_default().push(Attempt {
            attempted_on: row.attempted_on.0,
            reason,
            promised_on: row.promised_on.map(|day| day.0),
        });
    }
    Ok(attempts)
}

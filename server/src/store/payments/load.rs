//! What a payment depends on.

use std::collections::BTreeMap;

use domain::AccountId;
use domain::account::{ContractId, ContractStatus};
use domain::money::{AllocationOrder, Balance, Money};
use domain::payments::{Channel, Loss, LossKind, PayingAccount, PayingContract};

use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Rows};
use crate::store::{StoreError, stored};

#[derive(sqlx::FromRow)]
struct AccountRow {
    account_id: String,
    state: String,
    paid_until: Option<Day>,
    credit: i64,
    deposit: i64,
}

#[derive(sqlx::FromRow)]
struct ContractRow {
    id: i64,
    account: String,
    status: String,
    daily_rate: i64,
    paid: i64,
    principal_balance: i64,
    fees_balance: i64,
    tax_balance: i64,
    #[sqlx(flatten)]
    loss: LossRow,
}

/// What was given up of a contract; nothing where nothing was.
#[derive(sqlx::FromRow)]
pub(in crate::store) struct LossRow {
    loss_kind: Option<String>,
    loss_booked_on: Option<Day>,
    lost_principal: Option<i64>,
    lost_fees: Option<i64>,
    lost_tax: Option<i64>,
    recovered_principal: Option<i64>,
    recovered_fees: Option<i64>,
    recovered_tax: Option<i64>,
}

/// The accounts that the company has, with all that a payment depends on.
pub(in crate::store) async fn accounts(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<BTreeMap<AccountId, PayingAccount>, StoreError> {
    let rows: Vec<AccountRow> = connection
        .query(
            "SELECT account_id, state, paid_until, credit, deposit
               FROM {values $2: text} AS asked
              CROSS JOIN account
              WHERE account.company = $1 AND account.account_id = asked.value",
        )
        .bind(company)
        .bind(&Rows::new(accounts)?)
        .fetch_all()
        .await?;
    let mut contracts = contracts(connection, company, accounts).await?;
    rows.into_iter()
        .map(|row| {
            let account = stored::account(&row.account_id)?;
            let paying = PayingAccount {
                account: account.clone(),
                state: stored::account_state(&row.state)?,
                paid_until: row.paid_until.map(|day| day.0),
                credit: Money::from_minor(row.credit),
                deposit: Money::from_minor(row.deposit),
                contracts: contracts.remove(&row.account_id).unwrap_or_default(),
            };
            Ok((account, paying))
        })
        .collect()
}

/// The contracts of accounts by account, the oldest first.
async fn contracts(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[&str],
) -> Result<BTreeMap<String, Vec<PayingContract>>, StoreError> {
    let rows: Vec<ContractRow> = connection
        .query(
            "SELECT contract.id, contract.account, contract.status, contract.daily_rate,
                    contract.paid, principal_balance, fees_balance, tax_balance,
                    loss.kind AS loss_kind, loss.booked_on AS loss_booked_on,
                    loss.principal AS lost_principal, loss.fees AS lost_fees, loss.tax AS lost_tax,
                    recovered_principal, recovered_fees, recovered_tax
               FROM {values $2: text} AS asked
              CROSS JOIN contract
               LEFT JOIN contract_loss AS loss ON loss.contract = contract.id
              WHERE contract.company = $1 AND contract.account = asked.value
              ORDER BY contract.signed_on, contract.id",
        )
        .bind(company)
        .bind(&Rows::new(accounts)?)
        .fetch_all()
        .await?;
    let mut contracts: BTreeMap<String, Vec<PayingContract>> = BTreeMap::new();
    for row in rows {
        let contract = PayingContract {
            id: ContractId(row.id),
            status: ContractStatus::from_code(&row.status)
                .ok_or_else(|| stored::unreadable("contract status", &row.status))?,
            daily_rate: Money::from_minor(row.daily_rate),
            paid: Money::from_minor(row.paid),
            balance: stored::balance(row.principal_balance, row.fees_balance, row.tax_balance),
            loss: row.loss.into_domain()?,
        };
        contracts.entry(row.account).or_default().push(contract);
    }
    Ok(contracts)
}

impl LossRow {
    pub(in crate::store) fn into_domain(self) -> Result<Option<Loss>, StoreError> {
        let (Some(kind), Some(booked_on)) = (self.loss_kind, self.loss_booked_on) else {
            return Ok(None);
        };
        let balance = |principal: Option<i64>, fees: Option<i64>, tax: Option<i64>| -> Balance {
            stored::balance(
                principal.unwrap_or_default(),
                fees.unwrap_or_default(),
                tax.unwrap_or_default(),
            )
        };
        Ok(Some(Loss {
            kind: LossKind::from_code(&kind)
                .ok_or_else(|| stored::unreadable("kind of loss", &kind))?,
            booked_on: booked_on.0,
            lost: balance(self.lost_principal, self.lost_fees, self.lost_tax),
            recovered: balance(self.recovered_principal, self.recovered_fees, self.recovered_tax),
        }))
    }
}

/// The ways in which the company takes payments.
pub(in crate::store) async fn channels(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<Vec<Channel>, StoreError> {
    let codes: Vec<String> = connection
        .query("SELECT channel FROM payment_channel WHERE company = $1 ORDER BY channel")
        .bind(company)
        .fetch_scalars()
        .await?;
    let channel =
        |code: &String| Channel::from_code(code).ok_or_else(|| stored::unreadable("channel", code));
    codes.iter().map(channel).collect()
}

/// By what the company's payments are judged, apart from the day: in which order components are paid, and whether
/// late days are forgiven.
pub(in crate::store) async fn terms(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<(AllocationOrder, bool), StoreError> {
    let (order, late_days_forgiven): (String, bool) = connection
        .query("SELECT allocation_order, late_days_forgiven FROM operating_company WHERE id = $1")
        .bind(company)
        .fetch_one()
        .await?;
    let order = AllocationOrder::parse(&order)
        .ok_or_else(|| stored::unreadable("allocation order", &order))?;
    Ok((order, late_days_forgiven))
}

//! The account of a process: who it is, what is owed, and what else is done to collect it.

use std::collections::BTreeMap;

use domain::AccountId;
use domain::account::{ContractId, ContractStatus};
use domain::api::{AccountOfProcess, DebtOfClass, DebtOfContract};
use domain::money::Money;

use super::list::{ProcessesFilter, lines};
use super::load::active_in;
use super::settings;
use crate::identity::CompanyId;
use crate::store::db::{Connection, Day};
use crate::store::{Store, StoreError, stored};

use domain::write_off_process::settings::WriteOffSettings;

/// How many processes of an account are shown, the latest: nobody has had more.
const PROCESSES_MAX: u32 = 100;

#[derive(sqlx::FromRow)]
struct AccountRow {
    customer: String,
    class: String,
    state: String,
    credit_score: i64,
    deposit: i64,
    held_until: Option<Day>,
    pending_since: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct ContractRow {
    id: i64,
    status: String,
    write_off_debt_class: String,
    owed: i64,
}

impl Store {
    /// What a process is started from: the account, and what is set up, without secrets. None where
    /// the company has no such account.
    pub async fn process_grounds(
        &self,
        company: CompanyId,
        account: &AccountId,
    ) -> Result<Option<(AccountOfProcess, WriteOffSettings)>, StoreError> {
        let mut read = self.db.begin_read().await?;
        let Some(account) = load(&mut read, company, account).await? else { return Ok(None) };
        let (_, settings) = settings::load(&mut read, company).await?;
        Ok(Some((account, settings.without_secrets())))
    }
}

/// The account of that identifier, if the company has it.
pub(super) async fn load(
    connection: &mut Connection,
    company: CompanyId,
    account: &AccountId,
) -> Result<Option<AccountOfProcess>, StoreError> {
    let row: Option<AccountRow> = connection
        .query(
            "SELECT customer.name AS customer, customer.class, account.state,
                    account.credit_score, account.deposit, account.held_until,
                    pending_action.defaulted_on AS pending_since
               FROM account
               JOIN customer ON customer.id = account.customer
               LEFT JOIN pending_action ON pending_action.company = account.company
                AND pending_action.account = account.account_id
                AND pending_action.type = 'repossession'
                AND pending_action.status = 'pending'
              WHERE account.company = $1 AND account.account_id = $2",
        )
        .bind(company)
        .bind(account.as_str())
        .fetch_optional()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let contracts = contracts(connection, company, account).await?;
    let filter = ProcessesFilter {
        account: Some(account.clone()),
        limit: PROCESSES_MAX,
        ..ProcessesFilter::default()
    };
    Ok(Some(AccountOfProcess {
        account: account.clone(),
        customer: row.customer,
        customer_class: row.class,
        state: stored::account_state(&row.state)?,
        credit_score: row.credit_score,
        deposit: Money::from_minor(row.deposit),
        held_until: row.held_until.map(|day| day.0),
        repossession_pending_since: row.pending_since.map(|day| day.0),
        debt: debt(connection, company, &contracts).await?,
        contracts,
        processes: lines(connection, company, &filter).await?,
    }))
}

/// The account's contracts, whatever their status.
async fn contracts(
    connection: &mut Connection,
    company: CompanyId,
    account: &AccountId,
) -> Result<Vec<DebtOfContract>, StoreError> {
    let rows: Vec<ContractRow> = connection
        .query(
            "SELECT id, status, write_off_debt_class,
                    principal_balance + fees_balance + tax_balance AS owed
               FROM contract WHERE company = $1 AND account = $2 ORDER BY id",
        )
        .bind(company)
        .bind(account.as_str())
        .fetch_all()
        .await?;
    let mut products = products(connection, company, account).await?;
    let numbers: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let processes = active_in(connection, &numbers).await?;
    rows.into_iter()
        .map(|row| {
            Ok(DebtOfContract {
                id: ContractId(row.id),
                status: ContractStatus::from_code(&row.status)
                    .ok_or_else(|| stored::unreadable("contract status", &row.status))?,
                debt_class: row.write_off_debt_class,
                products: products.remove(&row.id).unwrap_or_default(),
                owed: Money::from_minor(row.owed),
                process: processes.get(&row.id).copied(),
            })
        })
        .collect()
}

/// The names of the products that were handed over under the account's contracts: still held, or
/// settled by a repossession.
async fn products(
    connection: &mut Connection,
    company: CompanyId,
    account: &AccountId,
) -> Result<BTreeMap<i64, Vec<String>>, StoreError> {
    let rows: Vec<(i64, String)> = connection
        .query(
            "SELECT moved.contract, product.name
               FROM (SELECT contract.id AS contract, held_product.product
                       FROM contract
                       JOIN held_product ON held_product.contract = contract.id
                      WHERE contract.company = $1 AND contract.account = $2
                     UNION
                     SELECT line.contract, line.product
                       FROM repossession
                       JOIN repossession_line AS line ON line.repossession = repossession.id
                      WHERE repossession.company = $1 AND repossession.account = $2) AS moved
               JOIN product ON product.id = moved.product
              ORDER BY moved.contract, moved.product",
        )
        .bind(company)
        .bind(account.as_str())
        .fetch_all()
        .await?;
    let mut products: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (contract, name) in rows {
        products.entry(contract).or_default().push(name);
    }
    Ok(products)
}

/// What is owed by debt class. A class that is not set up is called by its code.
async fn debt(
    connection: &mut Connection,
    company: CompanyId,
    contracts: &[DebtOfContract],
) -> Result<Vec<DebtOfClass>, StoreError> {
    let names: Vec<(String, String)> = connection
        .query("SELECT code, name FROM debt_class WHERE company = $1")
        .bind(company)
        .fetch_all()
        .await?;
    let names = BTreeMap::from_iter(names);
    let mut owed: BTreeMap<&str, Vec<Money>> = BTreeMap::new();
    for contract in contracts {
        owed.entry(&contract.debt_class).or_default().push(contract.owed);
    }
    Ok(owed
        .into_iter()
        .map(|(code, owed)| DebtOfClass {
            debt_class: code.to_owned(),
            name: names.get(code).map_or(code, String::as_str).to_owned(),
            owed: Money::total(owed),
        })
        .collect())
}

//! What is known of accounts.

use std::collections::BTreeSet;

use domain::account::{
    AccountFacts, AccountState, ActiveContract, ContractId, ContractStatus, Held, ProductId,
    Quantity, Standing,
};
use domain::api::{EarlierOperation, Product};
use domain::money::{Balance, Money};
use domain::{AccountId, Date};
use serde::Deserialize;
use sqlx::SqliteConnection;

use super::SqliteStore;
use crate::store::StoreError;
use crate::store::people::CompanyId;

/// The facts of accounts, from one moment, with what goes with them.
#[derive(Clone, Debug)]
pub struct FactsOfFile {
    /// One for each account that the company has, in account order.
    pub accounts: Vec<AccountFacts>,
    /// The products that those accounts hold.
    pub products: Vec<Product>,
    /// Operations that used the same file, the latest first.
    pub earlier: Vec<EarlierOperation>,
}

/// An account's facts, with what only storage needs to know.
#[derive(Debug)]
pub(super) struct StoredFacts {
    pub(super) facts: AccountFacts,
    /// The repossession that is pending.
    pub(super) pending_action: Option<i64>,
}

/// How many earlier operations with the same file are told.
const EARLIER_MAX: i64 = 5;

impl SqliteStore {
    /// Loads the facts of a file's accounts. Those that the company has not are left out.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn facts_of_file(
        &self,
        company: CompanyId,
        accounts: &[AccountId],
        file_sha256: Option<&str>,
    ) -> Result<FactsOfFile, StoreError> {
        let mut read = self.begin_read().await?;
        let accounts: Vec<AccountFacts> =
            load(&mut read, company, accounts).await?.into_iter().map(|row| row.facts).collect();
        let products = products_held(&mut read, &accounts).await?;
        let earlier = match file_sha256 {
            Some(sha256) => earlier_operations(&mut read, company, sha256).await?,
            None => Vec::new(),
        };
        read.commit().await?;
        Ok(FactsOfFile { accounts, products, earlier })
    }
}

/// One look-up by key an account, in account order so that neighbours are read together. `CROSS
/// JOIN` keeps `SQLite` from starting at any other table than the list of what is asked for.
const FACTS: &str = "
    SELECT account.account_id, account.state, account.defaulted_on,
           customer.name, fulfilment_centre.name,
           pending_action.id, pending_action.defaulted_on,
           (SELECT count(*) FROM failed_attempt
             WHERE failed_attempt.company = account.company
               AND failed_attempt.account = account.account_id
               AND failed_attempt.attempted_on >= account.defaulted_on),
           (SELECT json_group_array(json_array(
                       contract.id, contract.principal_balance, contract.fees_balance,
                       contract.tax_balance,
                       (SELECT json_group_array(json_array(held_product.product, held_product.quantity)
                                                ORDER BY held_product.product)
                          FROM held_product WHERE held_product.contract = contract.id))
                   ORDER BY contract.id)
              FROM contract
             WHERE contract.company = account.company AND contract.account = account.account_id
               AND contract.status = ?3)
      FROM json_each(?2) AS asked
     CROSS JOIN account ON account.company = ?1 AND account.account_id = asked.value
      JOIN customer ON customer.id = account.customer
      JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
      LEFT JOIN pending_action ON pending_action.company = account.company
       AND pending_action.account = account.account_id
       AND pending_action.type = 'repossession' AND pending_action.status = 'pending'";

type FactsRow =
    (String, String, Option<String>, String, String, Option<i64>, Option<String>, u32, String);

/// A contract as the query puts it: id, principal, fees, tax, products held.
#[derive(Deserialize)]
struct ContractRow(i64, i64, i64, i64, Vec<(i64, u32)>);

/// Loads the facts of accounts, in account order, without those that the company has not.
pub(super) async fn load(
    connection: &mut SqliteConnection,
    company: CompanyId,
    accounts: &[AccountId],
) -> Result<Vec<StoredFacts>, StoreError> {
    let asked: BTreeSet<&AccountId> = accounts.iter().collect();
    let rows: Vec<FactsRow> = sqlx::query_as(FACTS)
        .bind(company.0)
        .bind(serde_json::to_string(&asked)?)
        .bind(ContractStatus::Active.code())
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(stored_facts).collect()
}

fn stored_facts(row: FactsRow) -> Result<StoredFacts, StoreError> {
    let (
        account,
        state,
        defaulted_on,
        customer,
        centre,
        pending_action,
        pending_since,
        failed_attempts,
        contracts,
    ) = row;
    let account = AccountId::parse(&account)
        .map_err(|error| StoreError::Unreadable(format!("account `{account}`: {error}")))?;
    let state = AccountState::from_code(&state)
        .ok_or_else(|| StoreError::Unreadable(format!("account state `{state}`")))?;
    let contracts: Vec<ContractRow> = serde_json::from_str(&contracts)?;
    let standing = Standing {
        state,
        defaulted_on: date(defaulted_on.as_deref())?,
        repossession_pending_since: date(pending_since.as_deref())?,
        contracts: contracts.into_iter().map(active_contract).collect(),
    };
    let facts = AccountFacts { account, customer, centre, failed_attempts, standing };
    Ok(StoredFacts { facts, pending_action })
}

fn date(text: Option<&str>) -> Result<Option<Date>, StoreError> {
    Ok(text.map(str::parse).transpose()?)
}

fn active_contract(row: ContractRow) -> ActiveContract {
    let ContractRow(id, principal, fees, tax, held) = row;
    ActiveContract {
        id: ContractId(id),
        balance: Balance {
            principal: Money::from_minor(principal),
            fees: Money::from_minor(fees),
            tax: Money::from_minor(tax),
        },
        held: held
            .into_iter()
            .map(|(product, quantity)| Held {
                product: ProductId(product),
                quantity: Quantity(quantity),
            })
            .collect(),
    }
}

async fn products_held(
    connection: &mut SqliteConnection,
    accounts: &[AccountFacts],
) -> Result<Vec<Product>, StoreError> {
    let held: BTreeSet<i64> = accounts
        .iter()
        .flat_map(|facts| &facts.standing.contracts)
        .flat_map(|contract| &contract.held)
        .map(|held| held.product.0)
        .collect();
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT product.id, product.name FROM json_each(?1) AS held
          CROSS JOIN product ON product.id = held.value",
    )
    .bind(serde_json::to_string(&held)?)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(id, name)| Product { id: ProductId(id), name }).collect())
}

async fn earlier_operations(
    connection: &mut SqliteConnection,
    company: CompanyId,
    file_sha256: &str,
) -> Result<Vec<EarlierOperation>, StoreError> {
    let rows: Vec<(String, String, String, u32, u32)> = sqlx::query_as(
        "SELECT operation_id, committed_at, app_user.name, written_off, failed
           FROM bulk_operation JOIN app_user ON app_user.id = bulk_operation.submitted_by
          WHERE bulk_operation.company = ?1 AND file_sha256 = ?2
          ORDER BY number DESC LIMIT ?3",
    )
    .bind(company.0)
    .bind(file_sha256)
    .bind(EARLIER_MAX)
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, committed_at, submitted_by, written_off, failed)| EarlierOperation {
            id,
            committed_at,
            submitted_by,
            written_off,
            failed,
        })
        .collect())
}

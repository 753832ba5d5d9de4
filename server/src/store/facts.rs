//! What is known of accounts.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::account::{
    AccountFacts, ActiveContract, ContractId, Held, ProductId, Quantity, Standing,
};
use domain::api::{EarlierOperation, Product};
use domain::money::{Balance, Money};
use domain::{AccountId, Date};
use serde::Deserialize;
use sqlx::types::Json;

use super::people::CompanyId;
use super::{StoreError, stored};

/// How many earlier operations with the same file are told.
pub(super) const EARLIER_MAX: i64 = 5;

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

/// What is known of accounts.
#[async_trait]
pub trait Facts {
    /// Loads the facts of a file's accounts. Those that the company has not are left out.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn facts_of_file(
        &self,
        company: CompanyId,
        accounts: &[AccountId],
        file_sha256: Option<&str>,
    ) -> Result<FactsOfFile, StoreError>;
}

/// An account's facts, with what only storage needs to know.
#[derive(Debug)]
pub(super) struct StoredFacts {
    pub(super) facts: AccountFacts,
    /// The repossession that is pending.
    pub(super) pending_action: Option<i64>,
}

/// An account's facts as a query puts them.
#[derive(sqlx::FromRow, Deserialize)]
pub(super) struct FactsRow {
    account_id: String,
    state: String,
    defaulted_on: Option<String>,
    customer: String,
    centre: String,
    pending_action: Option<i64>,
    pending_since: Option<String>,
    failed_attempts: i64,
    /// The active contracts by number.
    contracts: Json<Vec<ContractRow>>,
}

/// A contract as the query puts it: id, principal, fees, tax, products held.
#[derive(Deserialize)]
struct ContractRow(i64, i64, i64, i64, Vec<(i64, u32)>);

impl FactsRow {
    pub(super) fn into_facts(self) -> Result<StoredFacts, StoreError> {
        let account = stored::account(&self.account_id)?;
        let state = stored::account_state(&self.state)?;
        let standing = Standing {
            state,
            defaulted_on: date(self.defaulted_on.as_deref())?,
            repossession_pending_since: date(self.pending_since.as_deref())?,
            contracts: self.contracts.0.into_iter().map(active_contract).collect(),
        };
        let facts = AccountFacts {
            account,
            customer: self.customer,
            centre: self.centre,
            failed_attempts: self.failed_attempts.try_into()?,
            standing,
        };
        Ok(StoredFacts { facts, pending_action: self.pending_action })
    }
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

type ByAccount<T> = BTreeMap<AccountId, T>;

/// The facts, and the repossessions that are pending.
pub(super) fn by_account(stored: Vec<StoredFacts>) -> (ByAccount<AccountFacts>, ByAccount<i64>) {
    let mut facts = ByAccount::new();
    let mut pending_actions = ByAccount::new();
    for row in stored {
        if let Some(action) = row.pending_action {
            pending_actions.insert(row.facts.account.clone(), action);
        }
        facts.insert(row.facts.account.clone(), row.facts);
    }
    (facts, pending_actions)
}

/// The numbers of the products that accounts hold, each once.
pub(super) fn products_of(accounts: &[AccountFacts]) -> Vec<i64> {
    let mut held: Vec<i64> = accounts
        .iter()
        .flat_map(|facts| &facts.standing.contracts)
        .flat_map(|contract| &contract.held)
        .map(|held| held.product.0)
        .collect();
    held.sort_unstable();
    held.dedup();
    held
}

/// An earlier operation's row.
#[derive(sqlx::FromRow)]
pub(super) struct EarlierRow {
    operation_id: String,
    committed_at: String,
    submitted_by: String,
    written_off: i32,
    failed: i32,
}

impl EarlierRow {
    pub(super) fn into_api(self) -> Result<EarlierOperation, StoreError> {
        Ok(EarlierOperation {
            id: self.operation_id,
            committed_at: self.committed_at,
            submitted_by: self.submitted_by,
            written_off: self.written_off.try_into()?,
            failed: self.failed.try_into()?,
        })
    }
}

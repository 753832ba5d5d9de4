//! What is known of accounts: what the rules decide by.

use std::collections::{BTreeMap, BTreeSet};

use domain::AccountId;
use domain::account::{AccountFacts, ProductId, Standing};
use domain::api::{EarlierOperation, Product, SettingsOfStarts};
use domain::bulk_write_off::OperationKind;
use domain::failed_attempt::since_default;

use super::db::{Connection, Rows};
use super::{Store, StoreError, of_accounts, operations, stored, write_off_process};
use crate::identity::CompanyId;

/// The facts of accounts, from one moment, with what goes with them.
#[derive(Clone, Debug)]
pub struct FactsOfFile {
    /// One for each account that the company has, in account order.
    pub accounts: Vec<AccountFacts>,
    /// The products that those accounts hold.
    pub products: Vec<Product>,
    /// Operations of the kind that used the same file, the latest first.
    pub earlier: Vec<EarlierOperation>,
    /// What processes are started by, where that is what it is about.
    pub processes: Option<SettingsOfStarts>,
}

/// An account's facts, with what only storage needs to know.
#[derive(Debug)]
pub(super) struct StoredFacts {
    pub(super) facts: AccountFacts,
    /// The repossession that is pending.
    pub(super) pending_action: Option<i64>,
}

impl Store {
    /// Loads the facts of a file's accounts, as an operation of that kind needs them. Those that the
    /// company has not are left out.
    pub async fn facts_of_file(
        &self,
        company: CompanyId,
        kind: OperationKind,
        accounts: &[AccountId],
        file_sha256: Option<&str>,
    ) -> Result<FactsOfFile, StoreError> {
        let mut read = self.db.begin_read().await?;
        let accounts: Vec<AccountFacts> = load_for(&mut read, company, kind, accounts)
            .await?
            .into_iter()
            .map(|row| row.facts)
            .collect();
        let processes = match kind {
            OperationKind::WriteOff => None,
            OperationKind::ProcessStart => {
                let (version, settings) =
                    write_off_process::load_settings(&mut read, company).await?;
                Some(SettingsOfStarts { version, settings: settings.without_secrets() })
            }
        };
        let products = products(&mut read, &products_of(&accounts)).await?;
        let earlier = match file_sha256 {
            Some(sha256) => operations::of_file(&mut read, company, kind, sha256).await?,
            None => Vec::new(),
        };
        Ok(FactsOfFile { accounts, products, earlier, processes })
    }
}

/// Loads the facts of accounts as an operation of that kind needs them.
pub(super) async fn load_for(
    connection: &mut Connection,
    company: CompanyId,
    kind: OperationKind,
    accounts: &[AccountId],
) -> Result<Vec<StoredFacts>, StoreError> {
    let mut rows = load(connection, company, accounts).await?;
    if kind == OperationKind::ProcessStart {
        let mut collections =
            write_off_process::load_collections(connection, company, accounts).await?;
        for row in &mut rows {
            row.facts.standing.collection = collections.remove(row.facts.account.as_str());
        }
    }
    Ok(rows)
}

/// Loads the facts of accounts, in account order, without those that the company has not.
pub(super) async fn load(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[AccountId],
) -> Result<Vec<StoredFacts>, StoreError> {
    let asked: BTreeSet<&str> = accounts.iter().map(AccountId::as_str).collect();
    let asked = Vec::from_iter(asked);
    let rows = of_accounts::accounts(connection, company, &asked).await?;
    let mut contracts = of_accounts::active_contracts(connection, company, &asked).await?;
    let attempts = of_accounts::attempts(connection, company, &asked).await?;
    rows.into_iter()
        .map(|row| {
            let defaulted_on = row.defaulted_on.map(|day| day.0);
            let attempts = attempts.get(&row.account_id).map(Vec::as_slice).unwrap_or_default();
            let failed_attempts = attempts
                .iter()
                .filter(|attempt| since_default(attempt.attempted_on, defaulted_on))
                .count()
                .try_into()?;
            let standing = Standing {
                collection: None,
                state: stored::account_state(&row.state)?,
                defaulted_on,
                repossession_pending_since: row.pending_since.map(|day| day.0),
                contracts: contracts.remove(&row.account_id).unwrap_or_default(),
            };
            let facts = AccountFacts {
                account: stored::account(&row.account_id)?,
                customer: row.customer,
                centre: row.centre,
                failed_attempts,
                standing,
            };
            Ok(StoredFacts { facts, pending_action: row.pending_action })
        })
        .collect()
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
    let held: BTreeSet<i64> = accounts
        .iter()
        .flat_map(|facts| &facts.standing.contracts)
        .flat_map(|contract| &contract.held)
        .map(|held| held.product.0)
        .collect();
    Vec::from_iter(held)
}

async fn products(
    connection: &mut Connection,
    numbers: &[i64],
) -> Result<Vec<Product>, StoreError> {
    #[derive(sqlx::FromRow)]
    struct ProductRow {
        id: i64,
        name: String,
    }
    let rows: Vec<ProductRow> = connection
        .query("SELECT id, name FROM product WHERE id IN {values $1: int} ORDER BY id")
        .bind(&Rows::new(numbers)?)
        .fetch_all()
        .await?;
    Ok(rows.into_iter().map(|row| Product { id: ProductId(row.id), name: row.name }).collect())
}

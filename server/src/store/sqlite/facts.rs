//! What is known of accounts.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use async_trait::async_trait;
use domain::AccountId;
use domain::account::{AccountFacts, ContractStatus, ProductId};
use domain::api::{EarlierOperation, Product};
use sqlx::SqliteConnection;

use super::{LONG, SqliteStore};
use crate::background;
use crate::store::facts::{EARLIER_MAX, EarlierRow, FactsRow, StoredFacts, products_of};
use crate::store::people::CompanyId;
use crate::store::rows::Rows;
use crate::store::{Facts, FactsOfFile, StoreError};

#[async_trait]
impl Facts for SqliteStore {
    async fn facts_of_file(
        &self,
        company: CompanyId,
        accounts: &[AccountId],
        file_sha256: Option<&str>,
    ) -> Result<FactsOfFile, StoreError> {
        let mut read = self.readers_of(accounts.len()).begin().await?;
        let found = find(&mut read, company, &each_once(accounts)).await?;
        let stored = background::run(move || self::read(&found)).await??;
        let accounts: Vec<AccountFacts> = stored.into_iter().map(|row| row.facts).collect();
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
/// JOIN` keeps `SQLite` from starting at any other table than the list of what is asked for. The
/// plus keeps it from looking up the row of a contract, whose index says what is asked for: what
/// an account holds is found by the account.
///
/// Of the accounts in the parameter `asked`, as JSON, in which the contracts of the status in the
/// parameter `active` count.
pub(super) fn facts_of(asked: &str, active: &str) -> String {
    format!(
        "SELECT json_group_array(json_array(
               account.account_id, account.state, account.defaulted_on, customer.name,
               fulfilment_centre.name, pending_action.id, pending_action.defaulted_on,
               (SELECT count(*) FROM failed_attempt
                 WHERE failed_attempt.company = account.company
                   AND failed_attempt.account = account.account_id
                   AND failed_attempt.attempted_on >= account.defaulted_on),
               (SELECT json_group_array(json_array(
                           contract.id, contract.principal_balance, contract.fees_balance,
                           contract.tax_balance,
                           (SELECT json_group_array(json_array(held.product, held.quantity)
                                                    ORDER BY held.product)
                              FROM held_by_account AS held
                             WHERE held.company = account.company AND held.account = account.account_id
                               AND +held.contract = contract.id))
                       ORDER BY contract.id)
                  FROM contract
                 WHERE contract.company = account.company AND contract.account = account.account_id
                   AND contract.status = {active})))
          FROM json_each({asked}) AS asked
         CROSS JOIN account ON account.company = ?1 AND account.account_id = asked.value
          JOIN customer ON customer.id = account.customer
          JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
          LEFT JOIN pending_action ON pending_action.company = account.company
           AND pending_action.account = account.account_id
           AND pending_action.type = 'repossession' AND pending_action.status = 'pending'"
    )
}

static FACTS: LazyLock<String> = LazyLock::new(|| facts_of("?2", "?3"));

impl SqliteStore {
    /// Finds the facts of accounts as [`load`] does, within a write that has changed nothing yet:
    /// one half on its connection, the other meanwhile on one that reads, if one is idle. Nobody
    /// but the write can change anything, so that both see the same.
    pub(super) async fn facts_within(
        &self,
        write: &mut SqliteConnection,
        company: CompanyId,
        accounts: &[AccountId],
    ) -> Result<Vec<Rows>, StoreError> {
        let asked = each_once(accounts);
        let reader = if asked.len() < LONG { None } else { self.long_readers.try_acquire() };
        let Some(mut reader) = reader else { return Ok(vec![find(write, company, &asked).await?]) };
        let (one, other) = asked.split_at(asked.len() / 2);
        let (one, other) =
            tokio::try_join!(find(write, company, one), find(&mut reader, company, other),)?;
        Ok(vec![one, other])
    }
}

/// Loads the facts of accounts, in account order, without those that the company has not.
pub(super) async fn load(
    connection: &mut SqliteConnection,
    company: CompanyId,
    accounts: &[AccountId],
) -> Result<Vec<StoredFacts>, StoreError> {
    read(&find(connection, company, &each_once(accounts)).await?)
}

/// The facts that were found.
pub(super) fn read(found: &Rows) -> Result<Vec<StoredFacts>, StoreError> {
    found.read_as(FactsRow::into_facts)
}

/// In account order.
fn each_once(accounts: &[AccountId]) -> Vec<&AccountId> {
    accounts.iter().collect::<BTreeSet<_>>().into_iter().collect()
}

async fn find(
    connection: &mut SqliteConnection,
    company: CompanyId,
    asked: &[&AccountId],
) -> Result<Rows, StoreError> {
    Ok(sqlx::query_scalar(FACTS.as_str())
        .bind(company.0)
        .bind(serde_json::to_string(asked)?)
        .bind(ContractStatus::Active.code())
        .fetch_one(connection)
        .await?)
}

async fn products_held(
    connection: &mut SqliteConnection,
    accounts: &[AccountFacts],
) -> Result<Vec<Product>, StoreError> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT product.id, product.name FROM json_each(?1) AS held
          CROSS JOIN product ON product.id = held.value",
    )
    .bind(serde_json::to_string(&products_of(accounts))?)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(id, name)| Product { id: ProductId(id), name }).collect())
}

async fn earlier_operations(
    connection: &mut SqliteConnection,
    company: CompanyId,
    file_sha256: &str,
) -> Result<Vec<EarlierOperation>, StoreError> {
    let rows: Vec<EarlierRow> = sqlx::query_as(
        "SELECT operation_id, committed_at, app_user.name AS submitted_by, written_off, failed
           FROM bulk_operation JOIN app_user ON app_user.id = bulk_operation.submitted_by
          WHERE bulk_operation.company = ?1 AND file_sha256 = ?2
          ORDER BY number DESC LIMIT ?3",
    )
    .bind(company.0)
    .bind(file_sha256)
    .bind(EARLIER_MAX)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(EarlierRow::into_api).collect()
}

#[cfg(test)]
mod tests {
    use sqlx::sqlite::SqliteConnectOptions;
    use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _};

    use super::FACTS;
    use crate::store::sqlite::MIGRATIONS;

    /// In a large portfolio each row would be a page more for each account.
    #[tokio::test]
    async fn contracts_and_actions_are_read_from_their_indexes() {
        let mut connection = SqliteConnectOptions::new().in_memory(true).connect().await.unwrap();
        MIGRATIONS.run(&mut connection).await.unwrap();
        let plan = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", *FACTS)))
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let steps: Vec<String> = plan.iter().map(|step| step.get("detail")).collect();
        let of = |table: &str| -> Vec<&String> {
            steps.iter().filter(|step| step.starts_with(&format!("SEARCH {table} "))).collect()
        };
        let covering = |index| format!("USING COVERING INDEX {index} (company=? AND account=?");
        assert_eq!(of("signed").len(), 2, "{steps:#?}");
        for step in of("signed") {
            assert!(step.contains(&covering("contract_by_account")), "{steps:#?}");
        }
        assert_eq!(of("given").len(), 1, "{steps:#?}");
        assert!(of("given")[0].contains(&covering("given_action_by_account")), "{steps:#?}");
    }
}

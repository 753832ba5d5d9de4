//! What is known of accounts.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use async_trait::async_trait;
use domain::AccountId;
use domain::account::{AccountFacts, ContractStatus, ProductId};
use domain::api::{EarlierOperation, Product};
use sqlx::PgConnection;

use super::PostgresStore;
use crate::store::facts::{EARLIER_MAX, EarlierRow, FactsRow, StoredFacts, products_of};
use crate::store::people::CompanyId;
use crate::store::{Facts, FactsOfFile, StoreError};

#[async_trait]
impl Facts for PostgresStore {
    async fn facts_of_file(
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

/// Look-ups by key, of each account and what is its. `OFFSET 0` keeps a look-up one: the planner
/// would rather join whole tables as long as it believes them to be small.
///
/// Of the accounts in the array `asked`, in which the contracts of the status in the parameter
/// `active` count: a [`FactsRow`] each.
pub(super) fn facts_of(asked: &str, active: &str) -> String {
    format!(
        "SELECT account.account_id, account.state, account.defaulted_on::text,
               customer.name AS customer, fulfilment_centre.name AS centre,
               pending_action.id AS pending_action, pending_action.defaulted_on::text AS pending_since,
               (SELECT count(*) FROM failed_attempt
                 WHERE failed_attempt.company = account.company
                   AND failed_attempt.account = account.account_id
                   AND failed_attempt.attempted_on >= account.defaulted_on) AS failed_attempts,
               (SELECT coalesce(json_agg(json_build_array(
                           contract.id, contract.principal_balance, contract.fees_balance,
                           contract.tax_balance,
                           (SELECT coalesce(json_agg(json_build_array(held_product.product,
                                                                      held_product.quantity)
                                                     ORDER BY held_product.product), '[]')
                              FROM held_product WHERE held_product.contract = contract.id))
                       ORDER BY contract.id), '[]')
                  FROM contract
                 WHERE contract.company = account.company AND contract.account = account.account_id
                   AND contract.status = {active}) AS contracts
          FROM unnest({asked}) AS asked (account_id)
         CROSS JOIN LATERAL (
               SELECT * FROM account
                WHERE account.company = $1 AND account.account_id = asked.account_id OFFSET 0) AS account
         CROSS JOIN LATERAL (
               SELECT name FROM customer WHERE customer.id = account.customer OFFSET 0) AS customer
          JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
          LEFT JOIN LATERAL (
               SELECT id, defaulted_on FROM pending_action
                WHERE pending_action.company = account.company
                  AND pending_action.account = account.account_id
                  AND pending_action.type = 'repossession'
                  AND pending_action.status = 'pending' OFFSET 0) AS pending_action ON true
         ORDER BY account.account_id"
    )
}

static FACTS: LazyLock<String> = LazyLock::new(|| facts_of("$2", "$3"));

/// Loads the facts of accounts, in account order, without those that the company has not.
pub(super) async fn load(
    connection: &mut PgConnection,
    company: CompanyId,
    accounts: &[AccountId],
) -> Result<Vec<StoredFacts>, StoreError> {
    let asked: BTreeSet<&str> = accounts.iter().map(AccountId::as_str).collect();
    let rows: Vec<FactsRow> = sqlx::query_as(FACTS.as_str())
        .bind(company.0)
        .bind(Vec::from_iter(asked))
        .bind(ContractStatus::Active.code())
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(FactsRow::into_facts).collect()
}

async fn products_held(
    connection: &mut PgConnection,
    accounts: &[AccountFacts],
) -> Result<Vec<Product>, StoreError> {
    let rows: Vec<(i64, String)> =
        sqlx::query_as("SELECT id, name FROM product WHERE id = ANY($1) ORDER BY id")
            .bind(products_of(accounts))
            .fetch_all(connection)
            .await?;
    Ok(rows.into_iter().map(|(id, name)| Product { id: ProductId(id), name }).collect())
}

async fn earlier_operations(
    connection: &mut PgConnection,
    company: CompanyId,
    file_sha256: &str,
) -> Result<Vec<EarlierOperation>, StoreError> {
    let rows: Vec<EarlierRow> = sqlx::query_as(
        "SELECT operation_id::text, as_instant(committed_at) AS committed_at,
                app_user.name AS submitted_by, written_off, failed
           FROM bulk_operation JOIN app_user ON app_user.id = bulk_operation.submitted_by
          WHERE bulk_operation.company = $1 AND file_sha256 = $2
          ORDER BY number DESC LIMIT $3",
    )
    .bind(company.0)
    .bind(file_sha256)
    .bind(EARLIER_MAX)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(EarlierRow::into_api).collect()
}

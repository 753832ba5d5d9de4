//! What other systems told of products, and of accounts and contracts that stay as they are: it says next time what is
//! new. Nobody is told of it, and nothing is booked.

use domain::import::Effects;
use domain::import::effects::{AccountTold, ContractTold, ProductTold};
use domain::repossession::ProductCondition;
use serde::Serialize;

use crate::identity::CompanyId;
use crate::store::db::{Connection, Rows};
use crate::store::import::rows::ROWS_AT_ONCE;
use crate::store::{StoreError, exactly};

/// Remembers what was told.
pub(in crate::store::import) async fn remember(
    connection: &mut Connection,
    company: CompanyId,
    effects: &Effects,
) -> Result<(), StoreError> {
    products(connection, company, &effects.products_told).await?;
    accounts(connection, company, &effects.accounts_told).await?;
    contracts(connection, company, &effects.contracts_told).await
}

#[derive(Serialize)]
struct ProductRow<'a> {
    company: i64,
    name: &'a str,
    as_new: Option<i64>,
    used: Option<i64>,
    damaged: Option<i64>,
    unusable: Option<i64>,
}

async fn products(
    connection: &mut Connection,
    company: CompanyId,
    told: &[ProductTold],
) -> Result<(), StoreError> {
    for part in told.chunks(ROWS_AT_ONCE) {
        let rows: Vec<ProductRow<'_>> = part
            .iter()
            .map(|ProductTold { name, told }| {
                let of = |condition| {
                    told.iter().find(|(one, _)| *one == condition).map(|(_, value)| value.minor())
                };
                ProductRow {
                    company: company.0,
                    name,
                    as_new: of(ProductCondition::AsNew),
                    used: of(ProductCondition::Used),
                    damaged: of(ProductCondition::Damaged),
                    unusable: of(ProductCondition::Unusable),
                }
            })
            .collect();
        let updated = connection
            .query(
                "UPDATE product
                    SET as_new_told = new.as_new, used_told = new.used,
                        damaged_told = new.damaged, unusable_told = new.unusable
                   FROM {rows $1: company int, name text, as_new int, used int, damaged int,
                                  unusable int} AS new
                  WHERE product.company = new.company AND product.name = new.name",
            )
            .bind(&Rows::new(&rows)?)
            .execute()
            .await?;
        exactly("products told of", rows.len(), updated)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct AccountRow<'a> {
    company: i64,
    account: &'a str,
    paid_until: String,
}

async fn accounts(
    connection: &mut Connection,
    company: CompanyId,
    told: &[AccountTold],
) -> Result<(), StoreError> {
    for part in told.chunks(ROWS_AT_ONCE) {
        let rows: Vec<AccountRow<'_>> = part
            .iter()
            .map(|one| AccountRow {
                company: company.0,
                account: one.account.as_str(),
                paid_until: one.paid_until.to_string(),
            })
            .collect();
        let updated = connection
            .query(
                "UPDATE account
                    SET paid_until_told = new.paid_until
                   FROM {rows $1: company int, account text, paid_until date} AS new
                  WHERE account.company = new.company AND account.account_id = new.account",
            )
            .bind(&Rows::new(&rows)?)
            .execute()
            .await?;
        exactly("accounts told of", rows.len(), updated)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct ContractRow<'a> {
    company: i64,
    contract: &'a str,
    status: &'static str,
    principal: i64,
    fees: i64,
    tax: i64,
    paid: i64,
}

async fn contracts(
    connection: &mut Connection,
    company: CompanyId,
    told: &[ContractTold],
) -> Result<(), StoreError> {
    for part in told.chunks(ROWS_AT_ONCE) {
        let rows: Vec<ContractRow<'_>> = part
            .iter()
            .map(|ContractTold { contract, told }| ContractRow {
                company: company.0,
                contract,
                status: told.status.code(),
                principal: told.balance.principal.minor(),
                fees: told.balance.fees.minor(),
                tax: told.balance.tax.minor(),
                paid: told.paid.minor(),
            })
            .collect();
        let updated = connection
            .query(
                "UPDATE contract
                    SET status_told = new.status, principal_told = new.principal,
                        fees_told = new.fees, tax_told = new.tax, paid_told = new.paid
                   FROM {rows $1: company int, contract text, status text, principal int, fees int,
                                  tax int, paid int} AS new
                  WHERE contract.company = new.company AND contract.contract_number = new.contract",
            )
            .bind(&Rows::new(&rows)?)
            .execute()
            .await?;
        exactly("contracts told of", rows.len(), updated)?;
    }
    Ok(())
}

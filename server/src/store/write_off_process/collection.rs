//! What the start of processes depends on, for many accounts at once.

use std::collections::{BTreeMap, BTreeSet};

use domain::AccountId;
use domain::account::{Collection, ContractCollection, ContractId, ContractStatus};
use domain::money::Money;

use crate::identity::CompanyId;
use crate::store::StoreError;
use crate::store::db::{Connection, Day, Rows};

#[derive(sqlx::FromRow)]
struct AccountRow {
    account_id: String,
    held_until: Option<Day>,
    class: String,
    deposit: i64,
}

#[derive(sqlx::FromRow)]
struct ContractRow {
    id: i64,
    account: String,
    write_off_debt_class: String,
    process: Option<i64>,
}

/// What the start of processes for accounts depends on, by account.
pub(in crate::store) async fn load_collections(
    connection: &mut Connection,
    company: CompanyId,
    accounts: &[AccountId],
) -> Result<BTreeMap<String, Collection>, StoreError> {
    let asked: BTreeSet<&str> = accounts.iter().map(AccountId::as_str).collect();
    let asked = &Rows::new(&Vec::from_iter(asked))?;
    let rows: Vec<AccountRow> = connection
        .query(
            "SELECT account.account_id, account.held_until, customer.class, account.deposit
               FROM {values $2: text} AS asked
              CROSS JOIN account
               JOIN customer ON customer.id = account.customer
              WHERE account.company = $1 AND account.account_id = asked.value",
        )
        .bind(company)
        .bind(asked)
        .fetch_all()
        .await?;
    let contracts: Vec<ContractRow> = connection
        .query(
            "SELECT contract.id, contract.account, contract.write_off_debt_class,
                    process_contract.process
               FROM {values $2: text} AS asked
              CROSS JOIN contract
               LEFT JOIN process_contract ON process_contract.contract = contract.id
                AND process_contract.ended IS NULL
              WHERE contract.company = $1 AND contract.account = asked.value
                AND contract.status = $3
              ORDER BY contract.id",
        )
        .bind(company)
        .bind(asked)
        .bind(ContractStatus::Active.code())
        .fetch_all()
        .await?;
    let mut by_account: BTreeMap<String, Vec<ContractCollection>> = BTreeMap::new();
    for row in contracts {
        by_account.entry(row.account).or_default().push(ContractCollection {
            id: ContractId(row.id),
            debt_class: row.write_off_debt_class,
            process: row.process,
        });
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let collection = Collection {
                held_until: row.held_until.map(|day| day.0),
                customer_class: row.class,
                deposit: Money::from_minor(row.deposit),
                contracts: by_account.remove(&row.account_id).unwrap_or_default(),
            };
            (row.account_id, collection)
        })
        .collect())
}

//! What accounts are found by: made where it is missing, and for what is added.

use sqlx::sqlite::SqlitePool;
use sqlx::{SqliteConnection, SqliteExecutor};

use crate::store::StoreError;
use crate::store::accounts::{TermRow, name_key, terms};

/// So many customers at once: a database that was made before there was a search has all of them
/// to do, once.
const CUSTOMERS_AT_ONCE: i64 = 5_000;

/// Account, customer's name and phone number.
type Findable = (String, String, String);

/// Makes what accounts are found by for the customers who have none of it yet.
pub(super) async fn make_missing(writer: &SqlitePool) -> Result<(), StoreError> {
    loop {
        let mut write = writer.begin_with("BEGIN IMMEDIATE").await?;
        let customers: Vec<(i64, String)> = sqlx::query_as(
            "SELECT id, name FROM customer WHERE name_key IS NULL ORDER BY id LIMIT ?1",
        )
        .bind(CUSTOMERS_AT_ONCE)
        .fetch_all(&mut *write)
        .await?;
        if customers.is_empty() {
            return Ok(());
        }
        let keys: Vec<(i64, String)> =
            customers.iter().map(|(id, name)| (*id, name_key(name))).collect();
        let keys = serde_json::to_string(&keys)?;
        for company in companies(&mut write).await? {
            let found: Vec<Findable> = sqlx::query_as(
                "SELECT account_id, name, phone FROM json_each(?2) AS asked
                  CROSS JOIN customer ON customer.id = asked.value ->> 0
                  JOIN account ON account.customer = customer.id
                 WHERE account.company = ?1",
            )
            .bind(company)
            .bind(&keys)
            .fetch_all(&mut *write)
            .await?;
            insert(&mut *write, company, &found).await?;
        }
        sqlx::query(
            "UPDATE customer SET name_key = made.value ->> 1 FROM json_each(?1) AS made
              WHERE customer.id = made.value ->> 0",
        )
        .bind(&keys)
        .execute(&mut *write)
        .await?;
        write.commit().await?;
    }
}

async fn companies(connection: &mut SqliteConnection) -> Result<Vec<i64>, StoreError> {
    let companies = sqlx::query_scalar("SELECT id FROM operating_company ORDER BY id");
    Ok(companies.fetch_all(connection).await?)
}

/// Makes what these accounts are found by through their customers.
pub(super) async fn make_for(
    connection: &mut SqliteConnection,
    company: i64,
    accounts: &[&str],
) -> Result<(), StoreError> {
    let found: Vec<Findable> = sqlx::query_as(
        "SELECT account_id, name, phone FROM json_each(?2) AS asked
          CROSS JOIN account ON account.company = ?1 AND account.account_id = asked.value
          JOIN customer ON customer.id = account.customer",
    )
    .bind(company)
    .bind(serde_json::to_string(accounts)?)
    .fetch_all(&mut *connection)
    .await?;
    insert(connection, company, &found).await
}

async fn insert(
    executor: impl SqliteExecutor<'_>,
    company: i64,
    found: &[Findable],
) -> Result<(), StoreError> {
    let mut rows: Vec<TermRow> =
        found.iter().flat_map(|(account, name, phone)| terms(account, name, phone)).collect();
    // In the order of the key: neighbours are written together.
    rows.sort_unstable();
    sqlx::query(
        "INSERT INTO account_term (company, kind, term, account)
         SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE true
         ON CONFLICT DO NOTHING",
    )
    .bind(company)
    .bind(serde_json::to_string(&rows)?)
    .execute(executor)
    .await?;
    Ok(())
}

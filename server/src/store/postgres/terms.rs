//! What accounts are found by: made where it is missing, and for what is added.

use sqlx::PgConnection;

use super::{PostgresStore, locks};
use crate::store::StoreError;
use crate::store::accounts::{TermRow, name_key, terms};

/// So many customers at once: a database that was made before there was a search has all of them
/// to do, once.
const CUSTOMERS_AT_ONCE: i64 = 5_000;

/// Account, customer's name and phone number.
type Findable = (String, String, String);

/// Makes what accounts are found by for the customers who have none of it yet.
pub(super) async fn make_missing(store: &PostgresStore) -> Result<(), StoreError> {
    loop {
        let mut write = store.begin_write().await?;
        // Of several servers that start together one does it.
        locks::name(&mut write, "terms", "").await?;
        let customers: Vec<(i64, String)> = sqlx::query_as(
            "SELECT id, name FROM customer WHERE name_key IS NULL ORDER BY id LIMIT $1",
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
                "SELECT account_id, name, phone FROM jsonb_array_elements($2::jsonb) AS asked (value)
                  JOIN customer ON customer.id = (asked.value ->> 0)::bigint
                  JOIN account ON account.customer = customer.id
                 WHERE account.company = $1",
            )
            .bind(company)
            .bind(&keys)
            .fetch_all(&mut *write)
            .await?;
            insert(&mut write, company, &found).await?;
        }
        sqlx::query(
            "UPDATE customer SET name_key = made.value ->> 1
               FROM jsonb_array_elements($1::jsonb) AS made (value)
              WHERE customer.id = (made.value ->> 0)::bigint",
        )
        .bind(&keys)
        .execute(&mut *write)
        .await?;
        write.commit().await?;
    }
}

async fn companies(connection: &mut PgConnection) -> Result<Vec<i64>, StoreError> {
    let companies = sqlx::query_scalar("SELECT id FROM operating_company ORDER BY id");
    Ok(companies.fetch_all(connection).await?)
}

/// Makes what these accounts are found by through their customers.
pub(super) async fn make_for(
    connection: &mut PgConnection,
    company: i64,
    accounts: &[&str],
) -> Result<(), StoreError> {
    let found: Vec<Findable> = sqlx::query_as(
        "SELECT account_id, name, phone FROM account
           JOIN customer ON customer.id = account.customer
          WHERE account.company = $1 AND account.account_id = ANY($2)",
    )
    .bind(company)
    .bind(accounts)
    .fetch_all(&mut *connection)
    .await?;
    insert(connection, company, &found).await
}

async fn insert(
    connection: &mut PgConnection,
    company: i64,
    found: &[Findable],
) -> Result<(), StoreError> {
    let mut rows: Vec<TermRow> =
        found.iter().flat_map(|(account, name, phone)| terms(account, name, phone)).collect();
    // In the order of the key: neighbours are written together.
    rows.sort_unstable();
    sqlx::query(
        "INSERT INTO account_term (company, kind, term, account)
         SELECT $1, value ->> 0, value ->> 1, value ->> 2 FROM jsonb_array_elements($2::jsonb) AS new (value)
         ON CONFLICT DO NOTHING",
    )
    .bind(company)
    .bind(serde_json::to_string(&rows)?)
    .execute(connection)
    .await?;
    Ok(())
}

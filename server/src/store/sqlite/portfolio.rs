//! Taking in a portfolio that comes from elsewhere, table by table.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;

use super::{SqliteStore, audit, terms};
use crate::store::StoreError;
use crate::store::accounts::name_key;
use crate::store::portfolio::{CompanyKeys, LastKeys, NewCompany, Portfolio, Portfolios};

#[async_trait]
impl Portfolios for SqliteStore {
    async fn is_empty(&self) -> Result<bool, StoreError> {
        let companies: i64 = sqlx::query_scalar("SELECT count(*) FROM operating_company")
            .fetch_one(&self.readers)
            .await?;
        Ok(companies == 0)
    }

    async fn add_company(&self, new: &NewCompany<'_>, now: Timestamp) -> Result<i64, StoreError> {
        let mut write = self.begin_write().await?;
        let company: i64 = sqlx::query_scalar(
            "INSERT INTO operating_company (code, name, currency, minor_digits, time_zone,
                                            early_write_off_days, default_after_days)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id",
        )
        .bind(new.code)
        .bind(new.name)
        .bind(new.currency)
        .bind(new.minor_digits)
        .bind(new.time_zone)
        .bind(new.early_write_off_days)
        .bind(new.default_after_days)
        .fetch_one(&mut *write)
        .await?;
        sqlx::query(
            "INSERT INTO fulfilment_centre (company, name)
             SELECT ?1, value FROM json_each(?2) ORDER BY key",
        )
        .bind(company)
        .bind(serde_json::to_string(new.centres)?)
        .execute(&mut *write)
        .await?;
        sqlx::query(
            "INSERT INTO product (company, name) SELECT ?1, value FROM json_each(?2) ORDER BY key",
        )
        .bind(company)
        .bind(serde_json::to_string(new.products)?)
        .execute(&mut *write)
        .await?;
        sqlx::query(
            "INSERT INTO location (company, kind, centre)
             SELECT ?1, 'fulfilment_centre', id FROM fulfilment_centre WHERE company = ?1
             UNION ALL SELECT ?1, value, NULL FROM json_each('[\"supplier\", \"customer\", \"lost\"]')",
        )
        .bind(company)
        .execute(&mut *write)
        .await?;
        audit::append(&mut write, company, new.added(now)?).await?;
        write.commit().await?;
        Ok(company)
    }

    async fn company_keys(&self, company: i64) -> Result<CompanyKeys, StoreError> {
        let mut reader = self.readers.acquire().await?;
        keys(&mut reader, company).await
    }

    async fn add_portfolio(
        &self,
        company: i64,
        part: &Portfolio,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut write = self.begin_write().await?;
        let mut to = Target { connection: &mut write, company };
        let customers: Vec<_> =
            part.customers.iter().map(|customer| (customer, name_key(&customer.1))).collect();
        to.insert(CUSTOMERS, &customers).await?;
        to.insert(ACCOUNTS, &part.accounts).await?;
        to.insert(CONTRACTS, &part.contracts).await?;
        to.insert(HELD, &part.held).await?;
        to.insert(ACTIONS, &part.actions).await?;
        to.insert(ATTEMPTS, &part.attempts).await?;
        to.insert(REPOSSESSIONS, &part.repossessions).await?;
        to.insert(LINES, &part.lines).await?;
        to.insert(MOVES, &part.moves).await?;
        to.insert(UNITS, &part.control_units).await?;
        to.insert(UNIT_TERMS, &part.control_units).await?;
        to.insert(PAYMENTS, &part.payments).await?;
        to.insert(VALUES, &part.values).await?;
        let accounts: Vec<&str> = part.accounts.iter().map(|row| row.0.as_str()).collect();
        terms::make_for(&mut write, company, &accounts).await?;
        audit::append(&mut write, company, part.taken_in(now)?).await?;
        write.commit().await?;
        self.checkpointer.wake();
        Ok(())
    }

    async fn count_stock(
        &self,
        company: i64,
        last: &Portfolio,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut write = self.begin_write().await?;
        Target { connection: &mut write, company }.insert(MOVES, &last.moves).await?;
        sqlx::query(
            "INSERT INTO stock (location, product, quantity)
             SELECT location.id, moved.product, sum(moved.quantity)
               FROM (SELECT to_location AS location, product, quantity
                       FROM stock_move WHERE company = ?1
                     UNION ALL
                     SELECT from_location, product, -quantity
                       FROM stock_move WHERE company = ?1) AS moved
               JOIN location ON location.id = moved.location
                AND location.kind IN ('fulfilment_centre', 'lost')
              GROUP BY location.id, moved.product",
        )
        .bind(company)
        .execute(&mut *write)
        .await?;
        audit::append(&mut write, company, last.taken_in(now)?).await?;
        write.commit().await?;
        Ok(())
    }
}

const CUSTOMERS: &str = "INSERT INTO customer (id, company, name, class, phone, name_key)
    SELECT value ->> '$[0][0]', ?1, value ->> '$[0][1]', value ->> '$[0][2]', value ->> '$[0][3]',
           value ->> 1
      FROM json_each(?2)";

const UNITS: &str = "INSERT INTO control_unit (contract, cu_number)
    SELECT value ->> 0, value ->> 2 FROM json_each(?2) WHERE ?1 IS NOT NULL";

const UNIT_TERMS: &str = "INSERT INTO account_term (company, kind, term, account)
    SELECT ?1, 'cu_number', value ->> 2, value ->> 1 FROM json_each(?2) WHERE true
     ON CONFLICT DO NOTHING";

const PAYMENTS: &str = "INSERT INTO payment (company, account, paid_on, amount, channel, reference)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
      FROM json_each(?2)";

const VALUES: &str = "INSERT INTO product_value (product, product_condition, amount)
    SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE ?1 IS NOT NULL";

const ACCOUNTS: &str =
    "INSERT INTO opened_account (company, account_id, customer, centre, state, paid_until,
        defaulted_on)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
      FROM json_each(?2)";

const CONTRACTS: &str =
    "INSERT INTO signed_contract (id, company, account, status, write_off_debt_class,
        signed_on, price, paid, principal_balance, fees_balance, tax_balance)
    SELECT value ->> 0, ?1, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
           value ->> 6, value ->> 7, value ->> 8, value ->> 9
      FROM json_each(?2)";

const HELD: &str = "INSERT INTO delivered_product (contract, product, quantity)
    SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2)";

const ACTIONS: &str =
    "INSERT INTO given_action (id, company, account, type, status, defaulted_on, created_at, done_at)
    SELECT value ->> 0, ?1, value ->> 1, 'repossession', value ->> 2, value ->> 3, value ->> 4,
           value ->> 5
      FROM json_each(?2)";

const ATTEMPTS: &str = "INSERT INTO failed_attempt (company, account, pending_action, attempted_on,
        reason, promised_on, recorded_by, recorded_at)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
           value ->> 6
      FROM json_each(?2)";

const REPOSSESSIONS: &str = "INSERT INTO repossession (id, company, account, repossessed_on,
        completed_by, cu_number, product_condition, pending_action, recorded_at, recorded_by)
    SELECT value ->> 0, ?1, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
           value ->> 6, value ->> 7, value ->> 3
      FROM json_each(?2)";

const LINES: &str =
    "INSERT INTO repossession_line (repossession, contract, product, held, returned)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?2)";

const MOVES: &str =
    "INSERT INTO stock_move (company, from_location, to_location, contract, product,
        quantity, repossession, moved_on)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
           value ->> 6
      FROM json_each(?2)";

/// Where rows go: a company, within a transaction.
struct Target<'a> {
    connection: &'a mut SqliteConnection,
    company: i64,
}

impl Target<'_> {
    async fn insert<T: Serialize>(
        &mut self,
        statement: &'static str,
        rows: &[T],
    ) -> Result<(), StoreError> {
        sqlx::query(statement)
            .bind(self.company)
            .bind(serde_json::to_string(rows)?)
            .execute(&mut *self.connection)
            .await?;
        Ok(())
    }
}

async fn keys(connection: &mut SqliteConnection, company: i64) -> Result<CompanyKeys, StoreError> {
    let centres = sqlx::query_as(
        "SELECT centre, id FROM location
          WHERE company = ?1 AND centre IS NOT NULL ORDER BY centre",
    )
    .bind(company)
    .fetch_all(&mut *connection)
    .await?;
    let products = sqlx::query_scalar("SELECT id FROM product WHERE company = ?1 ORDER BY id")
        .bind(company)
        .fetch_all(&mut *connection)
        .await?;
    let (supplier, customer, lost) = sqlx::query_as(
        "SELECT max(id) FILTER (WHERE kind = 'supplier'),
                max(id) FILTER (WHERE kind = 'customer'), max(id) FILTER (WHERE kind = 'lost')
           FROM location WHERE company = ?1",
    )
    .bind(company)
    .fetch_one(&mut *connection)
    .await?;
    let highest: LastKeys = sqlx::query_as(
        "SELECT (SELECT coalesce(max(id), 0) FROM customer) AS customer,
                (SELECT coalesce(max(id), 0) FROM signed_contract) AS contract,
                (SELECT coalesce(max(id), 0) FROM given_action) AS action,
                (SELECT coalesce(max(id), 0) FROM repossession) AS repossession",
    )
    .fetch_one(connection)
    .await?;
    Ok(CompanyKeys { centres, products, supplier, customer, lost, last: highest })
}

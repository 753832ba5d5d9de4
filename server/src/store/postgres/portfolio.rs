//! Taking in a portfolio that comes from elsewhere, table by table.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::Serialize;
use sqlx::PgConnection;

use super::{PostgresStore, audit, terms};
use crate::store::StoreError;
use crate::store::accounts::name_key;
use crate::store::portfolio::{CompanyKeys, LastKeys, NewCompany, Portfolio, Portfolios};

#[async_trait]
impl Portfolios for PostgresStore {
    async fn is_empty(&self) -> Result<bool, StoreError> {
        let mut connection = self.connections.acquire().await?;
        let companies: i64 = sqlx::query_scalar("SELECT count(*) FROM operating_company")
            .fetch_one(&mut *connection)
            .await?;
        Ok(companies == 0)
    }

    async fn add_company(&self, new: &NewCompany<'_>, now: Timestamp) -> Result<i64, StoreError> {
        let mut write = self.begin_write().await?;
        let company: i64 = sqlx::query_scalar(
            "INSERT INTO operating_company (code, name, currency, minor_digits, time_zone,
                                            early_write_off_days, default_after_days)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .bind(new.code)
        .bind(new.name)
        .bind(new.currency)
        .bind(i16::from(new.minor_digits))
        .bind(new.time_zone)
        .bind(i32::try_from(new.early_write_off_days)?)
        .bind(i32::try_from(new.default_after_days)?)
        .fetch_one(&mut *write)
        .await?;
        sqlx::query(
            "INSERT INTO fulfilment_centre (company, name)
             SELECT $1, name FROM unnest($2) WITH ORDINALITY AS new (name, place) ORDER BY place",
        )
        .bind(company)
        .bind(new.centres)
        .execute(&mut *write)
        .await?;
        sqlx::query(
            "INSERT INTO product (company, name)
             SELECT $1, name FROM unnest($2) WITH ORDINALITY AS new (name, place) ORDER BY place",
        )
        .bind(company)
        .bind(new.products)
        .execute(&mut *write)
        .await?;
        sqlx::query(
            "INSERT INTO location (company, kind, centre)
             SELECT $1, 'fulfilment_centre', id FROM fulfilment_centre WHERE company = $1
             UNION ALL
             SELECT $1, kind, NULL FROM unnest(ARRAY['supplier', 'customer', 'lost']) AS new (kind)",
        )
        .bind(company)
        .execute(&mut *write)
        .await?;
        audit::append(&mut write, company, new.added(now)?).await?;
        write.commit().await?;
        Ok(company)
    }

    async fn company_keys(&self, company: i64) -> Result<CompanyKeys, StoreError> {
        let mut connection = self.connections.acquire().await?;
        keys(&mut connection, company).await
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
        // Numbers came with the rows: what is drawn from now on follows on them.
        sqlx::query(FOLLOW_ON).execute(&mut *write).await?;
        audit::append(&mut write, company, part.taken_in(now)?).await?;
        write.commit().await?;
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
                       FROM stock_move WHERE company = $1
                     UNION ALL
                     SELECT from_location, product, -quantity
                       FROM stock_move WHERE company = $1) AS moved
               JOIN location ON location.id = moved.location
                AND location.kind IN ('fulfilment_centre', 'lost')
              GROUP BY location.id, moved.product",
        )
        .bind(company)
        .execute(&mut *write)
        .await?;
        audit::append(&mut write, company, last.taken_in(now)?).await?;
        write.commit().await?;
        self.gather_statistics().await
    }
}

impl PostgresStore {
    /// The database's own look at its tables comes a minute later, and until then whoever reads may
    /// wait for a plan that was made for empty ones. Only their owner may ask for it: whoever else
    /// has filled them is not told so, and waits that minute.
    async fn gather_statistics(&self) -> Result<(), StoreError> {
        let mut write = self.begin_write().await?;
        for statement in ["SET LOCAL ROLE NONE", "SET LOCAL statement_timeout = 0", "ANALYZE"] {
            sqlx::query(statement).execute(&mut *write).await?;
        }
        write.commit().await?;
        Ok(())
    }
}

const CUSTOMERS: &str = "INSERT INTO customer (id, company, name, class, phone, name_key)
    SELECT (value -> 0 ->> 0)::bigint, $1, value -> 0 ->> 1, value -> 0 ->> 2, value -> 0 ->> 3,
           value ->> 1
      FROM jsonb_array_elements($2::jsonb) AS new (value)";

const UNITS: &str = "INSERT INTO control_unit (contract, cu_number)
    SELECT (value ->> 0)::bigint, value ->> 2
      FROM jsonb_array_elements($2::jsonb) AS new (value) WHERE $1::bigint IS NOT NULL";

const UNIT_TERMS: &str = "INSERT INTO account_term (company, kind, term, account)
    SELECT $1, 'cu_number', value ->> 2, value ->> 1
      FROM jsonb_array_elements($2::jsonb) AS new (value)
     ON CONFLICT DO NOTHING";

const PAYMENTS: &str = "INSERT INTO payment (company, account, paid_on, amount, channel, reference)
    SELECT $1, value ->> 0, (value ->> 1)::date, (value ->> 2)::bigint, value ->> 3, value ->> 4
      FROM jsonb_array_elements($2::jsonb) AS new (value)";

const VALUES: &str = "INSERT INTO product_value (product, product_condition, amount)
    SELECT (value ->> 0)::bigint, value ->> 1, (value ->> 2)::bigint
      FROM jsonb_array_elements($2::jsonb) AS new (value) WHERE $1::bigint IS NOT NULL";

const ACCOUNTS: &str =
    "INSERT INTO account (company, account_id, customer, centre, state, paid_until, defaulted_on)
    SELECT $1, value ->> 0, (value ->> 1)::bigint, (value ->> 2)::bigint, value ->> 3,
           (value ->> 4)::date, (value ->> 5)::date
      FROM jsonb_array_elements($2::jsonb) AS new (value)";

const CONTRACTS: &str = "INSERT INTO contract (id, company, account, status, write_off_debt_class,
        signed_on, price, paid, principal_balance, fees_balance, tax_balance)
    SELECT (value ->> 0)::bigint, $1, value ->> 1, value ->> 2, value ->> 3, (value ->> 4)::date,
           (value ->> 5)::bigint, (value ->> 6)::bigint, (value ->> 7)::bigint,
           (value ->> 8)::bigint, (value ->> 9)::bigint
      FROM jsonb_array_elements($2::jsonb) AS new (value)";

const HELD: &str = "INSERT INTO held_product (contract, product, quantity)
    SELECT (value ->> 0)::bigint, (value ->> 1)::bigint, (value ->> 2)::int
      FROM jsonb_array_elements($2::jsonb) AS new (value) WHERE $1::bigint IS NOT NULL";

const ACTIONS: &str =
    "INSERT INTO pending_action (id, company, account, type, status, defaulted_on, created_at, done_at)
    SELECT (value ->> 0)::bigint, $1, value ->> 1, 'repossession', value ->> 2,
           (value ->> 3)::date, (value ->> 4)::timestamptz, (value ->> 5)::timestamptz
      FROM jsonb_array_elements($2::jsonb) AS new (value)";

const ATTEMPTS: &str = "INSERT INTO failed_attempt (company, account, pending_action, attempted_on,
        reason, promised_on, recorded_by, recorded_at)
    SELECT $1, value ->> 0, (value ->> 1)::bigint, (value ->> 2)::date, value ->> 3,
           (value ->> 4)::date, (value ->> 5)::bigint, (value ->> 6)::timestamptz
      FROM jsonb_array_elements($2::jsonb) AS new (value)";

const REPOSSESSIONS: &str = "INSERT INTO repossession (id, company, account, repossessed_on,
        completed_by, cu_number, product_condition, pending_action, recorded_at, recorded_by)
    SELECT (value ->> 0)::bigint, $1, value ->> 1, (value ->> 2)::date, (value ->> 3)::bigint,
           value ->> 4, value ->> 5, (value ->> 6)::bigint, (value ->> 7)::timestamptz,
           (value ->> 3)::bigint
      FROM jsonb_array_elements($2::jsonb) AS new (value)";

const LINES: &str =
    "INSERT INTO repossession_line (repossession, contract, product, held, returned)
    SELECT (value ->> 0)::bigint, (value ->> 1)::bigint, (value ->> 2)::bigint,
           (value ->> 3)::int, (value ->> 4)::int
      FROM jsonb_array_elements($2::jsonb) AS new (value) WHERE $1::bigint IS NOT NULL";

const MOVES: &str =
    "INSERT INTO stock_move (company, from_location, to_location, contract, product,
        quantity, repossession, moved_on)
    SELECT $1, (value ->> 0)::bigint, (value ->> 1)::bigint, (value ->> 2)::bigint,
           (value ->> 3)::bigint, (value ->> 4)::int, (value ->> 5)::bigint, (value ->> 6)::date
      FROM jsonb_array_elements($2::jsonb) AS new (value)";

const FOLLOW_ON: &str = "
    SELECT setval('customer_id_seq', max(id)) FROM customer
     UNION ALL SELECT setval('contract_id_seq', max(id)) FROM contract
     UNION ALL SELECT setval('pending_action_id_seq', max(id)) FROM pending_action
     UNION ALL SELECT setval('repossession_id_seq', max(id)) FROM repossession";

/// Where rows go: a company, within a transaction.
struct Target<'a> {
    connection: &'a mut PgConnection,
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

async fn keys(connection: &mut PgConnection, company: i64) -> Result<CompanyKeys, StoreError> {
    let centres = sqlx::query_as(
        "SELECT centre, id FROM location
          WHERE company = $1 AND centre IS NOT NULL ORDER BY centre",
    )
    .bind(company)
    .fetch_all(&mut *connection)
    .await?;
    let products = sqlx::query_scalar("SELECT id FROM product WHERE company = $1 ORDER BY id")
        .bind(company)
        .fetch_all(&mut *connection)
        .await?;
    let (supplier, customer, lost) = sqlx::query_as(
        "SELECT max(id) FILTER (WHERE kind = 'supplier'),
                max(id) FILTER (WHERE kind = 'customer'), max(id) FILTER (WHERE kind = 'lost')
           FROM location WHERE company = $1",
    )
    .bind(company)
    .fetch_one(&mut *connection)
    .await?;
    let highest: LastKeys = sqlx::query_as(
        "SELECT (SELECT coalesce(max(id), 0) FROM customer) AS customer,
                (SELECT coalesce(max(id), 0) FROM contract) AS contract,
                (SELECT coalesce(max(id), 0) FROM pending_action) AS action,
                (SELECT coalesce(max(id), 0) FROM repossession) AS repossession",
    )
    .fetch_one(connection)
    .await?;
    Ok(CompanyKeys { centres, products, supplier, customer, lost, last: highest })
}

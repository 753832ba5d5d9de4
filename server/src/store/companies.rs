//! Adding an operating company.

use domain::payments::Channel;
use serde::Serialize;

use super::StoreError;
use super::db::{Connection, Rows};
use super::portfolio::{self, LedgerAccountRow, NewCompany};
use super::portfolio_money::LEDGER_ACCOUNTS;

#[derive(Serialize)]
struct NamedRow<'a> {
    place: i64,
    name: &'a str,
}

/// Inserts a company with its centres, products and locations; says its number.
pub(super) async fn insert(
    connection: &mut Connection,
    new: &NewCompany<'_>,
) -> Result<i64, StoreError> {
    let company: i64 = connection
        .query(
            "INSERT INTO operating_company (code, name, currency, minor_digits, time_zone,
                                            early_write_off_days, default_after_days,
                                            allocation_order, late_days_forgiven,
                                            daily_run_hour)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        )
        .bind(new.code)
        .bind(new.name)
        .bind(new.currency)
        .bind(i64::from(new.minor_digits))
        .bind(new.time_zone)
        .bind(i64::from(new.early_write_off_days))
        .bind(i64::from(new.default_after_days))
        .bind(new.allocation_order.to_string())
        .bind(new.late_days_forgiven)
        .bind(i64::from(new.daily_run_hour))
        .fetch_value()
        .await?;
    for (statement, names) in [
        (
            "INSERT INTO fulfilment_centre (company, name)
          SELECT $1, name FROM {rows $2: place int, name text} AS new ORDER BY place",
            new.centres,
        ),
        (
            "INSERT INTO product (company, name)
          SELECT $1, name FROM {rows $2: place int, name text} AS new ORDER BY place",
            new.products,
        ),
    ] {
        let named: Vec<NamedRow<'_>> =
            (0..).zip(names).map(|(place, name)| NamedRow { place, name }).collect();
        portfolio::insert(connection, company, statement, &named).await?;
    }
    let channels = Channel::ALL.map(Channel::code);
    connection
        .query(
            "INSERT INTO payment_channel (company, channel)
             SELECT $1, value FROM {values $2: text} AS new",
        )
        .bind(company)
        .bind(&Rows::new(&channels)?)
        .execute()
        .await?;
    let chart: Vec<LedgerAccountRow<'_>> = new
        .ledger_accounts
        .iter()
        .map(|(role, code, name)| LedgerAccountRow { role: role.code(), code, name })
        .collect();
    portfolio::insert(connection, company, LEDGER_ACCOUNTS, &chart).await?;
    connection
        .query(
            "INSERT INTO location (company, kind, centre)
             SELECT $1, 'fulfilment_centre', id FROM fulfilment_centre WHERE company = $1
             UNION ALL SELECT $1, 'supplier', NULL
             UNION ALL SELECT $1, 'customer', NULL
             UNION ALL SELECT $1, 'lost', NULL",
        )
        .bind(company)
        .execute()
        .await?;
    Ok(company)
}

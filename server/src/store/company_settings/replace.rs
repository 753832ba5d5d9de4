//! A company's settings, written: what is different, list by list.

use std::collections::BTreeSet;

use domain::api::{CompanySettings, LedgerAccountSetting};
use serde::Serialize;

use super::holidays;
use crate::identity::CompanyId;
use crate::store::db::{Connection, Rows};
use crate::store::{StoreError, exactly};

/// The columns of [`NamedRow`].
const NAMED: &str = "company int, id int, name text";

#[derive(Clone, Copy, Serialize)]
struct NamedRow<'a> {
    company: i64,
    /// The number, or where a new one stands.
    id: i64,
    name: &'a str,
}

#[derive(Serialize)]
struct ValueRow<'a> {
    product: &'a str,
    product_condition: &'static str,
    amount: i64,
}

#[derive(Serialize)]
struct LedgerAccountRow<'a> {
    company: i64,
    role: &'static str,
    code: &'a str,
    name: &'a str,
}

/// Makes of what was there what is wanted. `minor_digits` are those of another currency.
pub(super) async fn replace(
    connection: &mut Connection,
    company: CompanyId,
    (before, wanted): (&CompanySettings, &CompanySettings),
    minor_digits: Option<u8>,
) -> Result<(), StoreError> {
    put_company(connection, company, wanted, minor_digits).await?;
    if wanted.channels != before.channels {
        put_channels(connection, company, wanted).await?;
    }
    if wanted.centres != before.centres {
        let named = (centres(before), centres(wanted));
        put_named(connection, company, "fulfilment_centre", (&named.0, &named.1)).await?;
        put_locations(connection, company).await?;
    }
    if wanted.products != before.products {
        let named = (products(before), products(wanted));
        put_named(connection, company, "product", (&named.0, &named.1)).await?;
        put_values(connection, company, wanted).await?;
    }
    if wanted.chart != before.chart {
        put_chart(connection, company, (before, wanted)).await?;
    }
    if wanted.holidays != before.holidays {
        holidays::replace(connection, company, &wanted.holidays).await?;
    }
    Ok(())
}

fn centres(settings: &CompanySettings) -> Vec<Named<'_>> {
    settings.centres.iter().map(|one| (one.id, one.name.as_str())).collect()
}

fn products(settings: &CompanySettings) -> Vec<Named<'_>> {
    settings.products.iter().map(|one| (one.id, one.name.as_str())).collect()
}

async fn put_company(
    connection: &mut Connection,
    company: CompanyId,
    wanted: &CompanySettings,
    minor_digits: Option<u8>,
) -> Result<(), StoreError> {
    let updated = connection
        .query(
            "UPDATE operating_company
                SET name = $2, code = $3, currency = $4, time_zone = $5, default_after_days = $6,
                    early_write_off_days = $7, late_days_forgiven = $8, daily_run_hour = $9,
                    allocation_order = $10, minor_digits = coalesce($11, minor_digits)
              WHERE id = $1",
        )
        .bind(company)
        .bind(wanted.name.as_str())
        .bind(wanted.code.as_str())
        .bind(wanted.currency.as_str())
        .bind(wanted.time_zone.as_str())
        .bind(i64::from(wanted.default_after_days))
        .bind(i64::from(wanted.early_write_off_days))
        .bind(wanted.late_days_forgiven)
        .bind(i64::from(wanted.daily_run_hour))
        .bind(wanted.allocation_order.to_string())
        .bind(minor_digits.map(i64::from))
        .execute()
        .await?;
    exactly("companies", 1, updated)
}

async fn put_channels(
    connection: &mut Connection,
    company: CompanyId,
    wanted: &CompanySettings,
) -> Result<(), StoreError> {
    connection
        .query("DELETE FROM payment_channel WHERE company = $1")
        .bind(company)
        .execute()
        .await?;
    let channels: Vec<&str> = wanted.channels.iter().map(|channel| channel.code()).collect();
    connection
        .query(
            "INSERT INTO payment_channel (company, channel)
             SELECT $1, value FROM {values $2: text} AS new",
        )
        .bind(company)
        .bind(&Rows::new(&channels)?)
        .execute()
        .await?;
    Ok(())
}

/// A centre or a product: its number, unless it is new, and its name.
type Named<'a> = (Option<i64>, &'a str);

/// Renames what is called otherwise, and adds what is new, in its order.
async fn put_named(
    connection: &mut Connection,
    company: CompanyId,
    table: &'static str,
    (before, wanted): (&[Named<'_>], &[Named<'_>]),
) -> Result<(), StoreError> {
    let before: BTreeSet<&Named<'_>> = before.iter().collect();
    let (mut renamed, mut new) = (Vec::new(), Vec::new());
    for (place, named) in (0..).zip(wanted) {
        match *named {
            (Some(id), name) if !before.contains(named) => {
                renamed.push(NamedRow { company: company.0, id, name });
            }
            (Some(_), _) => (),
            (None, name) => new.push(NamedRow { company: company.0, id: place, name }),
        }
    }
    let blanks: Vec<String> = (1..=renamed.len()).map(free).collect();
    let freed: Vec<NamedRow<'_>> =
        std::iter::zip(&renamed, &blanks).map(|(row, name)| NamedRow { name, ..*row }).collect();
    for rows in [freed, renamed] {
        rename(connection, table, &rows).await?;
    }
    let mut insert = connection.query("INSERT INTO ");
    insert.push(table).push(" (company, name) SELECT company, name FROM ");
    insert.push_rows(&Rows::new(&new)?, NAMED).push(" AS new ORDER BY id");
    insert.execute().await?;
    Ok(())
}

/// A name that nothing has: so many blanks. What is renamed has one for a moment, because names may have been
/// exchanged, and at no moment two may have the same.
fn free(number: usize) -> String {
    " ".repeat(number)
}

async fn rename(
    connection: &mut Connection,
    table: &'static str,
    rows: &[NamedRow<'_>],
) -> Result<(), StoreError> {
    let mut update = connection.query("UPDATE ");
    update.push(table).push(" SET name = wanted.name FROM ");
    update.push_rows(&Rows::new(rows)?, NAMED);
    for column in ["id", "company"] {
        let and = if column == "id" { " AS wanted WHERE " } else { " AND " };
        update.push(and).push(table).push(".").push(column).push(" = wanted.").push(column);
    }
    let updated = update.execute().await?;
    exactly(table, rows.len(), updated)
}

/// A new centre is a place for stock.
async fn put_locations(connection: &mut Connection, company: CompanyId) -> Result<(), StoreError> {
    connection
        .query(
            "INSERT INTO location (company, kind, centre)
             SELECT company, 'fulfilment_centre', id FROM fulfilment_centre
              WHERE company = $1 AND NOT EXISTS (
                    SELECT 1 FROM location WHERE location.centre = fulfilment_centre.id)
              ORDER BY id",
        )
        .bind(company)
        .execute()
        .await?;
    Ok(())
}

async fn put_values(
    connection: &mut Connection,
    company: CompanyId,
    wanted: &CompanySettings,
) -> Result<(), StoreError> {
    connection
        .query(
            "DELETE FROM product_value
              WHERE product IN (SELECT id FROM product WHERE company = $1)",
        )
        .bind(company)
        .execute()
        .await?;
    let values: Vec<ValueRow<'_>> = wanted
        .products
        .iter()
        .flat_map(|product| {
            product.values.iter().map(|one| ValueRow {
                product: &product.name,
                product_condition: one.condition.code(),
                amount: one.value.minor(),
            })
        })
        .collect();
    let inserted = connection
        .query(
            "INSERT INTO product_value (product, product_condition, amount)
             SELECT product.id, new.product_condition, new.amount
               FROM {rows $2: product text, product_condition text, amount int} AS new
              CROSS JOIN product
              WHERE product.company = $1 AND product.name = new.product",
        )
        .bind(company)
        .bind(&Rows::new(&values)?)
        .execute()
        .await?;
    exactly("values of products", values.len(), inserted)
}

async fn put_chart(
    connection: &mut Connection,
    company: CompanyId,
    (before, wanted): (&CompanySettings, &CompanySettings),
) -> Result<(), StoreError> {
    let changed: Vec<&LedgerAccountSetting> =
        wanted.chart.iter().filter(|one| !before.chart.contains(one)).collect();
    let blanks: Vec<String> = (1..=changed.len()).map(free).collect();
    let freed = std::iter::zip(&changed, &blanks).map(|(one, code)| (*one, code.as_str()));
    let codes = changed.iter().map(|one| (*one, one.code.as_str()));
    for rows in [freed.collect::<Vec<_>>(), codes.collect()] {
        let rows: Vec<LedgerAccountRow<'_>> = rows
            .into_iter()
            .map(|(one, code)| LedgerAccountRow {
                company: company.0,
                role: one.role.code(),
                code,
                name: &one.name,
            })
            .collect();
        let updated = connection
            .query(
                "UPDATE ledger_account SET code = new.code, name = new.name
                   FROM {rows $1: company int, role text, code text, name text} AS new
                  WHERE ledger_account.company = new.company AND ledger_account.role = new.role",
            )
            .bind(&Rows::new(&rows)?)
            .execute()
            .await?;
        exactly("ledger accounts", rows.len(), updated)?;
    }
    Ok(())
}

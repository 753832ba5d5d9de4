//! Fulfilment centres and products.

use std::collections::BTreeMap;

use domain::import::effects::ProductEffect;
use serde::Serialize;

use crate::identity::CompanyId;
use crate::store::db::{Connection, Rows};
use crate::store::{StoreError, exactly, stored};

/// Adds centres, each with its location of stock.
pub(super) async fn centres(
    connection: &mut Connection,
    company: CompanyId,
    names: &[String],
) -> Result<(), StoreError> {
    if names.is_empty() {
        return Ok(());
    }
    let rows = Rows::new(names)?;
    let inserted = connection
        .query(
            "INSERT INTO fulfilment_centre (company, name)
             SELECT $1, value FROM {values $2: text} AS new",
        )
        .bind(company)
        .bind(&rows)
        .execute()
        .await?;
    exactly("centres", names.len(), inserted)?;
    let inserted = connection
        .query(
            "INSERT INTO location (company, kind, centre)
             SELECT $1, 'fulfilment_centre', fulfilment_centre.id
               FROM {values $2: text} AS new
              CROSS JOIN fulfilment_centre
              WHERE fulfilment_centre.company = $1 AND fulfilment_centre.name = new.value",
        )
        .bind(company)
        .bind(&rows)
        .execute()
        .await?;
    exactly("locations of centres", names.len(), inserted)
}

/// The numbers of the company's centres, by name.
pub(super) async fn centre_numbers(
    connection: &mut Connection,
    company: CompanyId,
) -> Result<BTreeMap<String, i64>, StoreError> {
    let rows: Vec<(String, i64)> = connection
        .query("SELECT name, id FROM fulfilment_centre WHERE company = $1")
        .bind(company)
        .fetch_all()
        .await?;
    Ok(rows.into_iter().collect())
}

#[derive(Serialize)]
struct ValueRow {
    product: i64,
    condition: &'static str,
    amount: i64,
}

/// Adds products, and says what they are worth; gives the numbers of all of them by name.
pub(super) async fn products(
    connection: &mut Connection,
    company: CompanyId,
    products: &[ProductEffect],
) -> Result<BTreeMap<String, i64>, StoreError> {
    let new: Vec<&str> =
        products.iter().filter(|one| one.created).map(|one| one.name.as_str()).collect();
    if !new.is_empty() {
        let inserted = connection
            .query(
                "INSERT INTO product (company, name)
                 SELECT $1, value FROM {values $2: text} AS new",
            )
            .bind(company)
            .bind(&Rows::new(&new)?)
            .execute()
            .await?;
        exactly("products", new.len(), inserted)?;
    }
    let rows: Vec<(String, i64)> = connection
        .query("SELECT name, id FROM product WHERE company = $1")
        .bind(company)
        .fetch_all()
        .await?;
    let numbers: BTreeMap<String, i64> = rows.into_iter().collect();
    let mut values = Vec::new();
    for one in products {
        let product = number_of(&numbers, "product", &one.name)?;
        values.extend(one.values.iter().map(|(condition, amount)| ValueRow {
            product,
            condition: condition.code(),
            amount: amount.minor(),
        }));
    }
    if !values.is_empty() {
        let written = connection
            .query(
                "INSERT INTO product_value (product, product_condition, amount)
                 SELECT product, condition, amount
                   FROM {rows $1: product int, condition text, amount int} AS new WHERE true
                 ON CONFLICT (product, product_condition) DO UPDATE SET amount = excluded.amount",
            )
            .bind(&Rows::new(&values)?)
            .execute()
            .await?;
        exactly("values of products", values.len(), written)?;
    }
    Ok(numbers)
}

/// The number of something by its name, which the decision says is there.
pub(super) fn number_of<T: Copy>(
    numbers: &BTreeMap<String, T>,
    what: &str,
    name: &str,
) -> Result<T, StoreError> {
    numbers.get(name).copied().ok_or_else(|| stored::unreadable(what, name))
}

//! What customers hold under contracts: it comes from the supplier, and goes back there.

use std::collections::BTreeMap;

use domain::import::Effects;
use domain::import::effects::UnitMove;
use serde::Serialize;

use super::Applying;
use super::base::number_of;
use super::contracts::ContractKeys;
use crate::store::db::{Connection, Day, Rows};
use crate::store::import::rows::ROWS_AT_ONCE;
use crate::store::{StoreError, exactly};

#[derive(Serialize)]
struct MoveRow {
    contract: i64,
    product: i64,
    before: u32,
    after: u32,
}

/// Moves products, and notes serials.
pub(super) async fn apply(
    connection: &mut Connection,
    applying: &Applying,
    effects: &Effects,
    products: &BTreeMap<String, i64>,
    contracts: &ContractKeys,
    import: i64,
) -> Result<(), StoreError> {
    for part in effects.moves.chunks(ROWS_AT_ONCE) {
        let rows = part
            .iter()
            .map(|UnitMove { contract, product, before, after }| {
                Ok(MoveRow {
                    contract: number_of(contracts, "contract", contract)?,
                    product: number_of(products, "product", product)?,
                    before: *before,
                    after: *after,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        insert_moves(connection, applying, &rows, import).await?;
        hold(connection, &rows).await?;
    }
    note_serials(connection, applying, effects, products, contracts).await
}

async fn insert_moves(
    connection: &mut Connection,
    applying: &Applying,
    rows: &[MoveRow],
    import: i64,
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO stock_move (company, from_location, to_location, contract, product, quantity,
                                     import, moved_on)
             SELECT $1,
                    CASE WHEN new.after > new.before THEN supplier.id ELSE customers.id END,
                    CASE WHEN new.after > new.before THEN customers.id ELSE supplier.id END,
                    new.contract, new.product, abs(new.after - new.before), $2, $3
               FROM {rows $4: contract int, product int, before int, after int} AS new
               JOIN location AS supplier ON supplier.company = $1 AND supplier.kind = 'supplier'
               JOIN location AS customers ON customers.company = $1 AND customers.kind = 'customer'",
        )
        .bind(applying.company)
        .bind(import)
        .bind(Day(applying.today))
        .bind(&Rows::new(rows)?)
        .execute()
        .await?;
    exactly("stock moves", rows.len(), inserted)
}

/// What is held after the moves.
async fn hold(connection: &mut Connection, rows: &[MoveRow]) -> Result<(), StoreError> {
    let all = Rows::new(rows)?;
    let count = |some: fn(&MoveRow) -> bool| rows.iter().filter(|row| some(row)).count();
    for (what, text, count) in [
        (
            "products no longer held",
            "DELETE FROM held_product WHERE (contract, product, quantity) IN (
                 SELECT contract, product, before
                   FROM {rows $1: contract int, product int, before int, after int} AS new
                  WHERE after = 0)",
            count(|row| row.after == 0),
        ),
        (
            "products held",
            "UPDATE held_product SET quantity = new.after
               FROM {rows $1: contract int, product int, before int, after int} AS new
              WHERE held_product.contract = new.contract AND held_product.product = new.product
                AND held_product.quantity = new.before AND new.before > 0 AND new.after > 0",
            count(|row| row.before > 0 && row.after > 0),
        ),
        (
            "products handed over",
            "INSERT INTO held_product (contract, product, quantity)
             SELECT contract, product, after
               FROM {rows $1: contract int, product int, before int, after int} AS new
              WHERE before = 0",
            count(|row| row.before == 0),
        ),
    ] {
        if count > 0 {
            let changed = connection.query(text).bind(&all).execute().await?;
            exactly(what, count, changed)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct SerialRow<'a> {
    contract: i64,
    product: i64,
    cu_number: &'a str,
}

/// Notes serials, or no longer, and has accounts found by them.
async fn note_serials(
    connection: &mut Connection,
    applying: &Applying,
    effects: &Effects,
    products: &BTreeMap<String, i64>,
    contracts: &ContractKeys,
) -> Result<(), StoreError> {
    let (mut noted, mut removed) = (Vec::new(), Vec::new());
    for one in &effects.units {
        let row = SerialRow {
            contract: number_of(contracts, "contract", &one.contract)?,
            product: number_of(products, "product", &one.product)?,
            cu_number: one.cu_number.as_str(),
        };
        if one.noted { &mut noted } else { &mut removed }.push(row);
    }
    for part in removed.chunks(ROWS_AT_ONCE) {
        remove_serials(connection, applying, part).await?;
    }
    for part in noted.chunks(ROWS_AT_ONCE) {
        add_serials(connection, applying, part).await?;
    }
    Ok(())
}

async fn remove_serials(
    connection: &mut Connection,
    applying: &Applying,
    rows: &[SerialRow<'_>],
) -> Result<(), StoreError> {
    let all = Rows::new(rows)?;
    let removed = connection
        .query(
            "DELETE FROM control_unit WHERE (contract, cu_number) IN (
                 SELECT contract, cu_number
                   FROM {rows $1: contract int, cu_number text} AS old)",
        )
        .bind(&all)
        .execute()
        .await?;
    exactly("serials no longer noted", rows.len(), removed)?;
    // Another contract of the account may have the same serial.
    connection
        .query(
            "DELETE FROM account_term
              WHERE company = $1 AND kind = 'cu_number' AND (term, account) IN (
                    SELECT old.cu_number, contract.account
                      FROM {rows $2: contract int, cu_number text} AS old
                     CROSS JOIN contract
                     WHERE contract.id = old.contract
                       AND NOT EXISTS (
                           SELECT 1 FROM control_unit
                             JOIN contract AS other ON other.id = control_unit.contract
                            WHERE control_unit.company = $1
                              AND control_unit.cu_number = old.cu_number
                              AND other.account = contract.account))",
        )
        .bind(applying.company)
        .bind(&all)
        .execute()
        .await?;
    Ok(())
}

async fn add_serials(
    connection: &mut Connection,
    applying: &Applying,
    rows: &[SerialRow<'_>],
) -> Result<(), StoreError> {
    let all = Rows::new(rows)?;
    let inserted = connection
        .query(
            "INSERT INTO control_unit (contract, cu_number, product, company)
             SELECT contract, cu_number, product, $1
               FROM {rows $2: contract int, cu_number text, product int} AS new",
        )
        .bind(applying.company)
        .bind(&all)
        .execute()
        .await?;
    exactly("serials noted", rows.len(), inserted)?;
    connection
        .query(
            "INSERT INTO account_term (company, kind, term, account)
             SELECT $1, 'cu_number', new.cu_number, contract.account
               FROM {rows $2: contract int, cu_number text} AS new
              CROSS JOIN contract
              WHERE contract.id = new.contract
             ON CONFLICT DO NOTHING",
        )
        .bind(applying.company)
        .bind(&all)
        .execute()
        .await?;
    Ok(())
}

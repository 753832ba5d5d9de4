//! What a repossession or a write-off does to stock: what came back goes from the customer to the
//! account's fulfilment centre, the rest to the lost location. The company's numbers are locked, so
//! nobody else counts its stock meanwhile.

use super::db::{Connection, Day, Rows};
use super::settlement::{Common, LineRow};
use super::{StoreError, exactly};
use crate::fault_points;

/// Moves what was held, and counts it where it is now.
pub(super) async fn move_products(
    connection: &mut Connection,
    common: &Common,
    lines: &[LineRow],
) -> Result<(), StoreError> {
    let rows = Rows::new(lines)?;
    insert_moves(connection, common, lines, &rows).await?;
    let removed = connection
        .query(
            "DELETE FROM held_product WHERE (contract, product, quantity) IN (
                 SELECT contract, product, held
                   FROM {rows $1: contract int, product int, held int} AS line)",
        )
        .bind(&rows)
        .execute()
        .await?;
    exactly("products no longer held", lines.len(), removed)?;
    connection
        .query(
            "INSERT INTO stock (location, product, quantity)
             SELECT location, product, CAST(sum(quantity) AS bigint)
               FROM (SELECT lost.id AS location, product, held - returned AS quantity
                       FROM {rows $2: product int, held int, returned int} AS line
                       JOIN location AS lost ON lost.company = $1 AND lost.kind = 'lost'
                     UNION ALL
                     SELECT centre.id, line.product, line.returned
                       FROM {rows $2: repossession int, product int, returned int} AS line
                       JOIN repossession ON repossession.id = line.repossession
                       JOIN account ON account.company = $1
                        AND account.account_id = repossession.account
                       JOIN location AS centre ON centre.centre = account.centre) AS moved
              WHERE quantity > 0
              GROUP BY location, product ORDER BY location, product
             ON CONFLICT (location, product)
             DO UPDATE SET quantity = stock.quantity + excluded.quantity",
        )
        .bind(common.company)
        .bind(&rows)
        .execute()
        .await?;
    fault_points::pass("stock counted");
    Ok(())
}

/// A move to lost for what is missing of a line, and one to the centre for what came back.
async fn insert_moves(
    connection: &mut Connection,
    common: &Common,
    lines: &[LineRow],
    rows: &Rows,
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO stock_move (company, from_location, to_location, contract, product,
                                     quantity, repossession, moved_on)
             SELECT $1, customers.id, lost.id, contract, product, held - returned, repossession, $2
               FROM {rows $3: repossession int, contract int, product int, held int, returned int}
                    AS line
               JOIN location AS customers ON customers.company = $1 AND customers.kind = 'customer'
               JOIN location AS lost ON lost.company = $1 AND lost.kind = 'lost'
              WHERE returned < held",
        )
        .bind(common.company)
        .bind(Day(common.date))
        .bind(rows)
        .execute()
        .await?;
    let count = lines.iter().filter(|line| line.returned < line.held).count();
    exactly("stock moves", count, inserted)?;
    let count = lines.iter().filter(|line| line.returned > 0).count();
    if count == 0 {
        return Ok(());
    }
    let inserted = connection
        .query(
            "INSERT INTO stock_move (company, from_location, to_location, contract, product,
                                     quantity, repossession, moved_on)
             SELECT $1, customers.id, centre.id, line.contract, line.product, line.returned,
                    line.repossession, $2
               FROM {rows $3: repossession int, contract int, product int, returned int} AS line
               JOIN repossession ON repossession.id = line.repossession
               JOIN account ON account.company = $1 AND account.account_id = repossession.account
               JOIN location AS centre ON centre.centre = account.centre
               JOIN location AS customers ON customers.company = $1 AND customers.kind = 'customer'
              WHERE line.returned > 0",
        )
        .bind(common.company)
        .bind(Day(common.date))
        .bind(rows)
        .execute()
        .await?;
    exactly("products moved to centres", count, inserted)
}

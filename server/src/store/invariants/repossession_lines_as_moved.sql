SELECT 'repossession ' || CAST(repossession AS TEXT)
           || ', contract ' || coalesce(CAST(contract AS TEXT), '?') AS subject,
       sum(returned) <> 0 OR sum(lost) <> 0 AS violated
  FROM (
       SELECT repossession, contract, product, returned, held - returned AS lost
         FROM repossession_line
       UNION ALL
       SELECT stock_move.repossession, stock_move.contract, stock_move.product,
              CASE WHEN target.kind = 'fulfilment_centre' THEN -quantity ELSE 0 END,
              CASE WHEN target.kind = 'fulfilment_centre' THEN 0 ELSE -quantity END
         FROM stock_move
         JOIN location AS origin ON origin.id = stock_move.from_location
         JOIN location AS target ON target.id = stock_move.to_location
        WHERE stock_move.repossession IS NOT NULL
          AND origin.kind = 'customer'
          AND target.kind IN ('fulfilment_centre', 'lost')) AS moved
 GROUP BY repossession, contract, product

SELECT 'contract ' || coalesce(CAST(contract AS TEXT), '?')
           || ', product ' || CAST(product AS TEXT) AS subject,
       sum(quantity) <> 0 OR contract IS NULL AS violated
  FROM (
       SELECT contract, product,
              CASE WHEN to_location IN (SELECT id FROM location WHERE kind = 'customer')
                   THEN quantity ELSE 0 END
              - CASE WHEN from_location IN (SELECT id FROM location WHERE kind = 'customer')
                     THEN quantity ELSE 0 END AS quantity
         FROM stock_move
        WHERE to_location IN (SELECT id FROM location WHERE kind = 'customer')
           OR from_location IN (SELECT id FROM location WHERE kind = 'customer')
       UNION ALL
       SELECT contract, product, -quantity FROM held_product) AS moved
 GROUP BY contract, product

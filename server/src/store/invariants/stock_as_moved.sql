SELECT 'location ' || CAST(location AS TEXT) || ', product ' || CAST(product AS TEXT) AS subject,
       sum(quantity) <> 0 AS violated
  FROM (
       SELECT location.id AS location, moved.product,
              CASE WHEN location.id = moved.to_location
                   THEN moved.quantity ELSE -moved.quantity END AS quantity
         FROM (SELECT from_location, to_location, product, sum(quantity) AS quantity
                 FROM stock_move GROUP BY from_location, to_location, product) AS moved
         JOIN location ON location.id IN (moved.from_location, moved.to_location)
        WHERE location.kind IN ('fulfilment_centre', 'lost')
       UNION ALL
       SELECT location, product, -quantity FROM stock) AS moved
 GROUP BY location, product

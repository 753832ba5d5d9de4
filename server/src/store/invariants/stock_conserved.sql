SELECT 'company ' || CAST(company AS TEXT) || ', product ' || CAST(product AS TEXT) AS subject,
       sum(quantity) <> 0 AS violated
  FROM (
       SELECT location.company, moved.product,
              CASE WHEN location.id = moved.from_location
                   THEN moved.quantity ELSE -moved.quantity END AS quantity
         FROM (SELECT from_location, to_location, product, sum(quantity) AS quantity
                 FROM stock_move GROUP BY from_location, to_location, product) AS moved
         JOIN location ON location.id IN (moved.from_location, moved.to_location)
        WHERE location.kind = 'supplier'
       UNION ALL
       SELECT contract.company, held_product.product, -held_product.quantity
         FROM held_product JOIN contract ON contract.id = held_product.contract
       UNION ALL
       SELECT location.company, stock.product, -stock.quantity
         FROM stock JOIN location ON location.id = stock.location) AS somewhere
 GROUP BY company, product

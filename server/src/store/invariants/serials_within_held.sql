SELECT 'contract ' || CAST(noted.contract AS TEXT) || ', product ' || CAST(noted.product AS TEXT)
       AS subject,
       noted.serials > coalesce(held_product.quantity, 0) AS violated
  FROM (SELECT control_unit.contract, control_unit.product, count(*) AS serials
          FROM control_unit
          JOIN contract ON contract.id = control_unit.contract
         WHERE contract.status = 'active'
         GROUP BY control_unit.contract, control_unit.product) AS noted
  LEFT JOIN held_product ON held_product.contract = noted.contract
   AND held_product.product = noted.product

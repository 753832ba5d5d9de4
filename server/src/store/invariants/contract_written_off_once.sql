SELECT 'contract ' || CAST(contract AS TEXT) AS subject, count(*) <> 1 AS violated
  FROM write_off_contract
 GROUP BY contract

SELECT 'contract ' || CAST(contract AS TEXT) AS subject,
       sum(principal) <> 0 OR sum(fees) <> 0 OR sum(tax) <> 0 OR max(exceeds) > 0 AS violated
  FROM (
       SELECT contract, recovered_principal AS principal, recovered_fees AS fees,
              recovered_tax AS tax,
              CASE WHEN recovered_principal > principal OR recovered_fees > fees
                     OR recovered_tax > tax THEN 1 ELSE 0 END AS exceeds
         FROM contract_loss
       UNION ALL
       SELECT contract, -principal, -fees, -tax, 0 FROM payment_part WHERE part_of = 'loss')
       AS recovered
 GROUP BY contract

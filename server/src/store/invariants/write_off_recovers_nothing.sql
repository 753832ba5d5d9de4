SELECT 'repossession ' || CAST(write_off.repossession AS TEXT) AS subject,
       repossession.product_condition IS DISTINCT FROM 'nothing_recovered'
       OR repossession.company IS DISTINCT FROM write_off.company
       OR EXISTS (SELECT 1 FROM repossession_line
                   WHERE repossession_line.repossession = write_off.repossession
                     AND repossession_line.returned <> 0)
       OR NOT EXISTS (SELECT 1 FROM write_off_contract
                       WHERE write_off_contract.write_off = write_off.repossession)
       AS violated
  FROM write_off
  LEFT JOIN repossession ON repossession.id = write_off.repossession

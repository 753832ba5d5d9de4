SELECT 'repossession ' || CAST(write_off.repossession AS TEXT) AS subject,
       count(outcome.entry) <> 1 AS violated
  FROM write_off
  LEFT JOIN repossession ON repossession.id = write_off.repossession
  LEFT JOIN bulk_operation_outcome AS outcome
    ON outcome.operation = write_off.operation
   AND outcome.account = repossession.account
   AND outcome.outcome = 'written_off'
 WHERE write_off.operation IS NOT NULL
 GROUP BY write_off.repossession

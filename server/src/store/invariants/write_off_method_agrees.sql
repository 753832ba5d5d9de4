SELECT 'repossession ' || CAST(write_off.repossession AS TEXT) AS subject,
       (write_off.method = 'bulk') <> (write_off.operation IS NOT NULL)
       OR (write_off.method = 'process') <> (write_off.process IS NOT NULL)
       OR (write_off.operation IS NOT NULL
           AND bulk_operation.company IS DISTINCT FROM write_off.company)
       OR (write_off.process IS NOT NULL
           AND (process.company IS DISTINCT FROM write_off.company
                OR process.account IS DISTINCT FROM repossession.account)) AS violated
  FROM write_off
  LEFT JOIN repossession ON repossession.id = write_off.repossession
  LEFT JOIN bulk_operation ON bulk_operation.id = write_off.operation
  LEFT JOIN write_off_process AS process ON process.id = write_off.process

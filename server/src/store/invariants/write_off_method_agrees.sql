SELECT 'repossession ' || CAST(write_off.repossession AS TEXT) AS subject,
       (write_off.method = 'bulk') <> (write_off.operation IS NOT NULL)
       OR (write_off.operation IS NOT NULL
           AND bulk_operation.company IS DISTINCT FROM write_off.company) AS violated
  FROM write_off
  LEFT JOIN bulk_operation ON bulk_operation.id = write_off.operation

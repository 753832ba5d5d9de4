SELECT 'operation ' || CAST(bulk_operation.operation_id AS TEXT)
           || ', line ' || CAST(outcome.line AS TEXT) AS subject,
       done.write_offs IS DISTINCT FROM 1 OR done.amount IS DISTINCT FROM outcome.amount AS violated
  FROM bulk_operation_outcome AS outcome
  JOIN bulk_operation ON bulk_operation.id = outcome.operation
  LEFT JOIN (
       SELECT write_off.operation, repossession.company, repossession.account,
              count(DISTINCT write_off.repossession) AS write_offs,
              coalesce(sum(principal + fees + tax), 0) AS amount
         FROM write_off
         JOIN repossession ON repossession.id = write_off.repossession
         LEFT JOIN write_off_contract ON write_off_contract.write_off = write_off.repossession
        WHERE write_off.operation IS NOT NULL
        GROUP BY write_off.operation, repossession.company, repossession.account) AS done
    ON done.operation = outcome.operation
   AND done.company = bulk_operation.company
   AND done.account = outcome.account
 WHERE outcome.outcome = 'written_off'
 UNION ALL
SELECT 'operation ' || CAST(bulk_operation.operation_id AS TEXT)
           || ', line ' || CAST(outcome.line AS TEXT) AS subject,
       process.id IS NULL
       OR process.company IS DISTINCT FROM bulk_operation.company
       OR process.account IS DISTINCT FROM outcome.account
       OR process.control IS DISTINCT FROM bulk_operation.control
       OR process.created_at IS DISTINCT FROM bulk_operation.committed_at
       OR process.started_by IS DISTINCT FROM bulk_operation.submitted_by
       OR (SELECT count(*) FROM bulk_operation_outcome AS other
            WHERE other.outcome = 'process_started' AND other.process = outcome.process) <> 1
       AS violated
  FROM bulk_operation_outcome AS outcome
  JOIN bulk_operation ON bulk_operation.id = outcome.operation
  LEFT JOIN write_off_process AS process ON process.id = outcome.process
 WHERE outcome.outcome = 'process_started'

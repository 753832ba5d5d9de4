SELECT 'operation ' || CAST(bulk_operation.operation_id AS TEXT) AS subject,
       bulk_operation.written_off + bulk_operation.started + bulk_operation.failed <> bulk_operation.entries
       OR told.entries IS DISTINCT FROM bulk_operation.entries
       OR told.last_entry IS DISTINCT FROM bulk_operation.entries - 1
       OR told.written_off IS DISTINCT FROM bulk_operation.written_off
       OR told.started IS DISTINCT FROM bulk_operation.started
       OR told.early IS DISTINCT FROM bulk_operation.early
       OR told.amount IS DISTINCT FROM bulk_operation.amount AS violated
  FROM bulk_operation
  LEFT JOIN (
       SELECT operation,
              count(DISTINCT entry) AS entries,
              max(entry) AS last_entry,
              count(*) FILTER (WHERE outcome = 'written_off') AS written_off,
              count(*) FILTER (WHERE outcome = 'process_started') AS started,
              count(*) FILTER (WHERE early) AS early,
              coalesce(sum(amount), 0) AS amount
         FROM bulk_operation_outcome
        WHERE entry >= 0
        GROUP BY operation) AS told ON told.operation = bulk_operation.id

SELECT 'operation ' || CAST(bulk_operation.operation_id AS TEXT) AS subject,
       count(audit_row.sequence) <> 1 AS violated
  FROM bulk_operation
  LEFT JOIN audit_row
    ON audit_row.company = bulk_operation.company
   AND audit_row.operation = bulk_operation.operation_id
   AND audit_row.account IS NULL
   AND audit_row.action = CASE bulk_operation.kind WHEN 'write_off' THEN 'bulk_write_off'
                                              ELSE 'bulk_process_start' END
   AND audit_row.result = 'done'
   AND audit_row.app_user = bulk_operation.submitted_by
 GROUP BY bulk_operation.id, bulk_operation.operation_id

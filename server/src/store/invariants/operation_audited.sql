SELECT 'operation ' || CAST(bulk_operation.operation_id AS TEXT) AS subject,
       count(audit_event.id) <> 1 AS violated
  FROM bulk_operation
  LEFT JOIN audit_event
    ON audit_event.company = bulk_operation.company
   AND audit_event.subject = CAST(bulk_operation.operation_id AS TEXT)
   AND audit_event.action = 'bulk_write_off'
   AND audit_event.app_user = bulk_operation.submitted_by
 GROUP BY bulk_operation.id, bulk_operation.operation_id

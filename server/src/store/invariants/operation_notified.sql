SELECT 'operation ' || CAST(bulk_operation.operation_id AS TEXT) AS subject,
       NOT EXISTS (SELECT 1 FROM notification
                    WHERE notification.operation = bulk_operation.id
                      AND notification.app_user = bulk_operation.submitted_by) AS violated
  FROM bulk_operation

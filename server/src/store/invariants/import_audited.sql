SELECT 'import ' || CAST(import.import_id AS TEXT) AS subject,
       count(audit_row.sequence) <> 1 AS violated
  FROM import
  LEFT JOIN audit_row
    ON audit_row.company = import.company
   AND audit_row.operation = import.import_id
   AND audit_row.account IS NULL
   AND audit_row.action = 'import'
   AND audit_row.result = 'done'
   AND audit_row.app_user = import.submitted_by
 GROUP BY import.id, import.import_id

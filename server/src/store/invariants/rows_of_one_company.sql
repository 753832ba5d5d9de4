SELECT 'account ' || account.account_id || ' of company ' || CAST(account.company AS TEXT) AS subject,
       customer.company IS DISTINCT FROM account.company
       OR fulfilment_centre.company IS DISTINCT FROM account.company AS violated
  FROM account
  LEFT JOIN customer ON customer.id = account.customer
  LEFT JOIN fulfilment_centre ON fulfilment_centre.id = account.centre
UNION ALL
SELECT 'repossession ' || CAST(repossession.id AS TEXT),
       -- Nobody completed what an event of a write-off process wrote off.
       CASE WHEN repossession.completed_by IS NULL THEN write_off.method IS DISTINCT FROM 'process'
            ELSE app_user.company IS DISTINCT FROM repossession.company END
  FROM repossession
  LEFT JOIN app_user ON app_user.id = repossession.completed_by
  LEFT JOIN write_off ON write_off.repossession = repossession.id
UNION ALL
SELECT 'operation ' || CAST(bulk_operation.operation_id AS TEXT),
       app_user.company IS DISTINCT FROM bulk_operation.company
  FROM bulk_operation
  LEFT JOIN app_user ON app_user.id = bulk_operation.submitted_by
UNION ALL
SELECT 'held by contract ' || CAST(held_product.contract AS TEXT),
       product.company IS DISTINCT FROM contract.company
  FROM held_product
  LEFT JOIN contract ON contract.id = held_product.contract
  LEFT JOIN product ON product.id = held_product.product

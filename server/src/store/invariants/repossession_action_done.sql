SELECT 'repossession ' || CAST(repossession.id AS TEXT) AS subject,
       (repossession.pending_action IS NOT NULL
        AND (pending_action.status IS DISTINCT FROM 'done'
             OR pending_action.company IS DISTINCT FROM repossession.company
             OR pending_action.account IS DISTINCT FROM repossession.account))
       -- An event of a write-off process may leave contracts of the account as they are.
       OR (write_off.repossession IS NOT NULL
           AND (write_off.method <> 'process' OR account.state = 'inactive')
           AND EXISTS (SELECT 1 FROM pending_action AS pending
                        WHERE pending.company = repossession.company
                          AND pending.account = repossession.account
                          AND pending.type = 'repossession'
                          AND pending.status = 'pending')) AS violated
  FROM repossession
  LEFT JOIN pending_action ON pending_action.id = repossession.pending_action
  LEFT JOIN write_off ON write_off.repossession = repossession.id
  LEFT JOIN account ON account.company = repossession.company
   AND account.account_id = repossession.account

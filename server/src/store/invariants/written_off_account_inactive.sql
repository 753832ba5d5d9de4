SELECT 'account ' || coalesce(repossession.account, '?') AS subject,
       -- An event of a write-off process may leave contracts of the account as they are.
       (write_off.method <> 'process' AND account.state IS DISTINCT FROM 'inactive')
       OR account.state IS NULL
       OR (account.state = 'inactive'
           AND EXISTS (SELECT 1 FROM contract
                        WHERE contract.company = repossession.company
                          AND contract.account = repossession.account
                          AND contract.status = 'active')) AS violated
  FROM write_off
  LEFT JOIN repossession ON repossession.id = write_off.repossession
  LEFT JOIN account ON account.company = repossession.company
   AND account.account_id = repossession.account

SELECT 'account ' || coalesce(repossession.account, '?') AS subject,
       account.state IS DISTINCT FROM 'inactive'
       OR EXISTS (SELECT 1 FROM contract
                   WHERE contract.company = repossession.company
                     AND contract.account = repossession.account
                     AND contract.status = 'active') AS violated
  FROM write_off
  LEFT JOIN repossession ON repossession.id = write_off.repossession
  LEFT JOIN account ON account.company = repossession.company
   AND account.account_id = repossession.account

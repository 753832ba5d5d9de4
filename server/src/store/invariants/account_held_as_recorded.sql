SELECT 'account ' || account.account_id || ' of company ' || CAST(account.company AS TEXT) AS subject,
       account.held_until IS DISTINCT FROM (
           SELECT account_hold.held_until FROM account_hold
            WHERE account_hold.company = account.company
              AND account_hold.account = account.account_id
            ORDER BY account_hold.id DESC LIMIT 1) AS violated
  FROM account

SELECT 'account ' || account || ' of company ' || CAST(company AS TEXT) AS subject,
       sum(deposit) <> 0 AS violated
  FROM (
       SELECT company, account_id AS account, deposit FROM account WHERE deposit <> 0
       UNION ALL
       SELECT company, account, -deposit FROM payment WHERE deposit <> 0) AS deposits
 GROUP BY company, account
UNION ALL
SELECT 'company ' || CAST(company AS TEXT), sum(amount) <> 0
  FROM (
       SELECT company, deposit AS amount FROM account WHERE deposit <> 0
       UNION ALL
       SELECT company, CASE WHEN debit = 'customer_deposits' THEN amount ELSE -amount END
         FROM journal_posting JOIN journal_entry ON journal_entry.id = journal_posting.entry
        WHERE debit = 'customer_deposits' OR credit = 'customer_deposits') AS deposits
 GROUP BY company

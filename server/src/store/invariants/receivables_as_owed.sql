SELECT 'contract ' || coalesce(CAST(contract AS TEXT), '?') AS subject, sum(amount) <> 0 AS violated
  FROM (
       SELECT id AS contract, principal_balance + fees_balance + tax_balance AS amount FROM contract
       UNION ALL
       SELECT contract, -amount FROM journal_posting WHERE debit = 'receivables'
       UNION ALL
       SELECT contract, amount FROM journal_posting WHERE credit = 'receivables') AS owed
 GROUP BY contract

SELECT 'company ' || CAST(company AS TEXT) AS subject, sum(amount) <> 0 AS violated
  FROM (
       SELECT company, principal_balance + fees_balance + tax_balance AS amount FROM contract
       UNION ALL
       SELECT company, -amount
         FROM journal_posting JOIN journal_entry ON journal_entry.id = journal_posting.entry
        WHERE debit = 'receivables'
       UNION ALL
       SELECT company, amount
         FROM journal_posting JOIN journal_entry ON journal_entry.id = journal_posting.entry
        WHERE credit = 'receivables') AS owed
 GROUP BY company

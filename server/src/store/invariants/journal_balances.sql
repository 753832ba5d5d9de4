SELECT 'journal entry ' || CAST(journal_entry.id AS TEXT) AS subject,
       count(journal_posting.entry) = 0
       OR count(*) FILTER (WHERE amount <= 0 OR debit = credit) > 0 AS violated
  FROM journal_entry
  LEFT JOIN journal_posting ON journal_posting.entry = journal_entry.id
 GROUP BY journal_entry.id

SELECT 'journal entry ' || CAST(journal_entry.id AS TEXT) AS subject,
       coalesce(sum(journal_line.amount), 0) <> 0 OR count(journal_line.entry) < 2 AS violated
  FROM journal_entry
  LEFT JOIN journal_line ON journal_line.entry = journal_entry.id
 GROUP BY journal_entry.id

SELECT 'company ' || CAST(company AS TEXT) AS subject,
       min(number) <> 1 OR max(number) <> count(*) AS violated
  FROM journal_entry
 GROUP BY company

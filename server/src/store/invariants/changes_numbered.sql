SELECT 'company ' || CAST(company AS TEXT) AS subject,
       min(sequence) <> 1 OR max(sequence) <> count(DISTINCT sequence) AS violated
  FROM account_change
 GROUP BY company

SELECT 'company ' || CAST(company AS TEXT) AS subject,
       min(number) <> 1 OR max(number) <> count(DISTINCT number)
       OR count(*) <> count(DISTINCT number) AS violated
  FROM import
 GROUP BY company

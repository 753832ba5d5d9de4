SELECT 'contract ' || CAST(link.contract AS TEXT) AS subject,
       count(*) > 1
       OR count(*) FILTER (WHERE process.reason IS DISTINCT FROM 'events_pending') > 0 AS violated
  FROM process_contract AS link
  LEFT JOIN write_off_process AS process ON process.id = link.process
 WHERE link.ended IS NULL
 GROUP BY link.contract

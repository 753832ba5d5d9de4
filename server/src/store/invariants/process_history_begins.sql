SELECT 'process ' || CAST(process.id AS TEXT) AS subject,
       (SELECT count(*) FROM process_history AS history
         WHERE history.process = process.id AND history.company = process.company
           AND history.what = 'started') <> 1
       OR (SELECT count(*) FROM process_history AS history
            WHERE history.process = process.id AND history.what = process.reason)
          <> CASE process.reason WHEN 'events_pending' THEN 0 ELSE 1 END AS violated
  FROM write_off_process AS process

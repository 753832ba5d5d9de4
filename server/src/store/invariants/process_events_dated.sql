SELECT 'event ' || CAST(event.sequence AS TEXT) || ' of process ' || CAST(event.process AS TEXT)
       AS subject,
       event.company IS DISTINCT FROM process.company
       OR (event.status = 'complete') <> (event.completed_on IS NOT NULL)
       OR coalesce(event.completed_on < event.trigger_on, 1 = 0) AS violated
  FROM process_event AS event
  LEFT JOIN write_off_process AS process ON process.id = event.process

SELECT 'process ' || CAST(process.id AS TEXT) AS subject,
       (process.reason = 'events_pending') <> (coalesce(events.pending, 0) > 0)
       OR (process.reason IN ('canceled_by_user', 'canceled_by_system'))
          <> (coalesce(events.cancelled, 0) > 0)
       OR (process.reason = 'events_pending' AND coalesce(links.active, 0) = 0
           AND coalesce(links.written_off, 0) = 0) AS violated
  FROM write_off_process AS process
  LEFT JOIN (
       SELECT process,
              count(*) FILTER (WHERE status = 'pending') AS pending,
              count(*) FILTER (WHERE status = 'cancelled') AS cancelled
         FROM process_event GROUP BY process) AS events ON events.process = process.id
  LEFT JOIN (
       SELECT process,
              count(*) FILTER (WHERE ended IS NULL) AS active,
              count(*) FILTER (WHERE ended = 'written_off') AS written_off
         FROM process_contract GROUP BY process) AS links ON links.process = process.id

SELECT 'process ' || CAST(process.id AS TEXT) AS subject,
       EXISTS (SELECT 1 FROM referral
                WHERE referral.process = process.id
                  AND (referral.company <> process.company
                       OR coalesce(referral.cancelled_on < referral.referred_on, 1 = 0)
                       OR (referral.cancelled_on IS NULL
                           AND process.reason IN ('canceled_by_user', 'canceled_by_system'))))
       OR EXISTS (SELECT 1 FROM message
                   WHERE message.process = process.id
                     AND (message.company <> process.company
                          OR (message.status = 'waiting'
                              AND NOT EXISTS (SELECT 1 FROM process_event AS event
                                               WHERE event.process = message.process
                                                 AND event.sequence = message.sequence
                                                 AND event.status = 'pending')))) AS violated
  FROM write_off_process AS process

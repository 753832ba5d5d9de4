SELECT 'action ' || CAST(action.id AS TEXT) AS subject,
       (action.type = 'task') <> (task.action IS NOT NULL)
       OR (task.action IS NOT NULL
           AND (process.company IS DISTINCT FROM action.company
                OR process.account IS DISTINCT FROM action.account
                OR (action.status = 'done') <> (task.done_by IS NOT NULL))) AS violated
  FROM pending_action AS action
  LEFT JOIN process_task AS task ON task.action = action.id
  LEFT JOIN write_off_process AS process ON process.id = task.process

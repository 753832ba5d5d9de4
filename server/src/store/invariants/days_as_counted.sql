SELECT 'defaults of ' || day AS subject, sum(defaulted) <> 0 OR sum(inactive) <> 0 AS violated
  FROM (SELECT company, day, defaulted, inactive FROM default_day
        UNION ALL
        SELECT company, defaulted_on, -(state = 'defaulted'), -(state = 'inactive') FROM account
         WHERE defaulted_on IS NOT NULL AND state IN ('defaulted', 'inactive'))
 GROUP BY company, day
UNION ALL
SELECT 'actions of ' || day, sum(pending) <> 0 OR sum(done) <> 0
  FROM (SELECT company, type, day, pending, done FROM action_day
        UNION ALL
        SELECT company, type, defaulted_on, -(status = 'pending'), -(status = 'done')
          FROM pending_action)
 GROUP BY company, type, day

SELECT 'repossession ' || CAST(repossession.id AS TEXT) AS subject,
       (repossession.product_condition = 'nothing_recovered'
        OR coalesce(recorded.returned, 1) = 0) <> (write_off.repossession IS NOT NULL) AS violated
  FROM repossession
  LEFT JOIN write_off ON write_off.repossession = repossession.id
  LEFT JOIN (
       SELECT repossession, sum(returned) AS returned
         FROM repossession_line GROUP BY repossession) AS recorded
    ON recorded.repossession = repossession.id

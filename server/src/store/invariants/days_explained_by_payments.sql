SELECT 'account ' || account || ' of company ' || CAST(company AS TEXT) AS subject,
       count(*) FILTER (WHERE paid_until_before IS DISTINCT FROM before
                          AND number > 1) > 0
       OR count(*) FILTER (WHERE latest AND paid_until_after IS DISTINCT FROM paid_until) > 0
       AS violated
  FROM (
       SELECT payment.company, payment.account, paid_until_before, paid_until_after,
              account.paid_until,
              lag(paid_until_after) OVER accounts AS before,
              row_number() OVER accounts AS number,
              lead(payment.id) OVER accounts IS NULL AS latest
         FROM payment
         JOIN account ON account.company = payment.company
          AND account.account_id = payment.account
       WINDOW accounts AS (PARTITION BY payment.company, payment.account ORDER BY payment.id))
       AS paid
 GROUP BY company, account

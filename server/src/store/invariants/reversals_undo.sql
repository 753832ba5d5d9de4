SELECT 'payment ' || CAST(reversal.id AS TEXT) AS subject,
       payment.company <> reversal.company OR payment.account <> reversal.account
       OR payment.amount <> -reversal.amount OR payment.deposit <> -reversal.deposit
       OR payment.channel <> reversal.channel OR payment.reverses IS NOT NULL AS violated
  FROM payment AS reversal
  JOIN payment ON payment.id = reversal.reverses
 WHERE reversal.reverses IS NOT NULL

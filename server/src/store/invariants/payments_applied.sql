SELECT 'payment ' || CAST(payment.id AS TEXT) AS subject,
       coalesce(applied.amount, 0) + payment.deposit <> payment.amount
       OR coalesce(booked.amount, 0) <> payment.amount AS violated
  FROM payment
  LEFT JOIN (
       SELECT payment, sum(principal + fees + tax) AS amount
         FROM payment_part GROUP BY payment) AS applied
    ON applied.payment = payment.id
  LEFT JOIN (
       SELECT journal_entry.payment,
              sum(CASE WHEN debit LIKE 'clearing%' THEN amount ELSE 0 END
                  - CASE WHEN credit LIKE 'clearing%' THEN amount ELSE 0 END) AS amount
         FROM journal_entry
         JOIN journal_posting ON journal_posting.entry = journal_entry.id
        WHERE journal_entry.payment IS NOT NULL
        GROUP BY journal_entry.payment) AS booked
    ON booked.payment = payment.id

SELECT 'repossession ' || CAST(write_off.repossession AS TEXT) AS subject,
       coalesce(booked.expense, 0) <> coalesce(written_off.expense, 0)
       OR coalesce(booked.tax, 0) <> coalesce(written_off.tax, 0)
       OR coalesce(booked.receivables, 0)
          <> coalesce(written_off.expense, 0) + coalesce(written_off.tax, 0)
       OR (booked.company IS NOT NULL AND booked.company <> write_off.company) AS violated
  FROM write_off
  LEFT JOIN (
       SELECT write_off, sum(principal + fees) AS expense, sum(tax) AS tax
         FROM write_off_contract GROUP BY write_off) AS written_off
    ON written_off.write_off = write_off.repossession
  LEFT JOIN (
       SELECT journal_entry.repossession, min(journal_entry.company) AS company,
              sum(amount) FILTER (WHERE debit = 'write_off_expense') AS expense,
              sum(amount) FILTER (WHERE debit = 'tax_liability') AS tax,
              sum(amount) FILTER (WHERE credit = 'receivables') AS receivables
         FROM journal_entry
         JOIN journal_posting ON journal_posting.entry = journal_entry.id
        WHERE journal_entry.cause = 'write_off' AND journal_entry.payment IS NULL
        GROUP BY journal_entry.repossession) AS booked
    ON booked.repossession = write_off.repossession

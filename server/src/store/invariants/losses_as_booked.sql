SELECT 'contract ' || CAST(contract_loss.contract AS TEXT) AS subject,
       coalesce(booked.loss, 0) <> contract_loss.principal + contract_loss.fees
       OR coalesce(booked.tax, 0) <> contract_loss.tax AS violated
  FROM contract_loss
  LEFT JOIN (
       SELECT journal_posting.contract,
              sum(amount) FILTER (WHERE debit IN ('write_off_expense', 'loss_on_repossession'))
              AS loss,
              sum(amount) FILTER (WHERE debit = 'tax_liability') AS tax
         FROM journal_entry
         JOIN journal_posting ON journal_posting.entry = journal_entry.id
        WHERE journal_entry.cause IN ('write_off', 'repossession')
        GROUP BY journal_posting.contract) AS booked
    ON booked.contract = contract_loss.contract

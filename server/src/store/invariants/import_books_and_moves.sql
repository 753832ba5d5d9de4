SELECT 'entry ' || CAST(journal_entry.id AS TEXT) AS subject,
       import.company IS DISTINCT FROM journal_entry.company
       OR import.submitted_by IS DISTINCT FROM journal_entry.recorded_by AS violated
  FROM journal_entry
  JOIN import ON import.id = journal_entry.import
UNION ALL
SELECT 'stock move ' || CAST(stock_move.id AS TEXT),
       import.company IS DISTINCT FROM stock_move.company
       OR stock_move.contract IS NULL OR stock_move.repossession IS NOT NULL
       OR NOT EXISTS (SELECT 1 FROM location
                       WHERE location.id IN (stock_move.from_location, stock_move.to_location)
                         AND location.kind = 'supplier')
  FROM stock_move
  JOIN import ON import.id = stock_move.import

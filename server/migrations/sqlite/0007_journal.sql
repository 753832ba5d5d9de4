-- The journal.

-- Double entry: the lines of an entry add up to nothing.
CREATE TABLE journal_entry (
    id           INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    booked_on    TEXT    NOT NULL CHECK (booked_on IS date(booked_on)),
    write_off    INTEGER,
    repossession INTEGER,
    CONSTRAINT journal_entry_key PRIMARY KEY (id),
    CONSTRAINT journal_entry_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT journal_entry_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT journal_entry_of_one_thing CHECK (repossession IS NULL OR write_off IS NULL),
    CONSTRAINT journal_entry_write_off FOREIGN KEY (write_off) REFERENCES write_off (repossession)
) STRICT;

CREATE TABLE journal_line (
    entry          INTEGER NOT NULL,
    ledger_account TEXT    NOT NULL,
    amount         INTEGER NOT NULL,
    CONSTRAINT journal_line_key PRIMARY KEY (entry, ledger_account),
    CONSTRAINT journal_line_entry FOREIGN KEY (entry) REFERENCES journal_entry (id),
    CONSTRAINT journal_line_account_known CHECK (ledger_account IN (
        'receivables', 'write_off_expense', 'tax_liability', 'repossessed_stock',
        'loss_on_repossession')),
    CONSTRAINT journal_line_of_something CHECK (amount <> 0)
) STRICT, WITHOUT ROWID;

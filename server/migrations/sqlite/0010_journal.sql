-- The journal.

-- An entry, why there is one, and what it is tied to.
CREATE TABLE journal_entry (
    id           INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    booked_on    TEXT    NOT NULL CHECK (booked_on IS date(booked_on)),
    recorded_at  TEXT    NOT NULL CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at)),
    cause        TEXT    NOT NULL,
    account      TEXT,
    repossession INTEGER,
    payment      INTEGER,
    import       INTEGER,
    reverses     INTEGER,
    replaces     INTEGER,
    reason       TEXT,
    recorded_by  INTEGER,
    CONSTRAINT journal_entry_key PRIMARY KEY (id),
    CONSTRAINT journal_entry_number_once UNIQUE (company, number),
    CONSTRAINT journal_entry_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT journal_entry_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT journal_entry_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT journal_entry_payment FOREIGN KEY (payment) REFERENCES payment (id),
    CONSTRAINT journal_entry_import FOREIGN KEY (import) REFERENCES import (id),
    CONSTRAINT journal_entry_reverses FOREIGN KEY (reverses) REFERENCES journal_entry (id),
    CONSTRAINT journal_entry_replaces FOREIGN KEY (replaces) REFERENCES journal_entry (id),
    CONSTRAINT journal_entry_reversed_once UNIQUE (reverses),
    CONSTRAINT journal_entry_replaced_once UNIQUE (replaces),
    CONSTRAINT journal_entry_user FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT journal_entry_number_range CHECK (number >= 1),
    CONSTRAINT journal_entry_cause_known CHECK (cause IN (
        'opening_balance', 'sync', 'payment', 'reversal', 'repossession', 'write_off', 'write_down',
        'recovery', 'correction')),
    CONSTRAINT journal_entry_has_its_cause CHECK (
        (cause NOT IN ('payment', 'reversal', 'recovery')
         OR (payment IS NOT NULL AND repossession IS NULL))
        AND (cause NOT IN ('repossession', 'write_off') OR repossession IS NOT NULL)
        AND (cause NOT IN ('opening_balance', 'sync', 'write_down', 'correction')
             OR (payment IS NULL AND repossession IS NULL))),
    CONSTRAINT journal_entry_correction_is_signed CHECK (
        (cause = 'correction') = (reverses IS NOT NULL OR replaces IS NOT NULL)
        AND (reverses IS NULL OR replaces IS NULL)
        AND (cause = 'correction') = (reason IS NOT NULL)
        AND (cause <> 'correction' OR recorded_by IS NOT NULL)),
    CONSTRAINT journal_entry_reason_short CHECK (length(reason) BETWEEN 1 AND 500)
) STRICT;
CREATE INDEX journal_entry_by_day ON journal_entry (company, booked_on, number);
CREATE INDEX journal_entry_by_account ON journal_entry (company, account, number) WHERE account IS NOT NULL;
CREATE INDEX journal_entry_by_repossession ON journal_entry (repossession) WHERE repossession IS NOT NULL;
CREATE INDEX journal_entry_by_payment ON journal_entry (payment) WHERE payment IS NOT NULL;

-- An amount that an entry moves: one ledger account is debited, another one credited, so that an
-- entry cannot but balance.
CREATE TABLE journal_posting (
    entry    INTEGER NOT NULL,
    posting  INTEGER NOT NULL,
    debit    TEXT    NOT NULL,
    credit   TEXT    NOT NULL,
    amount   INTEGER NOT NULL,
    contract INTEGER,
    CONSTRAINT journal_posting_key PRIMARY KEY (entry, posting),
    CONSTRAINT journal_posting_entry FOREIGN KEY (entry) REFERENCES journal_entry (id),
    CONSTRAINT journal_posting_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT journal_posting_debit_known CHECK (debit IN (
        'clearing_mobile_money', 'clearing_cash', 'clearing_bank', 'receivables',
        'repossessed_stock', 'customer_deposits', 'tax_liability', 'opening_equity',
        'recovery_income', 'write_off_expense', 'loss_on_repossession')),
    CONSTRAINT journal_posting_credit_known CHECK (credit IN (
        'clearing_mobile_money', 'clearing_cash', 'clearing_bank', 'receivables',
        'repossessed_stock', 'customer_deposits', 'tax_liability', 'opening_equity',
        'recovery_income', 'write_off_expense', 'loss_on_repossession')),
    CONSTRAINT journal_posting_moves_something CHECK (amount > 0 AND debit <> credit),
    CONSTRAINT journal_posting_receivables_of_a_contract CHECK (
        contract IS NOT NULL OR (debit <> 'receivables' AND credit <> 'receivables'))
) STRICT, WITHOUT ROWID;

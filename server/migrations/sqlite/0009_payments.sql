-- Payments, what they were applied to, and what was given up of contracts and came in since.

-- A payment, or that one was taken back: then with everything that it undoes, negative.
CREATE TABLE payment (
    id                INTEGER NOT NULL,
    company           INTEGER NOT NULL,
    account           TEXT    NOT NULL,
    payment_id        TEXT    NOT NULL,
    reverses          INTEGER,
    paid_on           TEXT    NOT NULL CHECK (paid_on IS date(paid_on)),
    amount            INTEGER NOT NULL,
    channel           TEXT    NOT NULL,
    booked_on         TEXT    NOT NULL CHECK (booked_on IS date(booked_on)),
    recorded_at       TEXT    NOT NULL CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at)),
    recorded_by       INTEGER,
    recovery          INTEGER NOT NULL CHECK (recovery IN (0, 1)),
    before_write_off  INTEGER NOT NULL CHECK (before_write_off IN (0, 1)),
    deposit           INTEGER NOT NULL,
    days              INTEGER NOT NULL,
    credit            INTEGER NOT NULL,
    paid_until_before TEXT    CHECK (paid_until_before IS date(paid_until_before)),
    paid_until_after  TEXT    CHECK (paid_until_after IS date(paid_until_after)),
    CONSTRAINT payment_key PRIMARY KEY (id),
    CONSTRAINT payment_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT payment_reverses FOREIGN KEY (reverses) REFERENCES payment (id),
    CONSTRAINT payment_reversed_once UNIQUE (reverses),
    CONSTRAINT payment_user FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT payment_id_form CHECK (length(payment_id) BETWEEN 1 AND 64),
    CONSTRAINT payment_amount_range CHECK (amount <> 0 AND (reverses IS NULL) = (amount > 0)),
    CONSTRAINT payment_channel_known CHECK (channel IN ('mobile_money', 'cash', 'bank')),
    CONSTRAINT payment_late_arrival_is_a_recovery CHECK (recovery OR NOT before_write_off)
) STRICT;
CREATE UNIQUE INDEX payment_id_once ON payment (company, payment_id) WHERE reverses IS NULL;
CREATE INDEX payment_by_account ON payment (company, account, paid_on, id);
CREATE INDEX payment_by_day ON payment (company, paid_on, id);
CREATE INDEX payment_recoveries ON payment (company, id) WHERE recovery;

-- The part of a payment that went to one contract: to its balance, or to what was given up of it.
CREATE TABLE payment_part (
    payment   INTEGER NOT NULL,
    contract  INTEGER NOT NULL,
    part_of   TEXT    NOT NULL,
    principal INTEGER NOT NULL,
    fees      INTEGER NOT NULL,
    tax       INTEGER NOT NULL,
    CONSTRAINT payment_part_key PRIMARY KEY (payment, contract, part_of),
    CONSTRAINT payment_part_payment FOREIGN KEY (payment) REFERENCES payment (id),
    CONSTRAINT payment_part_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT payment_part_of_known CHECK (part_of IN ('balance', 'loss'))
) STRICT, WITHOUT ROWID;

-- What was given up of a contract, in all, and what has come in of it since.
CREATE TABLE contract_loss (
    contract            INTEGER NOT NULL,
    repossession        INTEGER NOT NULL,
    kind                TEXT    NOT NULL,
    booked_on           TEXT    NOT NULL CHECK (booked_on IS date(booked_on)),
    principal           INTEGER NOT NULL,
    fees                INTEGER NOT NULL,
    tax                 INTEGER NOT NULL,
    recovered_principal INTEGER NOT NULL,
    recovered_fees      INTEGER NOT NULL,
    recovered_tax       INTEGER NOT NULL,
    CONSTRAINT contract_loss_key PRIMARY KEY (contract),
    CONSTRAINT contract_loss_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT contract_loss_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT contract_loss_kind_known CHECK (kind IN ('write_off', 'repossession')),
    CONSTRAINT contract_loss_never_recovered_twice CHECK (
        recovered_principal BETWEEN 0 AND principal AND recovered_fees BETWEEN 0 AND fees
        AND recovered_tax BETWEEN 0 AND tax)
) STRICT;

-- What was given up in addition, because a payment of before was taken back.
CREATE TABLE loss_addition (
    payment      INTEGER NOT NULL,
    contract     INTEGER NOT NULL,
    repossession INTEGER NOT NULL,
    principal    INTEGER NOT NULL,
    fees         INTEGER NOT NULL,
    tax          INTEGER NOT NULL,
    CONSTRAINT loss_addition_key PRIMARY KEY (payment, contract),
    CONSTRAINT loss_addition_payment FOREIGN KEY (payment) REFERENCES payment (id),
    CONSTRAINT loss_addition_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT loss_addition_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT loss_addition_range CHECK (principal >= 0 AND fees >= 0 AND tax >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX loss_addition_by_repossession ON loss_addition (repossession);

-- That somebody has dealt with a recovery.
CREATE TABLE recovery_review (
    payment     INTEGER NOT NULL,
    note        TEXT    NOT NULL,
    reviewed_by INTEGER NOT NULL,
    reviewed_at TEXT    NOT NULL CHECK (reviewed_at IS strftime('%Y-%m-%dT%H:%M:%fZ', reviewed_at)),
    CONSTRAINT recovery_review_key PRIMARY KEY (payment),
    CONSTRAINT recovery_review_payment FOREIGN KEY (payment) REFERENCES payment (id),
    CONSTRAINT recovery_review_user FOREIGN KEY (reviewed_by) REFERENCES app_user (id),
    CONSTRAINT recovery_review_note_short CHECK (length(note) BETWEEN 1 AND 500)
) STRICT;

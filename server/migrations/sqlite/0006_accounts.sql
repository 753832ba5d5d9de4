-- Finding accounts, payments, control units, and repossessions that are recorded by hand.

-- What names and phone numbers are found by: the server makes it, where it is missing too.
ALTER TABLE customer ADD COLUMN name_key TEXT;   -- ' achieng odhiambo': a blank before each word
CREATE INDEX customer_without_key ON customer (id) WHERE name_key IS NULL;
CREATE INDEX account_by_customer ON account (customer);

CREATE TABLE account_term (
    -- What an account is found by, apart from its ID. One look-up a word, however many accounts
    -- there are.
    company INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    term    TEXT    NOT NULL,  -- in its normal form
    account TEXT    NOT NULL,
    CONSTRAINT account_term_key PRIMARY KEY (company, kind, term, account),
    CONSTRAINT account_term_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT account_term_kind_known CHECK (kind IN ('name', 'phone', 'cu_number'))
) STRICT, WITHOUT ROWID;

-- Lists of accounts by state, and by the day of the latest default.
CREATE INDEX account_by_state ON account (company, state, account_id);
CREATE INDEX account_by_default ON account (company, state, defaulted_on, account_id);

CREATE TABLE control_unit (
    -- The serial of a control unit that was handed over under a contract.
    contract  INTEGER NOT NULL,
    cu_number TEXT    NOT NULL,  -- in its normal form: upper case, no blanks
    CONSTRAINT control_unit_key PRIMARY KEY (contract, cu_number),
    CONSTRAINT control_unit_contract FOREIGN KEY (contract) REFERENCES contract (id)
) STRICT, WITHOUT ROWID;

INSERT INTO account_term (company, kind, term, account)
SELECT DISTINCT company, 'cu_number', cu_number, account FROM repossession
 WHERE cu_number IS NOT NULL;

CREATE TABLE payment (
    id        INTEGER NOT NULL,
    company   INTEGER NOT NULL,
    account   TEXT    NOT NULL,
    paid_on   TEXT    NOT NULL,
    amount    INTEGER NOT NULL,
    channel   TEXT    NOT NULL,
    reference TEXT    NOT NULL,  -- what the channel calls it
    CONSTRAINT payment_key PRIMARY KEY (id),
    CONSTRAINT payment_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT payment_amount_range CHECK (amount > 0),
    CONSTRAINT payment_channel_known CHECK (channel IN ('mobile_money', 'cash', 'bank')),
    CONSTRAINT payment_date CHECK (paid_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX payment_by_account ON payment (company, account, paid_on, id);
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'payment is append-only'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'payment is append-only'); END;

CREATE TABLE product_value (
    -- What one of a product is worth as it came back. Worth nothing where it is not listed.
    product           INTEGER NOT NULL,
    product_condition TEXT    NOT NULL,
    amount            INTEGER NOT NULL,
    CONSTRAINT product_value_key PRIMARY KEY (product, product_condition),
    CONSTRAINT product_value_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT product_value_condition_known CHECK (product_condition IN (
        'as_new', 'used', 'damaged', 'unusable')),
    CONSTRAINT product_value_amount_range CHECK (amount >= 0)
) STRICT, WITHOUT ROWID;

-- Who typed it in, apart from who did it; none where that is not known.
ALTER TABLE repossession ADD COLUMN recorded_by INTEGER REFERENCES app_user (id);
CREATE INDEX repossession_by_account ON repossession (company, account);
CREATE INDEX pending_action_by_account ON pending_action (company, account);
CREATE INDEX pending_action_by_age ON pending_action (company, type, status, defaulted_on, id);
CREATE INDEX stock_move_by_contract ON stock_move (contract) WHERE contract IS NOT NULL;

CREATE TABLE recorded_request (
    -- What was recorded under an id that the client made: the same request again gets the same
    -- answer, another one is refused.
    company        INTEGER NOT NULL,
    request_id     TEXT    NOT NULL,  -- UUID
    kind           TEXT    NOT NULL,
    recorded       INTEGER NOT NULL,  -- the repossession or the failed attempt
    app_user       INTEGER NOT NULL,
    request_sha256 BLOB    NOT NULL,  -- of everything that was asked
    CONSTRAINT recorded_request_key PRIMARY KEY (company, request_id),
    CONSTRAINT recorded_request_recorded_once UNIQUE (kind, recorded),
    CONSTRAINT recorded_request_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT recorded_request_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT recorded_request_kind_known CHECK (kind IN ('repossession', 'failed_attempt')),
    CONSTRAINT recorded_request_hash CHECK (length(request_sha256) = 32)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recorded_request_no_update BEFORE UPDATE ON recorded_request
BEGIN SELECT RAISE(ABORT, 'recorded_request is append-only'); END;
CREATE TRIGGER recorded_request_no_delete BEFORE DELETE ON recorded_request
BEGIN SELECT RAISE(ABORT, 'recorded_request is append-only'); END;

-- A journal entry of a repossession that is no write-off.
ALTER TABLE journal_entry ADD COLUMN repossession INTEGER REFERENCES repossession (id)
    CONSTRAINT journal_entry_of_one_thing CHECK (repossession IS NULL OR write_off IS NULL);

-- The same table with two more ledger accounts.
DROP TRIGGER journal_line_no_update;
DROP TRIGGER journal_line_no_delete;
ALTER TABLE journal_line RENAME TO journal_line_before;
CREATE TABLE journal_line (
    entry          INTEGER NOT NULL,
    ledger_account TEXT    NOT NULL,
    amount         INTEGER NOT NULL,  -- a debit where positive, a credit where negative
    CONSTRAINT journal_line_key PRIMARY KEY (entry, ledger_account),
    CONSTRAINT journal_line_entry FOREIGN KEY (entry) REFERENCES journal_entry (id),
    CONSTRAINT journal_line_account_known CHECK (ledger_account IN (
        'receivables', 'write_off_expense', 'tax_liability', 'repossessed_stock',
        'loss_on_repossession')),
    CONSTRAINT journal_line_of_something CHECK (amount <> 0)
) STRICT, WITHOUT ROWID;
INSERT INTO journal_line SELECT entry, ledger_account, amount FROM journal_line_before;
DROP TABLE journal_line_before;
CREATE TRIGGER journal_line_no_update BEFORE UPDATE ON journal_line
BEGIN SELECT RAISE(ABORT, 'journal_line is append-only'); END;
CREATE TRIGGER journal_line_no_delete BEFORE DELETE ON journal_line
BEGIN SELECT RAISE(ABORT, 'journal_line is append-only'); END;

-- Pending actions, repossessions, write-offs, bulk operations, and what they leave behind.

CREATE TABLE pending_action (
    -- A task on an account. Defaulting creates a repossession by itself.
    id            INTEGER NOT NULL,
    company       INTEGER NOT NULL,
    account       TEXT    NOT NULL,
    type          TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    defaulted_on  TEXT    NOT NULL,  -- the day of the default that caused it
    created_at    TEXT    NOT NULL,
    done_at       TEXT,
    CONSTRAINT pending_action_key PRIMARY KEY (id),
    CONSTRAINT pending_action_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT pending_action_type_known CHECK (type IN ('repossession')),
    CONSTRAINT pending_action_status_known CHECK (status IN ('pending', 'done')),
    CONSTRAINT pending_action_done_has_a_time CHECK ((status = 'done') = (done_at IS NOT NULL)),
    CONSTRAINT pending_action_defaulted_on_date CHECK (defaulted_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
-- At most one of a type is pending on an account.
CREATE UNIQUE INDEX pending_action_pending_once ON pending_action (company, account, type) WHERE status = 'pending';

CREATE TABLE failed_attempt (
    -- An attempt at a repossession that came to nothing. The action stays pending.
    id             INTEGER NOT NULL,
    company        INTEGER NOT NULL,
    account        TEXT    NOT NULL,
    pending_action INTEGER NOT NULL,
    attempted_on   TEXT    NOT NULL,
    reason         TEXT    NOT NULL,
    promised_on    TEXT,              -- where the customer promised to pay: when
    recorded_by    INTEGER NOT NULL,
    recorded_at    TEXT    NOT NULL,
    CONSTRAINT failed_attempt_key PRIMARY KEY (id),
    CONSTRAINT failed_attempt_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT failed_attempt_action FOREIGN KEY (pending_action) REFERENCES pending_action (id),
    CONSTRAINT failed_attempt_user FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT failed_attempt_reason_known CHECK (reason IN (
        'home_not_found', 'customer_absent', 'household_member_spoken_to',
        'product_lost_stolen_or_burnt', 'refused_or_threatened', 'promised_to_pay',
        'customer_paid', 'product_issue')),
    CONSTRAINT failed_attempt_promise_has_a_day CHECK ((reason = 'promised_to_pay') = (promised_on IS NOT NULL)),
    CONSTRAINT failed_attempt_date CHECK (attempted_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX failed_attempt_by_account ON failed_attempt (company, account, attempted_on);

CREATE TABLE repossession (
    id                INTEGER NOT NULL,
    company           INTEGER NOT NULL,
    account           TEXT    NOT NULL,
    repossessed_on    TEXT    NOT NULL,
    completed_by      INTEGER NOT NULL,
    cu_number         TEXT,              -- serial of the control unit, where there was one
    product_condition TEXT    NOT NULL,
    pending_action    INTEGER,           -- what it completed
    recorded_at       TEXT    NOT NULL,
    CONSTRAINT repossession_key PRIMARY KEY (id),
    CONSTRAINT repossession_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT repossession_user FOREIGN KEY (completed_by) REFERENCES app_user (id),
    CONSTRAINT repossession_action FOREIGN KEY (pending_action) REFERENCES pending_action (id),
    CONSTRAINT repossession_date CHECK (repossessed_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    CONSTRAINT repossession_condition_known CHECK (product_condition IN (
        'as_new', 'used', 'damaged', 'unusable', 'nothing_recovered'))
) STRICT;

CREATE TABLE repossession_line (
    repossession INTEGER NOT NULL,
    contract     INTEGER NOT NULL,
    product      INTEGER NOT NULL,
    held         INTEGER NOT NULL,
    returned     INTEGER NOT NULL,  -- the shortfall is lost
    CONSTRAINT repossession_line_key PRIMARY KEY (repossession, contract, product),
    CONSTRAINT repossession_line_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT repossession_line_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT repossession_line_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT repossession_line_held_range CHECK (held >= 1),
    CONSTRAINT repossession_line_returned_range CHECK (returned BETWEEN 0 AND held)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_move (
    -- Stock moves, it never appears or disappears: held_product and stock are the sums of this.
    id            INTEGER NOT NULL,
    company       INTEGER NOT NULL,
    from_location INTEGER NOT NULL,
    to_location   INTEGER NOT NULL,
    contract      INTEGER,            -- whose, where it leaves or reaches a customer
    product       INTEGER NOT NULL,
    quantity      INTEGER NOT NULL,
    repossession  INTEGER,            -- what it was moved by, if that was a repossession
    moved_on      TEXT    NOT NULL,
    CONSTRAINT stock_move_key PRIMARY KEY (id),
    CONSTRAINT stock_move_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT stock_move_from FOREIGN KEY (from_location) REFERENCES location (id),
    CONSTRAINT stock_move_to FOREIGN KEY (to_location) REFERENCES location (id),
    CONSTRAINT stock_move_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT stock_move_product FOREIGN KEY (product) REFERENCES product (id),
    CONSTRAINT stock_move_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT stock_move_moves CHECK (from_location <> to_location),
    CONSTRAINT stock_move_quantity_range CHECK (quantity >= 1)
) STRICT;

CREATE TABLE bulk_operation (
    -- One submission of a file. It is there with everything it did, or not at all.
    id                   INTEGER NOT NULL,
    company              INTEGER NOT NULL,
    operation_id         TEXT    NOT NULL,  -- the UUID that the client made
    number               INTEGER NOT NULL,  -- within the company, in the order of commits
    submitted_by         INTEGER NOT NULL,
    committed_at         TEXT    NOT NULL,
    today                TEXT    NOT NULL,  -- the day that it counted as today
    early_write_off_days INTEGER NOT NULL,  -- the company's policy at the time
    early_acknowledged   INTEGER NOT NULL,  -- the person confirmed having seen the early ones
    entries              INTEGER NOT NULL,
    written_off          INTEGER NOT NULL,
    failed               INTEGER NOT NULL,
    early                INTEGER NOT NULL,
    amount               INTEGER NOT NULL,
    file_name            TEXT    NOT NULL,
    file_bytes           INTEGER NOT NULL,
    file_sha256          TEXT    NOT NULL,
    column_index         INTEGER,           -- what the person chose, where the file did not say
    first_row_is_heading INTEGER,
    request_sha256       BLOB    NOT NULL,  -- of everything that was asked
    file                 BLOB    NOT NULL,  -- the file itself
    seen                 TEXT    NOT NULL,  -- what the preview had shown as eligible (JSON)
    CONSTRAINT bulk_operation_key PRIMARY KEY (id),
    CONSTRAINT bulk_operation_id_once UNIQUE (company, operation_id),
    CONSTRAINT bulk_operation_number_once UNIQUE (company, number),
    CONSTRAINT bulk_operation_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT bulk_operation_user FOREIGN KEY (submitted_by) REFERENCES app_user (id),
    CONSTRAINT bulk_operation_adds_up CHECK (written_off + failed = entries),
    CONSTRAINT bulk_operation_counts_range CHECK (written_off >= 0 AND failed >= 0 AND entries >= 1),
    CONSTRAINT bulk_operation_early_acknowledged CHECK (
        early BETWEEN 0 AND written_off AND (early = 0 OR early_acknowledged = 1)),
    CONSTRAINT bulk_operation_file_length CHECK (file_bytes = length(file)),
    CONSTRAINT bulk_operation_column_complete CHECK (
        (column_index IS NULL) = (first_row_is_heading IS NULL))
) STRICT;
CREATE INDEX bulk_operation_by_file ON bulk_operation (company, file_sha256, number);

CREATE TABLE write_off (
    -- A repossession in which nothing is recovered.
    repossession INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    method       TEXT    NOT NULL,
    operation    INTEGER,           -- the bulk operation, of a bulk one and always then
    CONSTRAINT write_off_key PRIMARY KEY (repossession),
    CONSTRAINT write_off_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT write_off_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT write_off_operation FOREIGN KEY (operation) REFERENCES bulk_operation (id),
    CONSTRAINT write_off_method_known CHECK (method IN ('personal', 'bulk')),
    CONSTRAINT write_off_operation_of_bulk CHECK ((method = 'bulk') = (operation IS NOT NULL))
) STRICT;

CREATE TABLE write_off_contract (
    -- What was written off under a contract. The key makes a second time impossible.
    contract  INTEGER NOT NULL,
    write_off INTEGER NOT NULL,
    principal INTEGER NOT NULL,
    fees      INTEGER NOT NULL,
    tax       INTEGER NOT NULL,
    CONSTRAINT write_off_contract_once PRIMARY KEY (contract),
    CONSTRAINT write_off_contract_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT write_off_contract_write_off FOREIGN KEY (write_off) REFERENCES write_off (repossession),
    CONSTRAINT write_off_contract_amounts_range CHECK (principal >= 0 AND fees >= 0 AND tax >= 0)
) STRICT;

CREATE TABLE journal_entry (
    -- Double entry: the lines of an entry add up to nothing.
    id        INTEGER NOT NULL,
    company   INTEGER NOT NULL,
    booked_on TEXT    NOT NULL,
    write_off INTEGER,
    CONSTRAINT journal_entry_key PRIMARY KEY (id),
    CONSTRAINT journal_entry_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT journal_entry_write_off FOREIGN KEY (write_off) REFERENCES write_off (repossession)
) STRICT;

CREATE TABLE journal_line (
    entry          INTEGER NOT NULL,
    ledger_account TEXT    NOT NULL,
    amount         INTEGER NOT NULL,  -- a debit where positive, a credit where negative
    CONSTRAINT journal_line_key PRIMARY KEY (entry, ledger_account),
    CONSTRAINT journal_line_entry FOREIGN KEY (entry) REFERENCES journal_entry (id),
    CONSTRAINT journal_line_account_known CHECK (ledger_account IN (
        'receivables', 'write_off_expense', 'tax_liability')),
    CONSTRAINT journal_line_of_something CHECK (amount <> 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE bulk_operation_outcome (
    -- What became of one entry of the file, in the words of the day: names may change later.
    operation          INTEGER NOT NULL,
    entry              INTEGER NOT NULL,  -- from 0, in the order of the file
    line               INTEGER NOT NULL,
    account            TEXT    NOT NULL,  -- what stood there, where that is no account ID
    customer           TEXT,
    centre             TEXT,
    outcome            TEXT    NOT NULL,
    days_since_default INTEGER,
    early              INTEGER NOT NULL,
    amount             INTEGER,
    first_line         INTEGER,
    changed            TEXT    NOT NULL,  -- codes, as a JSON array
    CONSTRAINT bulk_operation_outcome_key PRIMARY KEY (operation, entry),
    CONSTRAINT bulk_operation_outcome_operation FOREIGN KEY (operation) REFERENCES bulk_operation (id),
    CONSTRAINT bulk_operation_outcome_known CHECK (outcome IN (
        'written_off', 'changed_since_preview', 'malformed_account_id', 'rounded_by_spreadsheet',
        'duplicate_entry', 'account_does_not_exist', 'account_already_terminated',
        'account_not_in_default')),
    CONSTRAINT bulk_operation_outcome_of_a_write_off CHECK (
        (outcome = 'written_off') = (amount IS NOT NULL)
        AND (outcome = 'written_off') = (days_since_default IS NOT NULL)),
    CONSTRAINT bulk_operation_outcome_of_a_duplicate CHECK (
        (outcome = 'duplicate_entry') = (first_line IS NOT NULL)),
    CONSTRAINT bulk_operation_outcome_of_a_change CHECK (
        (outcome = 'changed_since_preview') = (changed <> '[]'))
) STRICT, WITHOUT ROWID;

CREATE TABLE notification (
    -- What a person is told, until they have read it and after.
    id        INTEGER NOT NULL,
    app_user  INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    at        TEXT    NOT NULL,
    read_at   TEXT,
    CONSTRAINT notification_key PRIMARY KEY (id),
    CONSTRAINT notification_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT notification_operation FOREIGN KEY (operation) REFERENCES bulk_operation (id)
) STRICT;
CREATE INDEX notification_by_user ON notification (app_user, id);
CREATE INDEX notification_unread ON notification (app_user) WHERE read_at IS NULL;

CREATE TABLE audit_event (
    -- Who did what, in the transaction that did it.
    id       INTEGER NOT NULL,
    company  INTEGER NOT NULL,
    at       TEXT    NOT NULL,
    app_user INTEGER NOT NULL,
    role     TEXT    NOT NULL,  -- the role that they had then
    action   TEXT    NOT NULL,
    subject  TEXT    NOT NULL,  -- what it was done to
    detail   TEXT    NOT NULL,  -- JSON
    CONSTRAINT audit_event_key PRIMARY KEY (id),
    CONSTRAINT audit_event_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT audit_event_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT audit_event_detail_is_json CHECK (json_valid(detail))
) STRICT;

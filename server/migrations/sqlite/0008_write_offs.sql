-- Write-offs, and the bulk operations that made them.

-- One submission of a file. It is there with everything it did, or not at all.
CREATE TABLE bulk_operation (
    id                   INTEGER NOT NULL,
    company              INTEGER NOT NULL,
    kind                 TEXT    NOT NULL,
    operation_id         TEXT    NOT NULL CHECK (length(operation_id) = 36),
    number               INTEGER NOT NULL,
    submitted_by         INTEGER NOT NULL,
    committed_at         TEXT    NOT NULL CHECK (committed_at IS strftime('%Y-%m-%dT%H:%M:%fZ', committed_at)),
    today                TEXT    NOT NULL CHECK (today IS date(today)),
    early_write_off_days INTEGER NOT NULL,
    early_acknowledged   INTEGER NOT NULL CHECK (early_acknowledged IN (0, 1)),
    entries              INTEGER NOT NULL,
    written_off          INTEGER NOT NULL,
    started              INTEGER NOT NULL,
    failed               INTEGER NOT NULL,
    early                INTEGER NOT NULL,
    amount               INTEGER NOT NULL,
    file_name            TEXT    NOT NULL,
    file_bytes           INTEGER NOT NULL,
    file_sha256          TEXT    NOT NULL,
    column_index         INTEGER,
    first_row_is_heading INTEGER CHECK (first_row_is_heading IN (0, 1)),
    file                 BLOB    NOT NULL,
    seen                 TEXT    NOT NULL,
    control              TEXT,
    control_name         TEXT,
    settings_version     INTEGER,
    CONSTRAINT bulk_operation_key PRIMARY KEY (id),
    CONSTRAINT bulk_operation_id_once UNIQUE (company, operation_id),
    CONSTRAINT bulk_operation_number_once UNIQUE (company, number),
    CONSTRAINT bulk_operation_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT bulk_operation_user FOREIGN KEY (submitted_by) REFERENCES app_user (id),
    CONSTRAINT bulk_operation_kind_known CHECK (kind IN ('write_off', 'process_start')),
    CONSTRAINT bulk_operation_does_one_thing CHECK (
        (kind = 'write_off' OR written_off = 0) AND (kind = 'process_start' OR started = 0)),
    CONSTRAINT bulk_operation_adds_up CHECK (written_off + started + failed = entries),
    CONSTRAINT bulk_operation_counts_range CHECK (
        written_off >= 0 AND started >= 0 AND failed >= 0 AND entries >= 1),
    CONSTRAINT bulk_operation_early_acknowledged CHECK (
        early BETWEEN 0 AND written_off + started AND (early = 0 OR early_acknowledged)),
    CONSTRAINT bulk_operation_control_of_starts CHECK (
        (kind = 'process_start') = (control IS NOT NULL)
        AND (kind = 'process_start') = (control_name IS NOT NULL)
        AND (kind = 'process_start') = (settings_version IS NOT NULL)),
    CONSTRAINT bulk_operation_file_length CHECK (file_bytes = length(file)),
    CONSTRAINT bulk_operation_column_complete CHECK (
        (column_index IS NULL) = (first_row_is_heading IS NULL))
) STRICT;
CREATE INDEX bulk_operation_by_file ON bulk_operation (company, file_sha256, number);

-- A repossession in which nothing is recovered.
CREATE TABLE write_off (
    repossession INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    method       TEXT    NOT NULL,
    operation    INTEGER,
    process      INTEGER,
    CONSTRAINT write_off_key PRIMARY KEY (repossession),
    CONSTRAINT write_off_repossession FOREIGN KEY (repossession) REFERENCES repossession (id),
    CONSTRAINT write_off_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT write_off_operation FOREIGN KEY (operation) REFERENCES bulk_operation (id),
    CONSTRAINT write_off_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT write_off_method_known CHECK (method IN ('personal', 'bulk', 'process')),
    CONSTRAINT write_off_process_of_an_event CHECK ((method = 'process') = (process IS NOT NULL)),
    CONSTRAINT write_off_operation_of_bulk CHECK ((method = 'bulk') = (operation IS NOT NULL))
) STRICT;

-- What was written off under a contract. The key makes a second time impossible.
CREATE TABLE write_off_contract (
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

-- What became of one entry of the file, in the words of the day: names may change later.
CREATE TABLE bulk_operation_outcome (
    operation          INTEGER NOT NULL,
    entry              INTEGER NOT NULL,
    line               INTEGER NOT NULL,
    account            TEXT    NOT NULL,
    customer           TEXT,
    centre             TEXT,
    outcome            TEXT    NOT NULL,
    days_since_default INTEGER,
    early              INTEGER NOT NULL CHECK (early IN (0, 1)),
    amount             INTEGER,
    process            INTEGER,
    first_line         INTEGER,
    changed            TEXT    NOT NULL,
    CONSTRAINT bulk_operation_outcome_key PRIMARY KEY (operation, entry),
    CONSTRAINT bulk_operation_outcome_operation FOREIGN KEY (operation) REFERENCES bulk_operation (id),
    CONSTRAINT bulk_operation_outcome_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT bulk_operation_outcome_known CHECK (outcome IN (
        'written_off', 'process_started', 'changed_since_preview', 'malformed_account_id',
        'rounded_by_spreadsheet', 'duplicate_entry', 'account_does_not_exist',
        'account_already_terminated', 'account_not_in_default', 'account_on_hold', 'nothing_owed',
        'other_debt_class', 'in_active_process', 'no_template')),
    CONSTRAINT bulk_operation_outcome_of_what_is_done CHECK (
        (outcome IN ('written_off', 'process_started')) = (amount IS NOT NULL)
        AND (outcome IN ('written_off', 'process_started')) = (days_since_default IS NOT NULL)),
    CONSTRAINT bulk_operation_outcome_of_a_process CHECK (
        (outcome IN ('process_started', 'in_active_process')) = (process IS NOT NULL)),
    CONSTRAINT bulk_operation_outcome_of_a_duplicate CHECK (
        (outcome = 'duplicate_entry') = (first_line IS NOT NULL)),
    CONSTRAINT bulk_operation_outcome_of_a_change CHECK (
        (outcome = 'changed_since_preview') = (changed <> '[]'))
) STRICT;

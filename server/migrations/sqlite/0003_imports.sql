-- Imports: files and batches of other systems, with what became of each row.

-- A file that was sent and looked at, and not committed yet. It goes when it is committed, or after
-- a day.
CREATE TABLE import_draft (
    id           INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    import_id    TEXT    NOT NULL CHECK (length(import_id) = 36),
    app_user     INTEGER NOT NULL,
    created_at   TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    file_name    TEXT    NOT NULL,
    file_bytes   INTEGER NOT NULL,
    file         BLOB    NOT NULL,
    sheets       TEXT    NOT NULL,
    created      INTEGER NOT NULL,
    changed      INTEGER NOT NULL,
    same         INTEGER NOT NULL,
    refused      INTEGER NOT NULL,
    CONSTRAINT import_draft_key PRIMARY KEY (id),
    CONSTRAINT import_draft_id_once UNIQUE (company, import_id),
    CONSTRAINT import_draft_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT import_draft_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT import_draft_file_length CHECK (file_bytes = length(file))
) STRICT;

-- What would become of a row of the file.
CREATE TABLE import_draft_row (
    draft        INTEGER NOT NULL,
    place        INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    line         INTEGER NOT NULL,
    row_key      TEXT    NOT NULL,
    result       TEXT    NOT NULL,
    detail       TEXT    NOT NULL,
    CONSTRAINT import_draft_row_key PRIMARY KEY (draft, place),
    CONSTRAINT import_draft_row_draft FOREIGN KEY (draft) REFERENCES import_draft (id) ON DELETE CASCADE,
    CONSTRAINT import_draft_row_kind_known CHECK (kind IN (
        'centres', 'products', 'staff', 'accounts', 'contracts', 'units', 'payments')),
    CONSTRAINT import_draft_row_result_known CHECK (result IN (
        'created', 'changed', 'same', 'refused'))
) STRICT, WITHOUT ROWID;

-- One import: a file that somebody committed, or a batch of another system that changed anything. It
-- is there with everything it did, or not at all.
CREATE TABLE import (
    id           INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    import_id    TEXT    NOT NULL CHECK (length(import_id) = 36),
    number       INTEGER NOT NULL,
    source       TEXT    NOT NULL,
    submitted_by INTEGER NOT NULL,
    committed_at TEXT    NOT NULL CHECK (committed_at IS strftime('%Y-%m-%dT%H:%M:%fZ', committed_at)),
    file_name    TEXT    NOT NULL,
    file_bytes   INTEGER NOT NULL,
    file_sha256  TEXT    NOT NULL,
    file         BLOB    NOT NULL,
    sheets       TEXT    NOT NULL,
    created      INTEGER NOT NULL,
    changed      INTEGER NOT NULL,
    same         INTEGER NOT NULL,
    refused      INTEGER NOT NULL,
    CONSTRAINT import_key PRIMARY KEY (id),
    CONSTRAINT import_id_once UNIQUE (company, import_id),
    CONSTRAINT import_number_once UNIQUE (company, number),
    CONSTRAINT import_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT import_user FOREIGN KEY (submitted_by) REFERENCES app_user (id),
    CONSTRAINT import_source_known CHECK (source IN ('file', 'api')),
    CONSTRAINT import_file_length CHECK (file_bytes = length(file)),
    CONSTRAINT import_number_range CHECK (number >= 1)
) STRICT;

-- What became of one row.
CREATE TABLE import_outcome (
    import       INTEGER NOT NULL,
    place        INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    line         INTEGER NOT NULL,
    row_key      TEXT    NOT NULL,
    result       TEXT    NOT NULL,
    detail       TEXT    NOT NULL,
    CONSTRAINT import_outcome_key PRIMARY KEY (import, place),
    CONSTRAINT import_outcome_import FOREIGN KEY (import) REFERENCES import (id),
    CONSTRAINT import_outcome_kind_known CHECK (kind IN (
        'centres', 'products', 'staff', 'accounts', 'contracts', 'units', 'payments')),
    CONSTRAINT import_outcome_result_known CHECK (result IN (
        'created', 'changed', 'same', 'refused'))
) STRICT, WITHOUT ROWID;
CREATE INDEX import_outcome_by_result ON import_outcome (import, result, place);

-- What a column of that heading is at this company, where its words do not say so and somebody did.
-- An empty field: the column is not used.
CREATE TABLE import_column (
    company      INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    heading      TEXT    NOT NULL,
    field        TEXT    NOT NULL,
    CONSTRAINT import_column_key PRIMARY KEY (company, kind, heading),
    CONSTRAINT import_column_company FOREIGN KEY (company) REFERENCES operating_company (id)
) STRICT, WITHOUT ROWID;

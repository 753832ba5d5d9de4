-- The audit log as chains of rows, each with the hash of the one before it: docs/audit.md says to
-- the byte what is hashed. What audit_event holds is carried over when the database is opened, and stays as it is.

CREATE TABLE audit_chain (
    -- The head of each chain. Whoever appends to a chain moves it in the same transaction.
    company  INTEGER NOT NULL,  -- 0 for the chain of what belongs to no company
    sequence INTEGER NOT NULL,  -- of the last row; 0 where there is none yet
    hash     BLOB    NOT NULL,  -- of the last row; zeros where there is none yet
    CONSTRAINT audit_chain_key PRIMARY KEY (company),
    CONSTRAINT audit_chain_company_range CHECK (company >= 0),
    CONSTRAINT audit_chain_sequence_range CHECK (sequence >= 0),
    CONSTRAINT audit_chain_hash_is_a_hash CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;

INSERT INTO audit_chain (company, sequence, hash)
SELECT 0, 0, zeroblob(32) UNION ALL SELECT id, 0, zeroblob(32) FROM operating_company;

CREATE TRIGGER operating_company_begins_a_chain AFTER INSERT ON operating_company
BEGIN INSERT INTO audit_chain (company, sequence, hash) VALUES (NEW.id, 0, zeroblob(32)); END;

CREATE TRIGGER audit_chain_only_grows BEFORE UPDATE ON audit_chain
WHEN NEW.company <> OLD.company OR NEW.sequence <= OLD.sequence
BEGIN SELECT RAISE(ABORT, 'audit_chain only grows'); END;
CREATE TRIGGER audit_chain_no_delete BEFORE DELETE ON audit_chain
BEGIN SELECT RAISE(ABORT, 'audit_chain only grows'); END;

CREATE TABLE audit_row (
    -- Who did what, on what, when, from where, what came of it, and what changed; in the
    -- transaction of what it tells.
    company    INTEGER NOT NULL,  -- 0 for what belongs to no company
    sequence   INTEGER NOT NULL,  -- within the company, from 1 without gaps
    form       INTEGER NOT NULL,  -- of the bytes that were hashed
    at         TEXT    NOT NULL,
    app_user   INTEGER,           -- none where there is no such user, or the command line did it
    user_name  TEXT,              -- the name to sign in with, as it was then or as it was typed
    role       TEXT,              -- the role that the person had then
    action     TEXT    NOT NULL,
    account    TEXT,
    operation  TEXT,              -- the UUID that the client made for what was done
    address    TEXT,              -- where the request came from
    request_id TEXT,              -- the request's number in the server's log
    result     TEXT    NOT NULL,
    detail     TEXT    NOT NULL,  -- what changed, in JSON: the very text that was hashed
    hash       BLOB    NOT NULL,  -- SHA-256 of the hash before it and of this row
    CONSTRAINT audit_row_key PRIMARY KEY (company, sequence),
    CONSTRAINT audit_row_chain FOREIGN KEY (company) REFERENCES audit_chain (company),
    CONSTRAINT audit_row_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT audit_row_sequence_range CHECK (sequence >= 1),
    CONSTRAINT audit_row_result_known CHECK (result IN ('done', 'refused')),
    CONSTRAINT audit_row_detail_is_json CHECK (json_valid(detail)),
    CONSTRAINT audit_row_hash_is_a_hash CHECK (length(hash) = 32)
) STRICT;
-- The log is read by time, the latest first; rows of one instant by sequence. An account and an
-- operation have few enough to sort.
CREATE INDEX audit_row_by_time ON audit_row (company, at, sequence);
CREATE INDEX audit_row_by_user ON audit_row (company, app_user, at, sequence);
CREATE INDEX audit_row_by_account ON audit_row (company, account) WHERE account IS NOT NULL;
CREATE INDEX audit_row_by_operation ON audit_row (company, operation, account)
 WHERE operation IS NOT NULL;
-- Without the one action of which there are thousands at once: it is found by reading the log.
CREATE INDEX audit_row_by_action ON audit_row (company, action, at, sequence)
 WHERE action <> 'account_write_off';

CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row
BEGIN SELECT RAISE(ABORT, 'audit_row is append-only'); END;
CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row
BEGIN SELECT RAISE(ABORT, 'audit_row is append-only'); END;

-- The log of earlier versions is closed.
CREATE TRIGGER audit_event_no_insert BEFORE INSERT ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit_event is closed: the log is audit_row'); END;

-- That the limit of attempts had begun was written down when this attempt was the latest one. So a
-- flood of attempts fills no log.
ALTER TABLE sign_in_attempt ADD COLUMN limit_told_at TEXT;

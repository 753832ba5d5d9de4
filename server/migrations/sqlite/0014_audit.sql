-- The audit log as chains of rows, each with the hash of the one before it: docs/audit.md says to
-- the byte what is hashed.

-- The head of each chain. Appending to a chain locks its head and moves it in the same transaction.
CREATE TABLE audit_chain (
    company  INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash     BLOB    NOT NULL,
    CONSTRAINT audit_chain_key PRIMARY KEY (company),
    CONSTRAINT audit_chain_company_range CHECK (company >= 0),
    CONSTRAINT audit_chain_sequence_range CHECK (sequence >= 0),
    CONSTRAINT audit_chain_hash_is_a_hash CHECK (length(hash) = 32)
) STRICT;

-- Who did what, to what, when, from where, with what result, and what changed; in the transaction
-- of what it records.
CREATE TABLE audit_row (
    company    INTEGER NOT NULL,
    sequence   INTEGER NOT NULL,
    form       INTEGER NOT NULL,
    at         TEXT    NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
    app_user   INTEGER,
    user_name  TEXT,
    role       TEXT,
    action     TEXT    NOT NULL,
    account    TEXT,
    operation  TEXT    CHECK (length(operation) = 36),
    address    TEXT,
    request_id TEXT,
    result     TEXT    NOT NULL,
    detail     TEXT    NOT NULL,
    hash       BLOB    NOT NULL,
    CONSTRAINT audit_row_key PRIMARY KEY (company, sequence),
    CONSTRAINT audit_row_chain FOREIGN KEY (company) REFERENCES audit_chain (company),
    CONSTRAINT audit_row_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT audit_row_sequence_range CHECK (sequence >= 1),
    CONSTRAINT audit_row_result_known CHECK (result IN ('done', 'refused')),
    CONSTRAINT audit_row_hash_is_a_hash CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_row_by_time ON audit_row (company, at, sequence);
CREATE INDEX audit_row_by_user ON audit_row (company, app_user, at, sequence);
CREATE INDEX audit_row_by_account ON audit_row (company, account) WHERE account IS NOT NULL;
CREATE INDEX audit_row_by_operation ON audit_row (company, operation, account) WHERE operation IS NOT NULL;
CREATE INDEX audit_row_by_action ON audit_row (company, action, at, sequence) WHERE action <> 'account_write_off';

INSERT INTO audit_chain (company, sequence, hash) VALUES (0, 0, zeroblob(32));

CREATE TRIGGER operating_company_begins_a_chain AFTER INSERT ON operating_company BEGIN
    INSERT INTO audit_chain (company, sequence, hash) VALUES (NEW.id, 0, zeroblob(32));
END;

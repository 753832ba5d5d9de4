-- The audit log as chains of rows, each with the hash of the one before it: docs/audit.md says to
-- the byte what is hashed.

CREATE TABLE audit_chain (
    company  bigint NOT NULL,
    sequence bigint NOT NULL,
    hash     bytea  NOT NULL,
    CONSTRAINT audit_chain_key PRIMARY KEY (company),
    CONSTRAINT audit_chain_company_range CHECK (company >= 0),
    CONSTRAINT audit_chain_sequence_range CHECK (sequence >= 0),
    CONSTRAINT audit_chain_hash_is_a_hash CHECK (length(hash) = 32)
) WITH (fillfactor = 10);
COMMENT ON TABLE audit_chain IS 'The head of each chain. Appending to a chain locks its head and moves it in the same transaction.';
COMMENT ON COLUMN audit_chain.company IS '0 for the chain of what belongs to no company';
COMMENT ON COLUMN audit_chain.sequence IS 'Of the last row; 0 where there is none yet';
COMMENT ON COLUMN audit_chain.hash IS 'Of the last row; zeros where there is none yet';

CREATE TABLE audit_row (
    company    bigint           NOT NULL,
    sequence   bigint           NOT NULL,
    form       bigint           NOT NULL,
    at         timestamptz(3)   NOT NULL,
    app_user   bigint,
    user_name  text,
    role       text COLLATE "C",
    action     text COLLATE "C" NOT NULL,
    account    text COLLATE "C",
    operation  uuid,
    address    text,
    request_id text,
    result     text COLLATE "C" NOT NULL,
    detail     text             NOT NULL,
    hash       bytea            NOT NULL,
    CONSTRAINT audit_row_key PRIMARY KEY (company, sequence),
    CONSTRAINT audit_row_chain FOREIGN KEY (company) REFERENCES audit_chain (company),
    CONSTRAINT audit_row_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT audit_row_sequence_range CHECK (sequence >= 1),
    CONSTRAINT audit_row_result_known CHECK (result IN ('done', 'refused')),
    CONSTRAINT audit_row_hash_is_a_hash CHECK (length(hash) = 32)
);
COMMENT ON TABLE audit_row IS 'Who did what, to what, when, from where, with what result, and what changed; in the transaction of what it records.';
COMMENT ON COLUMN audit_row.company IS '0 for what belongs to no company';
COMMENT ON COLUMN audit_row.sequence IS 'Within the company, from 1 without gaps';
COMMENT ON COLUMN audit_row.form IS 'Of the bytes that were hashed';
COMMENT ON COLUMN audit_row.app_user IS 'None where there is no such user, or the command line did it';
COMMENT ON COLUMN audit_row.user_name IS 'The name to sign in with, as it was then or as it was typed';
COMMENT ON COLUMN audit_row.role IS 'The role that the person had then';
COMMENT ON COLUMN audit_row.operation IS 'The id that the client made for what was done';
COMMENT ON COLUMN audit_row.address IS 'Where the request came from';
COMMENT ON COLUMN audit_row.request_id IS 'The request''s number in the server''s log';
COMMENT ON COLUMN audit_row.detail IS 'What changed: the very text that was hashed';
COMMENT ON COLUMN audit_row.hash IS 'SHA-256 of the hash before it and of this row';
CREATE INDEX audit_row_by_time ON audit_row (company, at, sequence);
CREATE INDEX audit_row_by_user ON audit_row (company, app_user, at, sequence);
CREATE INDEX audit_row_by_account ON audit_row (company, account) WHERE account IS NOT NULL;
CREATE INDEX audit_row_by_operation ON audit_row (company, operation, account) WHERE operation IS NOT NULL;
CREATE INDEX audit_row_by_action ON audit_row (company, action, at, sequence) WHERE action <> 'account_write_off';

INSERT INTO audit_chain (company, sequence, hash) VALUES (0, 0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION begin_audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_chain (company, sequence, hash)
    VALUES (NEW.id, 0, decode(repeat('00', 32), 'hex'));
    RETURN NULL;
END $$;
CREATE TRIGGER operating_company_begins_a_chain AFTER INSERT ON operating_company
    FOR EACH ROW EXECUTE FUNCTION begin_audit_chain();

-- Signing in: sessions, and attempts to sign in.

CREATE TABLE session (
    -- A signed-in browser. Only the token's SHA-256 is here: who reads the table cannot sign in.
    token_sha256 BLOB    NOT NULL,
    app_user     INTEGER NOT NULL,
    created_at   TEXT    NOT NULL,
    last_seen_at TEXT    NOT NULL,
    expires_at   TEXT    NOT NULL,  -- whatever happens in between
    CONSTRAINT session_key PRIMARY KEY (token_sha256),
    CONSTRAINT session_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT session_token_is_a_hash CHECK (length(token_sha256) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_expiry ON session (expires_at);
CREATE INDEX session_by_user ON session (app_user);

CREATE TABLE sign_in_attempt (
    -- An attempt counts as failed until it has succeeded. Old rows are removed.
    id            INTEGER NOT NULL,
    user_name_key TEXT    NOT NULL,  -- what was typed, in lower case; there need be no such user
    address       TEXT    NOT NULL,  -- where it came from
    attempted_at  TEXT    NOT NULL,
    failed        INTEGER NOT NULL,
    CONSTRAINT sign_in_attempt_key PRIMARY KEY (id),
    CONSTRAINT sign_in_attempt_failed_is_a_truth_value CHECK (failed IN (0, 1))
) STRICT;
CREATE INDEX sign_in_attempt_failures ON sign_in_attempt (address, attempted_at) WHERE failed = 1;
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (attempted_at);

-- Users, their sessions, and attempts to sign in.

-- A person who signs in. A user is never deleted, only disabled: what they did stays theirs.
CREATE TABLE app_user (
    id            INTEGER NOT NULL,
    company       INTEGER NOT NULL,
    user_name     TEXT    NOT NULL,
    user_name_key TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    created_at    TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    disabled_at   TEXT    CHECK (disabled_at IS strftime('%Y-%m-%dT%H:%M:%fZ', disabled_at)),
    CONSTRAINT app_user_key PRIMARY KEY (id),
    CONSTRAINT app_user_name_once UNIQUE (user_name_key),
    CONSTRAINT app_user_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT app_user_role_known CHECK (role IN (
        'admin', 'basic', 'sales', 'field_technician', 'field_management',
        'back_office_management', 'call_centre_basic', 'call_centre_advanced')),
    CONSTRAINT app_user_password_hashed CHECK (password_hash LIKE '$argon2id$%')
) STRICT;

-- A signed-in browser. Only the token's SHA-256 is here: reading the table is not enough to sign
-- in.
CREATE TABLE session (
    token_sha256 BLOB    NOT NULL,
    app_user     INTEGER NOT NULL,
    created_at   TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    last_seen_at TEXT    NOT NULL CHECK (last_seen_at IS strftime('%Y-%m-%dT%H:%M:%fZ', last_seen_at)),
    expires_at   TEXT    NOT NULL CHECK (expires_at IS strftime('%Y-%m-%dT%H:%M:%fZ', expires_at)),
    CONSTRAINT session_key PRIMARY KEY (token_sha256),
    CONSTRAINT session_app_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT session_token_is_a_hash CHECK (length(token_sha256) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_expiry ON session (expires_at);
CREATE INDEX session_by_user ON session (app_user);

-- An attempt counts as failed until it has succeeded. Old rows are removed.
CREATE TABLE sign_in_attempt (
    id            INTEGER NOT NULL,
    user_name_key TEXT    NOT NULL,
    address       TEXT    NOT NULL,
    attempted_at  TEXT    NOT NULL CHECK (attempted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', attempted_at)),
    failed        INTEGER NOT NULL CHECK (failed IN (0, 1)),
    limit_told_at TEXT    CHECK (limit_told_at IS strftime('%Y-%m-%dT%H:%M:%fZ', limit_told_at)),
    CONSTRAINT sign_in_attempt_key PRIMARY KEY (id)
) STRICT;
CREATE INDEX sign_in_attempt_failures ON sign_in_attempt (address, attempted_at) WHERE failed;
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (attempted_at);

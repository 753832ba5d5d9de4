-- Users, their sessions, keys and links, and attempts to sign in.

-- A person who signs in, or a program with a key of its own (role integration). A user is never
-- deleted, only disabled: what they did stays theirs. Once an Admin has decided name, role, centre and
-- mail of a person, no import changes them.
CREATE TABLE app_user (
    id               INTEGER NOT NULL,
    company          INTEGER NOT NULL,
    person_id        TEXT    NOT NULL CHECK (length(person_id) = 36),
    user_name        TEXT    NOT NULL,
    user_name_key    TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    role             TEXT    NOT NULL,
    centre           INTEGER,
    mail             TEXT    NOT NULL DEFAULT '',
    language         TEXT,
    password_hash    TEXT,
    created_at       TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    disabled_at      TEXT    CHECK (disabled_at IS strftime('%Y-%m-%dT%H:%M:%fZ', disabled_at)),
    last_seen_at     TEXT    CHECK (last_seen_at IS strftime('%Y-%m-%dT%H:%M:%fZ', last_seen_at)),
    decided_by_admin INTEGER NOT NULL DEFAULT false CHECK (decided_by_admin IN (0, 1)),
    CONSTRAINT app_user_key PRIMARY KEY (id),
    CONSTRAINT app_user_name_once UNIQUE (user_name_key),
    CONSTRAINT app_user_person_once UNIQUE (person_id),
    CONSTRAINT app_user_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT app_user_centre FOREIGN KEY (centre) REFERENCES fulfilment_centre (id),
    CONSTRAINT app_user_role_known CHECK (role IN (
        'admin', 'basic', 'sales', 'field_technician', 'field_management',
        'back_office_management', 'call_centre_basic', 'call_centre_advanced', 'integration')),
    CONSTRAINT app_user_language_known CHECK (language IN ('en', 'fr')),
    CONSTRAINT app_user_password_hashed CHECK (password_hash LIKE '$argon2id$%'),
    CONSTRAINT app_user_program_has_no_password CHECK (role <> 'integration' OR password_hash IS NULL)
) STRICT;

-- A signed-in browser. Only the token's SHA-256 is here: reading the table is not enough to sign
-- in.
CREATE TABLE session (
    token_sha256 BLOB    NOT NULL,
    session_id   TEXT    NOT NULL CHECK (length(session_id) = 36),
    app_user     INTEGER NOT NULL,
    device       TEXT    NOT NULL,
    address      TEXT    NOT NULL,
    created_at   TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    last_seen_at TEXT    NOT NULL CHECK (last_seen_at IS strftime('%Y-%m-%dT%H:%M:%fZ', last_seen_at)),
    expires_at   TEXT    NOT NULL CHECK (expires_at IS strftime('%Y-%m-%dT%H:%M:%fZ', expires_at)),
    CONSTRAINT session_key PRIMARY KEY (token_sha256),
    CONSTRAINT session_id_once UNIQUE (session_id),
    CONSTRAINT session_app_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT session_token_is_a_hash CHECK (length(token_sha256) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_expiry ON session (expires_at);
CREATE INDEX session_by_user ON session (app_user);

-- The key of a program. Only its SHA-256 is here. It is revoked by disabling its user.
CREATE TABLE api_key (
    key_sha256   BLOB    NOT NULL,
    app_user     INTEGER NOT NULL,
    created_by   INTEGER,
    last_used_at TEXT    CHECK (last_used_at IS strftime('%Y-%m-%dT%H:%M:%fZ', last_used_at)),
    CONSTRAINT api_key_key PRIMARY KEY (key_sha256),
    CONSTRAINT api_key_one_a_user UNIQUE (app_user),
    CONSTRAINT api_key_app_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT api_key_created_by FOREIGN KEY (created_by) REFERENCES app_user (id),
    CONSTRAINT api_key_is_a_hash CHECK (length(key_sha256) = 32)
) STRICT, WITHOUT ROWID;

-- A link that works once: it sets an empty database up, or lets somebody choose a password. Only the
-- token's SHA-256 is here. A newer link of the same user takes the place of an older one.
CREATE TABLE one_time_link (
    token_sha256 BLOB    NOT NULL,
    purpose      TEXT    NOT NULL,
    app_user     INTEGER,
    created_at   TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    expires_at   TEXT    NOT NULL CHECK (expires_at IS strftime('%Y-%m-%dT%H:%M:%fZ', expires_at)),
    CONSTRAINT one_time_link_key PRIMARY KEY (token_sha256),
    CONSTRAINT one_time_link_app_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT one_time_link_token_is_a_hash CHECK (length(token_sha256) = 32),
    CONSTRAINT one_time_link_purpose_known CHECK (purpose IN ('set_up', 'invitation', 'password_reset')),
    CONSTRAINT one_time_link_set_up_of_nobody CHECK ((purpose = 'set_up') = (app_user IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_time_link_of_user_once ON one_time_link (app_user);

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

-- That somebody changed the company's settings. What was changed stands in the audit log.
CREATE TABLE company_settings (
    id          INTEGER NOT NULL,
    company     INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    recorded_at TEXT    NOT NULL CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at)),
    recorded_by INTEGER NOT NULL,
    CONSTRAINT company_settings_key PRIMARY KEY (id),
    CONSTRAINT company_settings_version_once UNIQUE (company, version),
    CONSTRAINT company_settings_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT company_settings_user FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT company_settings_version_range CHECK (version >= 1)
) STRICT;

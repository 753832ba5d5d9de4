-- Requests that must happen once.

-- A request that must happen once, under the id that the client made: the same request again gets
-- the same reply, another one is refused.
CREATE TABLE request (
    company        INTEGER NOT NULL,
    request_id     TEXT    NOT NULL CHECK (length(request_id) = 36),
    kind           TEXT    NOT NULL,
    recorded       INTEGER NOT NULL,
    app_user       INTEGER NOT NULL,
    request_sha256 BLOB    NOT NULL,
    CONSTRAINT request_key PRIMARY KEY (company, request_id),
    CONSTRAINT request_recorded_once UNIQUE (kind, recorded),
    CONSTRAINT request_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT request_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT request_kind_known CHECK (kind IN (
        'repossession', 'failed_attempt', 'bulk_write_off', 'journal_correction',
        'process_start', 'process_change', 'process_task', 'account_hold', 'write_off_settings', 'company_settings')),
    CONSTRAINT request_hash_is_a_hash CHECK (length(request_sha256) = 32)
) STRICT;

-- Requests that must happen once.

CREATE TABLE request (
    company        bigint           NOT NULL,
    request_id     uuid             NOT NULL,
    kind           text COLLATE "C" NOT NULL,
    recorded       bigint           NOT NULL,
    app_user       bigint           NOT NULL,
    request_sha256 bytea            NOT NULL,
    CONSTRAINT request_key PRIMARY KEY (company, request_id),
    CONSTRAINT request_recorded_once UNIQUE (kind, recorded),
    CONSTRAINT request_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT request_user FOREIGN KEY (app_user) REFERENCES app_user (id),
    CONSTRAINT request_kind_known CHECK (kind IN (
        'repossession', 'failed_attempt', 'bulk_write_off', 'journal_correction',
        'process_start', 'process_change', 'process_task', 'account_hold', 'write_off_settings', 'company_settings')),
    CONSTRAINT request_hash_is_a_hash CHECK (length(request_sha256) = 32)
);
COMMENT ON TABLE request IS 'A request that must happen once, under the id that the client made: the same request again gets the same reply, another one is refused.';
COMMENT ON COLUMN request.recorded IS 'The repossession, the failed attempt, or the bulk operation';
COMMENT ON COLUMN request.request_sha256 IS 'Of everything that was asked';

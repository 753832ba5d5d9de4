-- Actions on accounts, and attempts that failed.

-- A task on an account. Defaulting creates a repossession by itself.
CREATE TABLE pending_action (
    id           INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    account      TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    status       TEXT    NOT NULL,
    defaulted_on TEXT    NOT NULL CHECK (defaulted_on IS date(defaulted_on)),
    created_at   TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    done_at      TEXT    CHECK (done_at IS strftime('%Y-%m-%dT%H:%M:%fZ', done_at)),
    CONSTRAINT pending_action_key PRIMARY KEY (id),
    CONSTRAINT pending_action_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT pending_action_type_known CHECK (type IN ('repossession', 'task')),
    CONSTRAINT pending_action_status_known CHECK (status IN ('pending', 'done')),
    CONSTRAINT pending_action_done_has_a_time CHECK ((status = 'done') = (done_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX pending_action_pending_once ON pending_action (company, account) WHERE status = 'pending' AND type = 'repossession';
CREATE INDEX pending_action_by_account ON pending_action (company, account);
CREATE INDEX pending_action_by_age ON pending_action (company, type, status, defaulted_on, id);

-- An attempt at a repossession that failed. The action stays pending.
CREATE TABLE failed_attempt (
    id             INTEGER NOT NULL,
    company        INTEGER NOT NULL,
    account        TEXT    NOT NULL,
    pending_action INTEGER NOT NULL,
    attempted_on   TEXT    NOT NULL CHECK (attempted_on IS date(attempted_on)),
    reason         TEXT    NOT NULL,
    promised_on    TEXT    CHECK (promised_on IS date(promised_on)),
    note           TEXT,
    recorded_by    INTEGER NOT NULL,
    recorded_at    TEXT    NOT NULL CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at)),
    CONSTRAINT failed_attempt_key PRIMARY KEY (id),
    CONSTRAINT failed_attempt_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT failed_attempt_action FOREIGN KEY (pending_action) REFERENCES pending_action (id),
    CONSTRAINT failed_attempt_user FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT failed_attempt_reason_known CHECK (reason IN (
        'home_not_found', 'customer_absent', 'household_member_spoken_to',
        'product_lost_stolen_or_burnt', 'refused_or_threatened', 'promised_to_pay',
        'customer_paid', 'product_issue')),
    CONSTRAINT failed_attempt_note_short CHECK (length(note) BETWEEN 1 AND 500),
    CONSTRAINT failed_attempt_promise_has_a_day CHECK ((reason = 'promised_to_pay') = (promised_on IS NOT NULL))
) STRICT;
CREATE INDEX failed_attempt_by_account ON failed_attempt (company, account, attempted_on);

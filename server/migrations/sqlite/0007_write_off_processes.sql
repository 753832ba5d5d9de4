-- Write-off processes, and what is set up for them.

-- A kind of debt: each contract has one.
CREATE TABLE debt_class (
    company INTEGER NOT NULL,
    code    TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    CONSTRAINT debt_class_key PRIMARY KEY (company, code),
    CONSTRAINT debt_class_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT debt_class_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT debt_class_name_form CHECK (length(name) BETWEEN 1 AND 100)
) STRICT, WITHOUT ROWID;

-- A collection agency, to which debt is referred.
CREATE TABLE agency (
    company INTEGER NOT NULL,
    code    TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    CONSTRAINT agency_key PRIMARY KEY (company, code),
    CONSTRAINT agency_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT agency_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT agency_name_form CHECK (length(name) BETWEEN 1 AND 100)
) STRICT, WITHOUT ROWID;

-- A kind of event of write-off processes, with what it does.
CREATE TABLE event_type (
    company        INTEGER NOT NULL,
    code           TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    may_be_skipped INTEGER NOT NULL CHECK (may_be_skipped IN (0, 1)),
    kind           TEXT    NOT NULL,
    channel        TEXT,
    subject        TEXT,
    text           TEXT,
    points         INTEGER,
    url            TEXT,
    secret         TEXT,
    CONSTRAINT event_type_key PRIMARY KEY (company, code),
    CONSTRAINT event_type_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT event_type_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT event_type_name_form CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT event_type_kind_known CHECK (kind IN (
        'notice', 'credit_score', 'refer_to_agency', 'cancel_referral', 'task', 'web_hook',
        'write_off')),
    CONSTRAINT event_type_channel_known CHECK (channel IN ('letter', 'mail', 'sms')),
    CONSTRAINT event_type_has_its_parameters CHECK (
        (kind = 'notice') = (channel IS NOT NULL) AND (kind = 'notice') = (subject IS NOT NULL)
        AND (kind IN ('notice', 'task')) = (text IS NOT NULL)
        AND (kind = 'credit_score') = (points IS NOT NULL)
        AND (kind = 'web_hook') = (url IS NOT NULL) AND (kind = 'web_hook') = (secret IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- A plan of events. Processes that were made from it keep theirs.
CREATE TABLE process_template (
    company   INTEGER NOT NULL,
    code      TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    day_count TEXT    NOT NULL,
    CONSTRAINT process_template_key PRIMARY KEY (company, code),
    CONSTRAINT process_template_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT process_template_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT process_template_name_form CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT process_template_day_count_known CHECK (day_count IN ('calendar', 'working'))
) STRICT, WITHOUT ROWID;

-- An event of a template.
CREATE TABLE template_event (
    company    INTEGER NOT NULL,
    template   TEXT    NOT NULL,
    sequence   INTEGER NOT NULL,
    event_type TEXT    NOT NULL,
    days_after INTEGER NOT NULL,
    CONSTRAINT template_event_key PRIMARY KEY (company, template, sequence),
    CONSTRAINT template_event_template FOREIGN KEY (company, template) REFERENCES process_template (company, code),
    CONSTRAINT template_event_type FOREIGN KEY (company, event_type) REFERENCES event_type (company, code),
    CONSTRAINT template_event_sequence_range CHECK (sequence >= 1),
    CONSTRAINT template_event_days_range CHECK (days_after BETWEEN 0 AND 3650)
) STRICT, WITHOUT ROWID;

-- How a kind of debt is written off.
CREATE TABLE write_off_control (
    company    INTEGER NOT NULL,
    code       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    debt_class TEXT    NOT NULL,
    CONSTRAINT write_off_control_key PRIMARY KEY (company, code),
    CONSTRAINT write_off_control_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT write_off_control_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT write_off_control_name_form CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT write_off_control_class FOREIGN KEY (company, debt_class) REFERENCES debt_class (company, code),
    CONSTRAINT write_off_control_class_once UNIQUE (company, debt_class)
) STRICT, WITHOUT ROWID;

-- Which template a control takes, the lowest priority first.
CREATE TABLE control_criterion (
    company   INTEGER NOT NULL,
    control   TEXT    NOT NULL,
    priority  INTEGER NOT NULL,
    condition TEXT    NOT NULL,
    template  TEXT    NOT NULL,
    CONSTRAINT control_criterion_key PRIMARY KEY (company, control, priority),
    CONSTRAINT control_criterion_control FOREIGN KEY (company, control) REFERENCES write_off_control (company, code),
    CONSTRAINT control_criterion_template FOREIGN KEY (company, template) REFERENCES process_template (company, code),
    CONSTRAINT control_criterion_priority_range CHECK (priority BETWEEN 1 AND 999),
    CONSTRAINT control_criterion_condition_known CHECK (condition IN (
        'deposit_held', 'class_residential', 'class_business', 'class_institution', 'default'))
) STRICT, WITHOUT ROWID;

-- A day on which nobody of the company works.
CREATE TABLE holiday (
    company INTEGER NOT NULL,
    day     TEXT    NOT NULL CHECK (day IS date(day)),
    name    TEXT    NOT NULL,
    CONSTRAINT holiday_key PRIMARY KEY (company, day),
    CONSTRAINT holiday_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT holiday_name_form CHECK (length(name) BETWEEN 1 AND 100)
) STRICT, WITHOUT ROWID;

-- What of the settings of write-off processes is no list, in every version. The latest one counts; none is the first.
CREATE TABLE write_off_settings (
    id                  INTEGER NOT NULL,
    company             INTEGER NOT NULL,
    version             INTEGER NOT NULL,
    small_balance_limit INTEGER NOT NULL,
    grace_days          INTEGER NOT NULL,
    opens_by_itself     INTEGER NOT NULL CHECK (opens_by_itself IN (0, 1)),
    recorded_at         TEXT    NOT NULL CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at)),
    recorded_by         INTEGER,
    CONSTRAINT write_off_settings_key PRIMARY KEY (id),
    CONSTRAINT write_off_settings_version_once UNIQUE (company, version),
    CONSTRAINT write_off_settings_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT write_off_settings_user FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT write_off_settings_range CHECK (
        version >= 1 AND small_balance_limit >= 0 AND grace_days BETWEEN 0 AND 3650)
) STRICT;

-- That no process is opened for an account before a day, or from now on again. The latest one of an account counts: it has it as held_until.
CREATE TABLE account_hold (
    id          INTEGER NOT NULL,
    company     INTEGER NOT NULL,
    account     TEXT    NOT NULL,
    held_until  TEXT    CHECK (held_until IS date(held_until)),
    recorded_at TEXT    NOT NULL CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at)),
    recorded_by INTEGER NOT NULL,
    CONSTRAINT account_hold_key PRIMARY KEY (id),
    CONSTRAINT account_hold_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT account_hold_user FOREIGN KEY (recorded_by) REFERENCES app_user (id)
) STRICT;
CREATE INDEX account_hold_by_account ON account_hold (company, account, id);

-- A dated plan of events for some contracts of an account.
CREATE TABLE write_off_process (
    id         INTEGER NOT NULL,
    company    INTEGER NOT NULL,
    account    TEXT    NOT NULL,
    control    TEXT    NOT NULL,
    template   TEXT    NOT NULL,
    created_at TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    created_on TEXT    NOT NULL CHECK (created_on IS date(created_on)),
    starts_on  TEXT    NOT NULL CHECK (starts_on IS date(starts_on)),
    reason     TEXT    NOT NULL,
    comments   TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    started_by INTEGER,
    CONSTRAINT write_off_process_key PRIMARY KEY (id),
    CONSTRAINT write_off_process_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT write_off_process_control FOREIGN KEY (company, control) REFERENCES write_off_control (company, code),
    CONSTRAINT write_off_process_template FOREIGN KEY (company, template) REFERENCES process_template (company, code),
    CONSTRAINT write_off_process_user FOREIGN KEY (started_by) REFERENCES app_user (id),
    CONSTRAINT write_off_process_reason_known CHECK (reason IN (
        'events_pending', 'completed', 'canceled_by_user', 'canceled_by_system')),
    CONSTRAINT write_off_process_comments_short CHECK (length(comments) <= 500),
    CONSTRAINT write_off_process_version_range CHECK (version >= 1)
) STRICT;
CREATE INDEX write_off_process_by_account ON write_off_process (company, account, id);
CREATE INDEX write_off_process_by_reason ON write_off_process (company, reason, id);

-- A contract that is linked to a process, or was: never removed.
CREATE TABLE process_contract (
    process   INTEGER NOT NULL,
    link      INTEGER NOT NULL,
    contract  INTEGER NOT NULL,
    linked_on TEXT    NOT NULL CHECK (linked_on IS date(linked_on)),
    ended     TEXT,
    ended_on  TEXT    CHECK (ended_on IS date(ended_on)),
    CONSTRAINT process_contract_key PRIMARY KEY (process, link),
    CONSTRAINT process_contract_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT process_contract_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT process_contract_link_range CHECK (link >= 1),
    CONSTRAINT process_contract_ended_known CHECK (ended IN (
        'unlinked', 'debt_cleared', 'written_off', 'ended', 'process_ended')),
    CONSTRAINT process_contract_ended_has_a_day CHECK ((ended IS NULL) = (ended_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX process_contract_active_once ON process_contract (contract) WHERE ended IS NULL;

-- An event of a process. Only pending ones may be removed.
CREATE TABLE process_event (
    process      INTEGER NOT NULL,
    sequence     INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    event_type   TEXT    NOT NULL,
    trigger_on   TEXT    NOT NULL CHECK (trigger_on IS date(trigger_on)),
    status       TEXT    NOT NULL,
    completed_on TEXT    CHECK (completed_on IS date(completed_on)),
    failure      TEXT,
    failed_on    TEXT    CHECK (failed_on IS date(failed_on)),
    CONSTRAINT process_event_key PRIMARY KEY (process, sequence),
    CONSTRAINT process_event_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT process_event_type FOREIGN KEY (company, event_type) REFERENCES event_type (company, code),
    CONSTRAINT process_event_sequence_range CHECK (sequence >= 1),
    CONSTRAINT process_event_status_known CHECK (status IN ('pending', 'complete', 'cancelled')),
    CONSTRAINT process_event_complete_has_a_day CHECK ((status = 'complete') = (completed_on IS NOT NULL)),
    CONSTRAINT process_event_failure_of_a_pending_one CHECK (failure IS NULL OR status = 'pending')
) STRICT;
CREATE INDEX process_event_due ON process_event (company, trigger_on, process) WHERE status = 'pending';

-- What happened to a process.
CREATE TABLE process_history (
    id          INTEGER NOT NULL,
    company     INTEGER NOT NULL,
    process     INTEGER NOT NULL,
    at          TEXT    NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
    recorded_by INTEGER,
    what        TEXT    NOT NULL,
    detail      TEXT    NOT NULL,
    CONSTRAINT process_history_key PRIMARY KEY (id),
    CONSTRAINT process_history_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT process_history_user FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT process_history_what_known CHECK (what IN (
        'started', 'saved', 'rescheduled', 'canceled_by_user', 'canceled_by_system', 'completed',
        'event_completed', 'event_failed', 'contract_ended', 'task_done'))
) STRICT;
CREATE INDEX process_history_by_process ON process_history (process, id);

-- Debt that was referred to an agency.
CREATE TABLE referral (
    id           INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    process      INTEGER NOT NULL,
    agency       TEXT    NOT NULL,
    amount       INTEGER NOT NULL,
    referred_on  TEXT    NOT NULL CHECK (referred_on IS date(referred_on)),
    cancelled_on TEXT    CHECK (cancelled_on IS date(cancelled_on)),
    CONSTRAINT referral_key PRIMARY KEY (id),
    CONSTRAINT referral_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT referral_agency FOREIGN KEY (company, agency) REFERENCES agency (company, code),
    CONSTRAINT referral_amount_range CHECK (amount >= 0)
) STRICT;
CREATE INDEX referral_by_process ON referral (process);
CREATE INDEX referral_open ON referral (company, agency, amount) WHERE cancelled_on IS NULL;

-- What an event of a process writes to somebody outside. Its message_id is the same for each attempt to deliver it, so that the other side can tell.
CREATE TABLE message (
    id              INTEGER NOT NULL,
    company         INTEGER NOT NULL,
    process         INTEGER NOT NULL,
    sequence        INTEGER NOT NULL,
    message_id      TEXT    NOT NULL CHECK (length(message_id) = 36),
    channel         TEXT    NOT NULL,
    recipient       TEXT    NOT NULL,
    subject         TEXT    NOT NULL,
    body            TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    created_at      TEXT    NOT NULL CHECK (created_at IS strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
    last_attempt_at TEXT    CHECK (last_attempt_at IS strftime('%Y-%m-%dT%H:%M:%fZ', last_attempt_at)),
    last_error      TEXT,
    next_attempt_at TEXT    CHECK (next_attempt_at IS strftime('%Y-%m-%dT%H:%M:%fZ', next_attempt_at)),
    leased_until    TEXT    CHECK (leased_until IS strftime('%Y-%m-%dT%H:%M:%fZ', leased_until)),
    CONSTRAINT message_key PRIMARY KEY (id),
    CONSTRAINT message_id_once UNIQUE (message_id),
    CONSTRAINT message_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT message_channel_known CHECK (channel IN ('letter', 'mail', 'sms', 'web_hook')),
    CONSTRAINT message_status_known CHECK (status IN ('waiting', 'delivered', 'gave_up', 'withdrawn')),
    CONSTRAINT message_attempts_range CHECK (attempts >= 0),
    CONSTRAINT message_waiting_has_a_next_attempt CHECK ((status = 'waiting') = (next_attempt_at IS NOT NULL))
) STRICT;
CREATE INDEX message_by_event ON message (process, sequence);
CREATE INDEX message_due ON message (channel, next_attempt_at, id) WHERE status = 'waiting';

-- What an action of type task is about.
CREATE TABLE process_task (
    action   INTEGER NOT NULL,
    process  INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    done_by  INTEGER,
    note     TEXT,
    CONSTRAINT process_task_key PRIMARY KEY (action),
    CONSTRAINT process_task_action FOREIGN KEY (action) REFERENCES pending_action (id),
    CONSTRAINT process_task_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT process_task_user FOREIGN KEY (done_by) REFERENCES app_user (id),
    CONSTRAINT process_task_note_short CHECK (length(note) BETWEEN 1 AND 500)
) STRICT;
CREATE INDEX process_task_by_process ON process_task (process);

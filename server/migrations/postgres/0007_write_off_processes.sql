-- Write-off processes, and what is set up for them.

CREATE TABLE debt_class (
    company bigint           NOT NULL,
    code    text COLLATE "C" NOT NULL,
    name    text             NOT NULL,
    CONSTRAINT debt_class_key PRIMARY KEY (company, code),
    CONSTRAINT debt_class_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT debt_class_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT debt_class_name_form CHECK (length(name) BETWEEN 1 AND 100)
);
COMMENT ON TABLE debt_class IS 'A kind of debt: each contract has one.';

CREATE TABLE agency (
    company bigint           NOT NULL,
    code    text COLLATE "C" NOT NULL,
    name    text             NOT NULL,
    CONSTRAINT agency_key PRIMARY KEY (company, code),
    CONSTRAINT agency_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT agency_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT agency_name_form CHECK (length(name) BETWEEN 1 AND 100)
);
COMMENT ON TABLE agency IS 'A collection agency, to which debt is referred.';

CREATE TABLE event_type (
    company        bigint           NOT NULL,
    code           text COLLATE "C" NOT NULL,
    name           text             NOT NULL,
    may_be_skipped boolean          NOT NULL,
    kind           text COLLATE "C" NOT NULL,
    channel        text COLLATE "C",
    subject        text,
    text           text,
    points         bigint,
    url            text,
    secret         text,
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
);
COMMENT ON TABLE event_type IS 'A kind of event of write-off processes, with what it does.';

CREATE TABLE process_template (
    company   bigint           NOT NULL,
    code      text COLLATE "C" NOT NULL,
    name      text             NOT NULL,
    day_count text COLLATE "C" NOT NULL,
    CONSTRAINT process_template_key PRIMARY KEY (company, code),
    CONSTRAINT process_template_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT process_template_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT process_template_name_form CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT process_template_day_count_known CHECK (day_count IN ('calendar', 'working'))
);
COMMENT ON TABLE process_template IS 'A plan of events. Processes that were made from it keep theirs.';

CREATE TABLE template_event (
    company    bigint           NOT NULL,
    template   text COLLATE "C" NOT NULL,
    sequence   bigint           NOT NULL,
    event_type text COLLATE "C" NOT NULL,
    days_after bigint           NOT NULL,
    CONSTRAINT template_event_key PRIMARY KEY (company, template, sequence),
    CONSTRAINT template_event_template FOREIGN KEY (company, template) REFERENCES process_template (company, code),
    CONSTRAINT template_event_type FOREIGN KEY (company, event_type) REFERENCES event_type (company, code),
    CONSTRAINT template_event_sequence_range CHECK (sequence >= 1),
    CONSTRAINT template_event_days_range CHECK (days_after BETWEEN 0 AND 3650)
);
COMMENT ON TABLE template_event IS 'An event of a template.';

CREATE TABLE write_off_control (
    company    bigint           NOT NULL,
    code       text COLLATE "C" NOT NULL,
    name       text             NOT NULL,
    debt_class text COLLATE "C" NOT NULL,
    CONSTRAINT write_off_control_key PRIMARY KEY (company, code),
    CONSTRAINT write_off_control_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT write_off_control_code_form CHECK (length(code) BETWEEN 1 AND 32),
    CONSTRAINT write_off_control_name_form CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT write_off_control_class FOREIGN KEY (company, debt_class) REFERENCES debt_class (company, code),
    CONSTRAINT write_off_control_class_once UNIQUE (company, debt_class)
);
COMMENT ON TABLE write_off_control IS 'How a kind of debt is written off.';

CREATE TABLE control_criterion (
    company   bigint           NOT NULL,
    control   text COLLATE "C" NOT NULL,
    priority  bigint           NOT NULL,
    condition text COLLATE "C" NOT NULL,
    template  text COLLATE "C" NOT NULL,
    CONSTRAINT control_criterion_key PRIMARY KEY (company, control, priority),
    CONSTRAINT control_criterion_control FOREIGN KEY (company, control) REFERENCES write_off_control (company, code),
    CONSTRAINT control_criterion_template FOREIGN KEY (company, template) REFERENCES process_template (company, code),
    CONSTRAINT control_criterion_priority_range CHECK (priority BETWEEN 1 AND 999),
    CONSTRAINT control_criterion_condition_known CHECK (condition IN (
        'deposit_held', 'class_residential', 'class_business', 'class_institution', 'default'))
);
COMMENT ON TABLE control_criterion IS 'Which template a control takes, the lowest priority first.';

CREATE TABLE holiday (
    company bigint           NOT NULL,
    day     date             NOT NULL,
    name    text             NOT NULL,
    CONSTRAINT holiday_key PRIMARY KEY (company, day),
    CONSTRAINT holiday_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT holiday_name_form CHECK (length(name) BETWEEN 1 AND 100)
);
COMMENT ON TABLE holiday IS 'A day on which nobody of the company works.';

CREATE TABLE write_off_settings (
    id                  bigint           NOT NULL GENERATED BY DEFAULT AS IDENTITY,
    company             bigint           NOT NULL,
    version             bigint           NOT NULL,
    small_balance_limit bigint           NOT NULL,
    grace_days          bigint           NOT NULL,
    opens_by_itself     boolean          NOT NULL,
    recorded_at         timestamptz(3)   NOT NULL,
    recorded_by         bigint,
    CONSTRAINT write_off_settings_key PRIMARY KEY (id),
    CONSTRAINT write_off_settings_version_once UNIQUE (company, version),
    CONSTRAINT write_off_settings_company FOREIGN KEY (company) REFERENCES operating_company (id),
    CONSTRAINT write_off_settings_user FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT write_off_settings_range CHECK (
        version >= 1 AND small_balance_limit >= 0 AND grace_days BETWEEN 0 AND 3650)
);
COMMENT ON TABLE write_off_settings IS 'What of the settings of write-off processes is no list, in every version. The latest one counts; none is the first.';

CREATE TABLE account_hold (
    id          bigint           NOT NULL GENERATED BY DEFAULT AS IDENTITY,
    company     bigint           NOT NULL,
    account     text COLLATE "C" NOT NULL,
    held_until  date,
    recorded_at timestamptz(3)   NOT NULL,
    recorded_by bigint           NOT NULL,
    CONSTRAINT account_hold_key PRIMARY KEY (id),
    CONSTRAINT account_hold_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT account_hold_user FOREIGN KEY (recorded_by) REFERENCES app_user (id)
);
COMMENT ON TABLE account_hold IS 'That no process is opened for an account before a day, or from now on again. The latest one of an account counts: it has it as held_until.';
CREATE INDEX account_hold_by_account ON account_hold (company, account, id);

CREATE TABLE write_off_process (
    id         bigint           NOT NULL GENERATED BY DEFAULT AS IDENTITY,
    company    bigint           NOT NULL,
    account    text COLLATE "C" NOT NULL,
    control    text COLLATE "C" NOT NULL,
    template   text COLLATE "C" NOT NULL,
    created_at timestamptz(3)   NOT NULL,
    created_on date             NOT NULL,
    starts_on  date             NOT NULL,
    reason     text COLLATE "C" NOT NULL,
    comments   text             NOT NULL,
    version    bigint           NOT NULL,
    started_by bigint,
    CONSTRAINT write_off_process_key PRIMARY KEY (id),
    CONSTRAINT write_off_process_account FOREIGN KEY (company, account) REFERENCES account (company, account_id),
    CONSTRAINT write_off_process_control FOREIGN KEY (company, control) REFERENCES write_off_control (company, code),
    CONSTRAINT write_off_process_template FOREIGN KEY (company, template) REFERENCES process_template (company, code),
    CONSTRAINT write_off_process_user FOREIGN KEY (started_by) REFERENCES app_user (id),
    CONSTRAINT write_off_process_reason_known CHECK (reason IN (
        'events_pending', 'completed', 'canceled_by_user', 'canceled_by_system')),
    CONSTRAINT write_off_process_comments_short CHECK (length(comments) <= 500),
    CONSTRAINT write_off_process_version_range CHECK (version >= 1)
);
COMMENT ON TABLE write_off_process IS 'A dated plan of events for some contracts of an account.';
CREATE INDEX write_off_process_by_account ON write_off_process (company, account, id);
CREATE INDEX write_off_process_by_reason ON write_off_process (company, reason, id);

CREATE TABLE process_contract (
    process   bigint           NOT NULL,
    link      bigint           NOT NULL,
    contract  bigint           NOT NULL,
    linked_on date             NOT NULL,
    ended     text COLLATE "C",
    ended_on  date,
    CONSTRAINT process_contract_key PRIMARY KEY (process, link),
    CONSTRAINT process_contract_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT process_contract_contract FOREIGN KEY (contract) REFERENCES contract (id),
    CONSTRAINT process_contract_link_range CHECK (link >= 1),
    CONSTRAINT process_contract_ended_known CHECK (ended IN (
        'unlinked', 'debt_cleared', 'written_off', 'ended', 'process_ended')),
    CONSTRAINT process_contract_ended_has_a_day CHECK ((ended IS NULL) = (ended_on IS NULL))
);
COMMENT ON TABLE process_contract IS 'A contract that is linked to a process, or was: never removed.';
CREATE UNIQUE INDEX process_contract_active_once ON process_contract (contract) WHERE ended IS NULL;

CREATE TABLE process_event (
    process      bigint           NOT NULL,
    sequence     bigint           NOT NULL,
    company      bigint           NOT NULL,
    event_type   text COLLATE "C" NOT NULL,
    trigger_on   date             NOT NULL,
    status       text COLLATE "C" NOT NULL,
    completed_on date,
    failure      text COLLATE "C",
    failed_on    date,
    CONSTRAINT process_event_key PRIMARY KEY (process, sequence),
    CONSTRAINT process_event_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT process_event_type FOREIGN KEY (company, event_type) REFERENCES event_type (company, code),
    CONSTRAINT process_event_sequence_range CHECK (sequence >= 1),
    CONSTRAINT process_event_status_known CHECK (status IN ('pending', 'complete', 'cancelled')),
    CONSTRAINT process_event_complete_has_a_day CHECK ((status = 'complete') = (completed_on IS NOT NULL)),
    CONSTRAINT process_event_failure_of_a_pending_one CHECK (failure IS NULL OR status = 'pending')
);
COMMENT ON TABLE process_event IS 'An event of a process. Only pending ones may be removed.';
CREATE INDEX process_event_due ON process_event (company, trigger_on, process) WHERE status = 'pending';

CREATE TABLE process_history (
    id          bigint           NOT NULL GENERATED BY DEFAULT AS IDENTITY,
    company     bigint           NOT NULL,
    process     bigint           NOT NULL,
    at          timestamptz(3)   NOT NULL,
    recorded_by bigint,
    what        text COLLATE "C" NOT NULL,
    detail      text             NOT NULL,
    CONSTRAINT process_history_key PRIMARY KEY (id),
    CONSTRAINT process_history_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT process_history_user FOREIGN KEY (recorded_by) REFERENCES app_user (id),
    CONSTRAINT process_history_what_known CHECK (what IN (
        'started', 'saved', 'rescheduled', 'canceled_by_user', 'canceled_by_system', 'completed',
        'event_completed', 'event_failed', 'contract_ended', 'task_done'))
);
COMMENT ON TABLE process_history IS 'What happened to a process.';
CREATE INDEX process_history_by_process ON process_history (process, id);

CREATE TABLE referral (
    id           bigint           NOT NULL GENERATED BY DEFAULT AS IDENTITY,
    company      bigint           NOT NULL,
    process      bigint           NOT NULL,
    agency       text COLLATE "C" NOT NULL,
    amount       bigint           NOT NULL,
    referred_on  date             NOT NULL,
    cancelled_on date,
    CONSTRAINT referral_key PRIMARY KEY (id),
    CONSTRAINT referral_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT referral_agency FOREIGN KEY (company, agency) REFERENCES agency (company, code),
    CONSTRAINT referral_amount_range CHECK (amount >= 0)
);
COMMENT ON TABLE referral IS 'Debt that was referred to an agency.';
CREATE INDEX referral_by_process ON referral (process);
CREATE INDEX referral_open ON referral (company, agency, amount) WHERE cancelled_on IS NULL;

CREATE TABLE message (
    id              bigint           NOT NULL GENERATED BY DEFAULT AS IDENTITY,
    company         bigint           NOT NULL,
    process         bigint           NOT NULL,
    sequence        bigint           NOT NULL,
    message_id      uuid             NOT NULL,
    channel         text COLLATE "C" NOT NULL,
    recipient       text             NOT NULL,
    subject         text             NOT NULL,
    body            text             NOT NULL,
    status          text COLLATE "C" NOT NULL,
    attempts        bigint           NOT NULL,
    created_at      timestamptz(3)   NOT NULL,
    last_attempt_at timestamptz(3),
    last_error      text,
    next_attempt_at timestamptz(3),
    leased_until    timestamptz(3),
    CONSTRAINT message_key PRIMARY KEY (id),
    CONSTRAINT message_id_once UNIQUE (message_id),
    CONSTRAINT message_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT message_channel_known CHECK (channel IN ('letter', 'mail', 'sms', 'web_hook')),
    CONSTRAINT message_status_known CHECK (status IN ('waiting', 'delivered', 'gave_up', 'withdrawn')),
    CONSTRAINT message_attempts_range CHECK (attempts >= 0),
    CONSTRAINT message_waiting_has_a_next_attempt CHECK ((status = 'waiting') = (next_attempt_at IS NOT NULL))
);
COMMENT ON TABLE message IS 'What an event of a process writes to somebody outside. Its message_id is the same for each attempt to deliver it, so that the other side can tell.';
CREATE INDEX message_by_event ON message (process, sequence);
CREATE INDEX message_due ON message (channel, next_attempt_at, id) WHERE status = 'waiting';

CREATE TABLE process_task (
    action   bigint           NOT NULL,
    process  bigint           NOT NULL,
    sequence bigint           NOT NULL,
    text     text             NOT NULL,
    done_by  bigint,
    note     text,
    CONSTRAINT process_task_key PRIMARY KEY (action),
    CONSTRAINT process_task_action FOREIGN KEY (action) REFERENCES pending_action (id),
    CONSTRAINT process_task_process FOREIGN KEY (process) REFERENCES write_off_process (id),
    CONSTRAINT process_task_user FOREIGN KEY (done_by) REFERENCES app_user (id),
    CONSTRAINT process_task_note_short CHECK (length(note) BETWEEN 1 AND 500)
);
COMMENT ON TABLE process_task IS 'What an action of type task is about.';
CREATE INDEX process_task_by_process ON process_task (process);

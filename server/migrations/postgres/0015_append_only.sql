-- Append-only tables: nothing of them is changed or removed. A correction is a new row.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
COMMENT ON FUNCTION refuse_change IS 'Guards append-only tables, whoever asks, the owner too.';

DO $$
DECLARE
    append_only text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY[
        'failed_attempt', 'payment', 'payment_part', 'loss_addition', 'recovery_review',
        'repossession', 'repossession_line', 'stock_move',
        'bulk_operation', 'write_off', 'write_off_contract', 'bulk_operation_outcome',
        'journal_entry', 'journal_posting', 'request', 'audit_row', 'write_off_settings',
        'account_hold', 'process_history', 'company_settings', 'import', 'import_outcome', 'account_change']
    LOOP
        EXECUTE format(
            'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
                 FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', append_only);
    END LOOP;
END $$;

CREATE FUNCTION only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.company = OLD.company AND NEW.sequence > OLD.sequence THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON audit_chain
    FOR EACH ROW EXECUTE FUNCTION only_grow();

-- The role that servers act as. It may add rows everywhere, and change or remove only what is not
-- append-only. Whoever signs in to serve is a member of it, and each connection takes it on; the
-- owner of the tables, who runs the migrations, may be somebody else, and should be.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'writeoff_server') THEN
        CREATE ROLE writeoff_server NOLOGIN;
    END IF;
EXCEPTION
    -- Another database of the cluster is being set up at the same time.
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'there is no role writeoff_server, and % may not create it', current_user
            USING HINT = 'As an administrator: CREATE ROLE writeoff_server NOLOGIN';
END $$;

-- So that the owner can serve too, where one login does for both. Who may do anything anyway need
-- not be a member, and whose administrator keeps memberships to himself is none.
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'writeoff_server', 'MEMBER') THEN
        EXECUTE format('GRANT writeoff_server TO %I', current_user);
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN NULL;
END $$;

GRANT USAGE ON SCHEMA public TO writeoff_server;
GRANT SELECT ON _sqlx_migrations TO writeoff_server;

GRANT SELECT, INSERT ON
    operating_company, fulfilment_centre, app_user, customer, account, account_term, contract,
    control_unit, product, product_value, location, held_product, stock, session, sign_in_attempt,
    payment, payment_part, contract_loss, loss_addition, recovery_review, pending_action, failed_attempt, repossession, repossession_line, stock_move,
    bulk_operation, write_off, write_off_contract, journal_entry, journal_posting,
    bulk_operation_outcome, ledger_account, daily_run, ageing, notification, request, audit_chain, audit_row,
    debt_class, agency, event_type, process_template, template_event, write_off_control,
    control_criterion, holiday, write_off_settings, account_hold, write_off_process,
    process_contract, process_event, process_history, referral, message, process_task,
    payment_channel, company_settings, api_key, one_time_link, import_draft, import_draft_row, import,
    import_outcome, import_column, account_change
TO writeoff_server;

GRANT UPDATE ON
    operating_company, ledger_account, app_user, customer, account, contract, contract_loss,
    product_value, stock, pending_action, notification, daily_run, audit_chain,
    write_off_process, process_contract, referral, message, process_task, fulfilment_centre, product,
    session, api_key, import_column
TO writeoff_server;

GRANT UPDATE, DELETE ON
    held_product, session, sign_in_attempt, ageing, process_event, debt_class, agency, event_type,
    process_template, template_event, write_off_control, control_criterion, holiday, payment_channel,
    one_time_link, import_draft, import_draft_row, account_term, control_unit, product_value
TO writeoff_server;

-- Numbers are drawn ahead of the rows that carry them, and set after a portfolio was taken in.
GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA public TO writeoff_server;

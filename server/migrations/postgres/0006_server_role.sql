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
    operating_company, fulfilment_centre, app_user, customer, account, contract, product, location,
    held_product, stock, session, sign_in_attempt, pending_action, failed_attempt, repossession,
    repossession_line, stock_move, bulk_operation, write_off, write_off_contract, journal_entry,
    journal_line, bulk_operation_outcome, notification, audit_chain, audit_row
TO writeoff_server;

GRANT UPDATE ON
    operating_company, app_user, customer, account, contract, stock, pending_action, notification,
    audit_chain
TO writeoff_server;

GRANT UPDATE, DELETE ON held_product, session, sign_in_attempt TO writeoff_server;

-- Numbers are drawn ahead of the rows that carry them, and set after a portfolio was taken in.
GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA public TO writeoff_server;

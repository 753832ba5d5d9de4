-- Append-only tables: nothing of them is changed or removed. A correction is a new row.
-- SQLite has no roles; these triggers are all that guards the rows.

CREATE TRIGGER failed_attempt_no_update BEFORE UPDATE ON failed_attempt BEGIN
    SELECT RAISE(ABORT, 'failed_attempt is append-only');
END;

CREATE TRIGGER failed_attempt_no_delete BEFORE DELETE ON failed_attempt BEGIN
    SELECT RAISE(ABORT, 'failed_attempt is append-only');
END;

CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment BEGIN
    SELECT RAISE(ABORT, 'payment is append-only');
END;

CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment BEGIN
    SELECT RAISE(ABORT, 'payment is append-only');
END;

CREATE TRIGGER payment_part_no_update BEFORE UPDATE ON payment_part BEGIN
    SELECT RAISE(ABORT, 'payment_part is append-only');
END;

CREATE TRIGGER payment_part_no_delete BEFORE DELETE ON payment_part BEGIN
    SELECT RAISE(ABORT, 'payment_part is append-only');
END;

CREATE TRIGGER loss_addition_no_update BEFORE UPDATE ON loss_addition BEGIN
    SELECT RAISE(ABORT, 'loss_addition is append-only');
END;

CREATE TRIGGER loss_addition_no_delete BEFORE DELETE ON loss_addition BEGIN
    SELECT RAISE(ABORT, 'loss_addition is append-only');
END;

CREATE TRIGGER recovery_review_no_update BEFORE UPDATE ON recovery_review BEGIN
    SELECT RAISE(ABORT, 'recovery_review is append-only');
END;

CREATE TRIGGER recovery_review_no_delete BEFORE DELETE ON recovery_review BEGIN
    SELECT RAISE(ABORT, 'recovery_review is append-only');
END;

CREATE TRIGGER write_off_settings_no_update BEFORE UPDATE ON write_off_settings BEGIN
    SELECT RAISE(ABORT, 'write_off_settings is append-only');
END;

CREATE TRIGGER write_off_settings_no_delete BEFORE DELETE ON write_off_settings BEGIN
    SELECT RAISE(ABORT, 'write_off_settings is append-only');
END;

CREATE TRIGGER account_hold_no_update BEFORE UPDATE ON account_hold BEGIN
    SELECT RAISE(ABORT, 'account_hold is append-only');
END;

CREATE TRIGGER account_hold_no_delete BEFORE DELETE ON account_hold BEGIN
    SELECT RAISE(ABORT, 'account_hold is append-only');
END;

CREATE TRIGGER process_history_no_update BEFORE UPDATE ON process_history BEGIN
    SELECT RAISE(ABORT, 'process_history is append-only');
END;

CREATE TRIGGER process_history_no_delete BEFORE DELETE ON process_history BEGIN
    SELECT RAISE(ABORT, 'process_history is append-only');
END;

CREATE TRIGGER repossession_no_update BEFORE UPDATE ON repossession BEGIN
    SELECT RAISE(ABORT, 'repossession is append-only');
END;

CREATE TRIGGER repossession_no_delete BEFORE DELETE ON repossession BEGIN
    SELECT RAISE(ABORT, 'repossession is append-only');
END;

CREATE TRIGGER repossession_line_no_update BEFORE UPDATE ON repossession_line BEGIN
    SELECT RAISE(ABORT, 'repossession_line is append-only');
END;

CREATE TRIGGER repossession_line_no_delete BEFORE DELETE ON repossession_line BEGIN
    SELECT RAISE(ABORT, 'repossession_line is append-only');
END;

CREATE TRIGGER stock_move_no_update BEFORE UPDATE ON stock_move BEGIN
    SELECT RAISE(ABORT, 'stock_move is append-only');
END;

CREATE TRIGGER stock_move_no_delete BEFORE DELETE ON stock_move BEGIN
    SELECT RAISE(ABORT, 'stock_move is append-only');
END;

CREATE TRIGGER bulk_operation_no_update BEFORE UPDATE ON bulk_operation BEGIN
    SELECT RAISE(ABORT, 'bulk_operation is append-only');
END;

CREATE TRIGGER bulk_operation_no_delete BEFORE DELETE ON bulk_operation BEGIN
    SELECT RAISE(ABORT, 'bulk_operation is append-only');
END;

CREATE TRIGGER write_off_no_update BEFORE UPDATE ON write_off BEGIN
    SELECT RAISE(ABORT, 'write_off is append-only');
END;

CREATE TRIGGER write_off_no_delete BEFORE DELETE ON write_off BEGIN
    SELECT RAISE(ABORT, 'write_off is append-only');
END;

CREATE TRIGGER write_off_contract_no_update BEFORE UPDATE ON write_off_contract BEGIN
    SELECT RAISE(ABORT, 'write_off_contract is append-only');
END;

CREATE TRIGGER write_off_contract_no_delete BEFORE DELETE ON write_off_contract BEGIN
    SELECT RAISE(ABORT, 'write_off_contract is append-only');
END;

CREATE TRIGGER bulk_operation_outcome_no_update BEFORE UPDATE ON bulk_operation_outcome BEGIN
    SELECT RAISE(ABORT, 'bulk_operation_outcome is append-only');
END;

CREATE TRIGGER bulk_operation_outcome_no_delete BEFORE DELETE ON bulk_operation_outcome BEGIN
    SELECT RAISE(ABORT, 'bulk_operation_outcome is append-only');
END;

CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN
    SELECT RAISE(ABORT, 'journal_entry is append-only');
END;

CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN
    SELECT RAISE(ABORT, 'journal_entry is append-only');
END;

CREATE TRIGGER journal_posting_no_update BEFORE UPDATE ON journal_posting BEGIN
    SELECT RAISE(ABORT, 'journal_posting is append-only');
END;

CREATE TRIGGER journal_posting_no_delete BEFORE DELETE ON journal_posting BEGIN
    SELECT RAISE(ABORT, 'journal_posting is append-only');
END;

CREATE TRIGGER request_no_update BEFORE UPDATE ON request BEGIN
    SELECT RAISE(ABORT, 'request is append-only');
END;

CREATE TRIGGER request_no_delete BEFORE DELETE ON request BEGIN
    SELECT RAISE(ABORT, 'request is append-only');
END;

CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row BEGIN
    SELECT RAISE(ABORT, 'audit_row is append-only');
END;

CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row BEGIN
    SELECT RAISE(ABORT, 'audit_row is append-only');
END;

CREATE TRIGGER audit_chain_only_grows BEFORE UPDATE ON audit_chain
 WHEN NEW.company <> OLD.company OR NEW.sequence <= OLD.sequence BEGIN
    SELECT RAISE(ABORT, 'audit_chain only grows');
END;

CREATE TRIGGER audit_chain_no_delete BEFORE DELETE ON audit_chain BEGIN
    SELECT RAISE(ABORT, 'audit_chain only grows');
END;

CREATE TRIGGER company_settings_no_update BEFORE UPDATE ON company_settings BEGIN
    SELECT RAISE(ABORT, 'company_settings is append-only');
END;

CREATE TRIGGER company_settings_no_delete BEFORE DELETE ON company_settings BEGIN
    SELECT RAISE(ABORT, 'company_settings is append-only');
END;

CREATE TRIGGER import_no_update BEFORE UPDATE ON import BEGIN
    SELECT RAISE(ABORT, 'import is append-only');
END;

CREATE TRIGGER import_no_delete BEFORE DELETE ON import BEGIN
    SELECT RAISE(ABORT, 'import is append-only');
END;

CREATE TRIGGER import_outcome_no_update BEFORE UPDATE ON import_outcome BEGIN
    SELECT RAISE(ABORT, 'import_outcome is append-only');
END;

CREATE TRIGGER import_outcome_no_delete BEFORE DELETE ON import_outcome BEGIN
    SELECT RAISE(ABORT, 'import_outcome is append-only');
END;

CREATE TRIGGER account_change_no_update BEFORE UPDATE ON account_change BEGIN
    SELECT RAISE(ABORT, 'account_change is append-only');
END;

CREATE TRIGGER account_change_no_delete BEFORE DELETE ON account_change BEGIN
    SELECT RAISE(ABORT, 'account_change is append-only');
END;

//! Damages that are the same on both databases.

use super::Damage;

/// Each with the invariants that say so.
pub(super) const DAMAGES: &[Damage] = &[
    (
        "UPDATE bulk_operation SET early = 1, early_acknowledged = (1 = 1)",
        &["outcomes_equal_entries", "operation_receipt_agrees"],
    ),
    (
        "DELETE FROM bulk_operation_outcome WHERE entry = (SELECT max(entry) FROM bulk_operation_outcome)",
        &["outcomes_equal_entries", "operation_receipt_agrees"],
    ),
    (
        "UPDATE bulk_operation_outcome SET amount = amount + 1 WHERE entry = 0",
        &[
            "outcomes_equal_entries",
            "written_off_outcome_has_write_off",
            "operation_receipt_agrees",
        ],
    ),
    (
        "UPDATE bulk_operation_outcome SET account = 'SOMEBODY-ELSE' WHERE entry = 0",
        &["written_off_outcome_has_write_off", "write_off_has_outcome", "operation_receipt_agrees"],
    ),
    (
        "UPDATE repossession_line SET returned = 1 WHERE (repossession, contract, product) IN (
             SELECT repossession, contract, product FROM repossession_line
               JOIN write_off USING (repossession) LIMIT 1)",
        &["write_off_recovers_nothing", "repossession_lines_as_moved"],
    ),
    (
        "UPDATE repossession SET product_condition = 'nothing_recovered' WHERE id = 1",
        &["repossession_of_nothing_is_write_off"],
    ),
    (
        "UPDATE contract SET tax_balance = 1
          WHERE id = (SELECT min(contract) FROM write_off_contract)",
        &["written_off_contract_terminated", "receivables_as_owed", "company_receivables_as_owed"],
    ),
    (
        "UPDATE held_product SET quantity = quantity + 1
          WHERE contract = (SELECT min(contract) FROM held_product)",
        &["stock_conserved", "held_products_as_moved"],
    ),
    (
        "DELETE FROM stock WHERE location = (SELECT max(location) FROM stock)",
        &["stock_conserved", "stock_as_moved"],
    ),
    (
        "DELETE FROM stock_move WHERE id = (SELECT max(id) FROM stock_move WHERE repossession > 0)",
        &["held_products_as_moved", "stock_as_moved", "repossession_lines_as_moved"],
    ),
    (
        "UPDATE journal_posting SET amount = amount + 1 WHERE debit = 'write_off_expense'",
        &[
            "receivables_as_owed",
            "company_receivables_as_owed",
            "losses_as_booked",
            "journal_books_write_offs",
        ],
    ),
    (
        "DELETE FROM journal_posting WHERE entry = (SELECT max(id) FROM journal_entry WHERE cause = 'write_off')",
        &[
            "journal_balances",
            "receivables_as_owed",
            "company_receivables_as_owed",
            "losses_as_booked",
            "journal_books_write_offs",
        ],
    ),
    ("UPDATE journal_entry SET number = number + 1000000 WHERE number = 1", &["journal_numbered"]),
    ("UPDATE account SET deposit = deposit + 1 WHERE deposit > 0", &["deposits_as_paid"]),
    ("UPDATE payment SET amount = amount + 1 WHERE id = 1", &["payments_applied"]),
    ("UPDATE payment SET channel = 'bank' WHERE reverses IS NOT NULL", &["reversals_undo"]),
    (
        "UPDATE account SET paid_until = '2001-01-01'
          WHERE (company, account_id) = (SELECT company, account FROM payment WHERE id = 1)",
        &["days_explained_by_payments"],
    ),
    (
        "UPDATE contract_loss SET principal = principal + 1
          WHERE contract = (SELECT min(contract) FROM write_off_contract)",
        &["losses_as_registered", "losses_as_booked"],
    ),
    (
        "UPDATE contract_loss SET recovered_principal = recovered_principal - 1
          WHERE recovered_principal > 0",
        &["recoveries_as_paid"],
    ),
    (
        "UPDATE contract SET status = 'active'
          WHERE id = (SELECT min(contract) FROM write_off_contract)",
        &["written_off_contract_terminated", "written_off_account_inactive", "serials_within_held"],
    ),
    (
        "UPDATE account SET state = 'defaulted' WHERE (company, account_id) = (
             SELECT repossession.company, account FROM repossession
               JOIN write_off ON repossession = id WHERE method = 'bulk' ORDER BY id LIMIT 1)",
        &["written_off_account_inactive"],
    ),
    (
        "UPDATE pending_action SET status = 'pending', done_at = NULL
          WHERE id = (SELECT max(pending_action) FROM repossession)",
        &["repossession_action_done"],
    ),
    (
        "UPDATE write_off_process SET reason = 'completed' WHERE reason = 'events_pending'",
        &["process_contract_active_once", "process_reason_agrees", "process_history_begins"],
    ),
    (
        "UPDATE process_event SET status = 'cancelled', failure = NULL WHERE status = 'pending'",
        &["process_reason_agrees"],
    ),
    (
        "UPDATE process_event SET status = 'complete', completed_on = '2001-01-01'
          WHERE (process, sequence) = (SELECT process, min(sequence) FROM process_event
              WHERE status = 'cancelled' GROUP BY process ORDER BY process LIMIT 1)",
        &["process_events_dated"],
    ),
    (
        "UPDATE process_contract SET ended = 'written_off' WHERE (process, link) = (
             SELECT process, link FROM process_contract WHERE ended = 'process_ended'
                AND contract NOT IN (SELECT contract FROM write_off_contract)
              ORDER BY process, link LIMIT 1)",
        &["process_contracts_agree"],
    ),
    (
        "INSERT INTO referral (company, process, agency, amount, referred_on)
         SELECT company, id, (SELECT min(code) FROM agency WHERE company = process.company), 1,
                created_on
           FROM write_off_process AS process
          WHERE id = (SELECT min(id) FROM write_off_process WHERE reason = 'canceled_by_user')",
        &["process_leaves_nothing_open"],
    ),
    ("DELETE FROM process_history WHERE what = 'started'", &["process_history_begins"]),
    (
        "INSERT INTO pending_action (company, account, type, status, defaulted_on, created_at)
         SELECT company, account, 'task', 'pending', defaulted_on, created_at
           FROM pending_action WHERE id = 1",
        &["process_tasks_agree"],
    ),
    (
        "UPDATE account SET held_until = '2001-01-01' WHERE held_until IS NOT NULL",
        &["account_held_as_recorded"],
    ),
    ("UPDATE bulk_operation SET number = number + 1", &["operations_numbered"]),
    (
        "DELETE FROM import_outcome WHERE import = (SELECT min(id) FROM import)",
        &["import_outcomes_counted", "import_receipt_agrees"],
    ),
    ("UPDATE import SET number = 1000 WHERE number = 1", &["imports_numbered"]),
    (
        "UPDATE audit_row SET operation = '00000000-0000-0000-0000-000000000000'
          WHERE action = 'import'",
        &["import_audited", "import_receipt_agrees", "audit_chain"],
    ),
    ("UPDATE import_outcome SET row_key = 'somebody else'", &["import_receipt_agrees"]),
    ("UPDATE import SET file_sha256 = 'another'", &["import_file_kept", "import_receipt_agrees"]),
    (
        "UPDATE journal_entry SET recorded_by = NULL WHERE import IS NOT NULL",
        &["import_books_and_moves"],
    ),
    (
        "INSERT INTO control_unit (contract, cu_number, product, company)
         SELECT contract, 'SECOND-SERIAL', product, company FROM control_unit
          WHERE cu_number = 'IMPORTED-U1'",
        &["serials_within_held"],
    ),
    ("DELETE FROM account_change WHERE sequence = 1", &["changes_numbered"]),
    ("DELETE FROM notification", &["operation_notified"]),
    (
        "UPDATE audit_row SET operation = '00000000-0000-0000-0000-000000000000'
          WHERE action = 'bulk_write_off'",
        &["operation_audited", "operation_receipt_agrees", "audit_chain"],
    ),
    (
        "UPDATE account SET customer = (SELECT max(id) FROM customer WHERE company = 2)
          WHERE company = 1 AND account_id = (SELECT min(account_id) FROM account)",
        &["rows_of_one_company"],
    ),
    ("UPDATE session SET app_user = 999", &["session_of_user", "foreign_keys"]),
    ("UPDATE contract SET account = 'NOBODY' WHERE id = 1", &["foreign_keys"]),
    (
        "UPDATE journal_posting SET amount = amount * 2
          WHERE entry IN (SELECT id FROM journal_entry WHERE cause = 'repossession')",
        &[
            "receivables_as_owed",
            "company_receivables_as_owed",
            "losses_as_booked",
            "journal_books_repossessions",
        ],
    ),
    (
        "UPDATE bulk_operation_outcome SET customer = 'Somebody Else' WHERE entry = 0",
        &["operation_receipt_agrees"],
    ),
    ("DELETE FROM request WHERE kind = 'bulk_write_off'", &["operation_request_kept"]),
    ("UPDATE bulk_operation SET seen = '[]'", &["operation_request_kept"]),
    (
        "UPDATE bulk_operation SET file_name = 'another.csv'",
        &["operation_request_kept", "operation_receipt_agrees"],
    ),
];

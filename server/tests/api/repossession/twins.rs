//! A personal write-off and a bulk one leave the same rows, but for method, operation, ids, times.

use std::collections::{BTreeMap, BTreeSet};

use super::{path, ticked};
use crate::support::{Account, TestServer, submission};

/// What is compared: everything that is neither an id, nor a time, nor method or operation.
const ROWS: &[(&str, &str)] = &[
    (
        "account",
        "concat_ws('|', centre, state, paid_until, defaulted_on) FROM account WHERE account_id = ?",
    ),
    (
        "contract",
        "concat_ws('|', status, write_off_debt_class, signed_on, price, paid, principal_balance,
                    fees_balance, tax_balance)
           FROM contract WHERE account = ? ORDER BY id",
    ),
    (
        "held_product",
        "concat_ws('|', product, quantity)
           FROM held_product JOIN contract ON contract.id = contract WHERE account = ?",
    ),
    (
        "pending_action",
        "concat_ws('|', type, status, defaulted_on, done_at IS NULL)
           FROM pending_action WHERE account = ?",
    ),
    (
        "repossession",
        "concat_ws('|', company, repossessed_on, completed_by, cu_number, product_condition,
                    pending_action IS NULL, recorded_by)
           FROM repossession WHERE account = ?",
    ),
    (
        "repossession_line",
        "concat_ws('|', product, held, returned)
           FROM repossession_line JOIN contract ON contract.id = contract
          WHERE account = ? ORDER BY contract, product",
    ),
    (
        "write_off",
        "concat_ws('|', write_off.company)
           FROM write_off JOIN repossession ON id = write_off.repossession WHERE account = ?",
    ),
    (
        "write_off_contract",
        "concat_ws('|', principal, fees, tax)
           FROM write_off_contract JOIN contract ON contract.id = contract
          WHERE account = ? ORDER BY contract",
    ),
    (
        "contract_loss",
        "concat_ws('|', kind, booked_on, principal, fees, tax, recovered_principal)
           FROM contract_loss JOIN contract ON contract.id = contract
          WHERE account = ? ORDER BY contract",
    ),
    (
        "stock_move",
        "concat_ws('|', stock_move.company, from_location, to_location, product, quantity,
                    repossession IS NULL, moved_on)
           FROM stock_move JOIN contract ON contract.id = contract
          WHERE account = ? ORDER BY stock_move.id",
    ),
    (
        "journal_entry",
        "concat_ws('|', company, booked_on, cause, payment, reverses, recorded_by)
           FROM journal_entry WHERE account = ?",
    ),
    (
        "journal_posting",
        "concat_ws('|', posting, debit, credit, amount)
           FROM journal_posting JOIN journal_entry ON journal_entry.id = entry
          WHERE account = ? ORDER BY posting",
    ),
];

/// Tables that tell who asked for what and how, and the total in which both have a share.
const OTHERS: [&str; 6] =
    ["audit_row", "bulk_operation", "bulk_operation_outcome", "notification", "request", "stock"];

async fn rows(server: &TestServer, account: &str) -> BTreeMap<&'static str, Vec<String>> {
    let mut all = BTreeMap::new();
    for (table, query) in ROWS {
        let query = format!("SELECT {}", query.replace('?', &format!("'{account}'")));
        all.insert(*table, server.texts(&query).await);
    }
    all
}

/// Every other table that there is, of which none may change.
const UNTOUCHED: [&str; 36] = [
    "operating_company",
    "ledger_account",
    "payment_part",
    "loss_addition",
    "recovery_review",
    "daily_run",
    "ageing",
    "fulfilment_centre",
    "app_user",
    "customer",
    "product",
    "location",
    "session",
    "sign_in_attempt",
    "failed_attempt",
    "account_term",
    "control_unit",
    "payment",
    "product_value",
    "account_hold",
    "agency",
    "control_criterion",
    "debt_class",
    "event_type",
    "holiday",
    "message",
    "process_contract",
    "process_event",
    "process_history",
    "process_task",
    "process_template",
    "referral",
    "template_event",
    "write_off_control",
    "write_off_process",
    "write_off_settings",
];

/// How many rows each table has.
async fn counts(server: &TestServer) -> BTreeMap<&'static str, i64> {
    let mut counts = BTreeMap::new();
    for table in ROWS.iter().map(|row| row.0).chain(OTHERS).chain(UNTOUCHED) {
        let count = server.number(&format!("SELECT count(*) FROM {table}")).await;
        counts.insert(table, count);
    }
    counts
}

/// Tables that have another number of rows.
fn grown(
    before: &BTreeMap<&'static str, i64>,
    after: &BTreeMap<&'static str, i64>,
) -> BTreeSet<&'static str> {
    after.iter().filter(|(table, n)| before[*table] != **n).map(|(table, _)| *table).collect()
}

#[tokio::test]
async fn the_rows_of_a_personal_write_off_are_those_of_a_bulk_one() {
    let server = TestServer::start().await;
    let twins = ["TWIN-1", "TWIN-2"];
    server.add(&twins.map(|id| Account::defaulted(id, 100).with_contracts(2))).await;
    let admin = server.admin().await;
    let at_first = counts(&server).await;
    let body = ticked(&admin, "TWIN-1").await;
    assert_eq!(admin.put(&path(1), &body).await.status, 201);
    let after_personal = counts(&server).await;
    let body = submission(&admin, "TWIN-2").await;
    let bulk = format!("/api/bulk-write-offs/{}", uuid::Uuid::from_u128(2));
    assert_eq!(admin.put(&bulk, &body).await.status, 201);
    let after_bulk = counts(&server).await;

    let personal = rows(&server, "TWIN-1").await;
    assert_eq!(personal, rows(&server, "TWIN-2").await);
    // Something was compared: only what the customer held is gone.
    let empty: Vec<_> = personal.iter().filter(|(_, rows)| rows.is_empty()).collect();
    assert_eq!(empty.len(), 1, "{empty:?}");
    assert_eq!(personal["account"], ["1|inactive|2026-08-13"]);
    assert_eq!(personal["write_off_contract"].len(), 2);
    assert_eq!(personal["stock_move"].len(), 4);

    // No table changed that is not compared.
    let compared: BTreeSet<&str> = ROWS.iter().map(|row| row.0).chain(OTHERS).collect();
    for table in grown(&at_first, &after_personal).union(&grown(&after_personal, &after_bulk)) {
        assert!(compared.contains(table), "{table}");
    }
    let methods = "SELECT concat_ws(' ', method, CAST(operation AS text)) FROM write_off ORDER BY repossession";
    assert_eq!(server.texts(methods).await, ["personal", "bulk 1"]);
    // Both are on their page.
    for (account, method) in [("TWIN-1", "personal"), ("TWIN-2", "bulk")] {
        let page = admin.get(&format!("/api/accounts/{account}")).await.json();
        let write_off = &page["repossessions"][0]["write_off"];
        assert_eq!(write_off["method"], method);
        assert_eq!(write_off["operation"].is_null(), method == "personal");
    }
    assert_eq!(server.verify_audit(&[]).await.misfits, Vec::<String>::new());
}

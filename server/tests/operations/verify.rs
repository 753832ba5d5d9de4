//! `writeoff verify`: that it finds everything whole, and each thing that is not.

use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::{damage, execute, worked_on, writeoff};

fn verify(database: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["verify", "--database", database.to_str().unwrap()];
    arguments.extend(more);
    writeoff(&arguments)
}

/// The names of the invariants that do not hold.
fn violated(database: &Path) -> Vec<String> {
    let output = verify(database, &["--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let violated: Vec<String> = report["invariants"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["violations"] != 0)
        .inspect(|finding| assert!(finding["first"].is_string(), "{finding}"))
        .map(|finding| finding["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(report["holds"], violated.is_empty());
    assert_eq!(output.status.success(), violated.is_empty(), "{output:?}");
    violated
}

#[tokio::test]
async fn what_the_server_wrote_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    let output = verify(&database, &[]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.ends_with("invariants hold.\n"), "{said}");
    for line in said.lines().filter(|line| line.starts_with("verify ")) {
        assert!(!line.contains("checked=0"), "nothing was looked at: {line}");
        assert!(line.ends_with(" violations=0"), "{line}");
    }
}

/// What somebody did to the database behind the server's back, and which invariants say so.
const DAMAGES: &[(&str, &[&str])] = &[
    ("UPDATE bulk_operation SET early = 1, early_acknowledged = 1", &["outcomes_equal_entries"]),
    (
        "DELETE FROM bulk_operation_outcome WHERE entry = (SELECT max(entry) FROM bulk_operation_outcome)",
        &["outcomes_equal_entries"],
    ),
    (
        "UPDATE bulk_operation_outcome SET amount = amount + 1 WHERE entry = 0",
        &["outcomes_equal_entries", "written_off_outcome_has_write_off"],
    ),
    (
        "UPDATE bulk_operation_outcome SET account = 'SOMEBODY-ELSE' WHERE entry = 0",
        &["written_off_outcome_has_write_off", "write_off_has_outcome"],
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
        "ALTER TABLE write_off_contract RENAME TO old;
         CREATE TABLE write_off_contract AS SELECT * FROM old UNION ALL SELECT * FROM old;
         DROP TABLE old",
        &[
            "written_off_outcome_has_write_off",
            "contract_written_off_once",
            "journal_books_write_offs",
            "schema_as_made",
        ],
    ),
    (
        "UPDATE contract SET status = 'active'
          WHERE id = (SELECT min(contract) FROM write_off_contract)",
        &["written_off_contract_terminated", "written_off_account_inactive"],
    ),
    (
        "UPDATE contract SET tax_balance = 1
          WHERE id = (SELECT min(contract) FROM write_off_contract)",
        &["written_off_contract_terminated"],
    ),
    (
        "UPDATE account SET state = 'defaulted' WHERE (company, account_id) = (
             SELECT repossession.company, account FROM repossession JOIN write_off ON repossession = id LIMIT 1)",
        &["written_off_account_inactive"],
    ),
    (
        "UPDATE pending_action SET status = 'pending', done_at = NULL
          WHERE id = (SELECT max(pending_action) FROM repossession)",
        &["repossession_action_done"],
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
        "UPDATE journal_line SET amount = amount + 1 WHERE ledger_account = 'write_off_expense'",
        &["journal_balances", "journal_books_write_offs"],
    ),
    (
        "DELETE FROM journal_line WHERE entry = 1; DELETE FROM journal_entry WHERE id = 1",
        &["journal_books_write_offs"],
    ),
    (
        "PRAGMA ignore_check_constraints = ON; UPDATE write_off SET method = 'personal'",
        &["write_off_method_agrees", "integrity"],
    ),
    ("UPDATE bulk_operation SET number = number + 1", &["operations_numbered"]),
    ("DELETE FROM notification", &["operation_notified"]),
    ("UPDATE audit_row SET operation = 'another' WHERE action = 'bulk_write_off'", &["operation_audited", "audit_chain"]),
    (
        "UPDATE account SET customer = (SELECT max(id) FROM customer)
          WHERE company = 1 AND account_id = (SELECT min(account_id) FROM account)",
        &["rows_of_one_company"],
    ),
    ("UPDATE session SET app_user = 999", &["session_of_user", "foreign_keys"]),
    ("UPDATE bulk_operation SET file = zeroblob(file_bytes)", &["operation_file_kept"]),
    ("UPDATE contract SET account = 'NOBODY' WHERE id = 1", &["foreign_keys"]),
    ("DROP INDEX contract_by_account", &["schema_as_made"]),
    ("CREATE TABLE mine (id INTEGER) STRICT", &["schema_as_made"]),
];

#[tokio::test]
async fn each_damage_is_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let whole = worked_on(folder.path()).await;
    let (mut named, mut unexpected) = (Vec::new(), Vec::new());
    for (number, (statement, expected)) in DAMAGES.iter().enumerate() {
        let damaged: PathBuf = folder.path().join(format!("damaged-{number}.db"));
        std::fs::copy(&whole, &damaged).unwrap();
        damage(&damaged, statement).await;
        let found = violated(&damaged);
        if found != *expected {
            unexpected.push(format!("{statement}: {found:?}"));
        }
        named.extend(found);
    }
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
    // Each invariant was seen to fail, so that none is there for show.
    let report: serde_json::Value =
        serde_json::from_slice(&verify(&whole, &["--json"]).stdout).unwrap();
    for finding in report["invariants"].as_array().unwrap() {
        let name = finding["name"].as_str().unwrap();
        assert!(named.iter().any(|named| named == name), "nothing makes {name} fail");
    }
}

#[tokio::test]
async fn a_page_that_the_disk_spoilt_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    let mut bytes = std::fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xA5);
    std::fs::write(&database, bytes).unwrap();
    let output = verify(&database, &[]);
    assert!(!output.status.success(), "{output:?}");
}

#[tokio::test]
async fn a_dropped_trigger_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    execute(&database, "DROP TRIGGER journal_line_no_delete").await;
    assert_eq!(violated(&database), ["schema_as_made"]);
}

#[tokio::test]
async fn what_is_no_database_of_ours_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("notes.txt"), "not a database, and longer than any header ".repeat(90))
        .unwrap();
    execute(&path("theirs.db"), "CREATE TABLE theirs (id)").await;
    let older = worked_on(folder.path()).await;
    let newer = path("newer.db");
    std::fs::copy(&older, &newer).unwrap();
    execute(&newer, "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1").await;
    execute(
        &newer,
        "INSERT INTO _sqlx_migrations SELECT 1, description, installed_on, success, checksum,
                execution_time FROM _sqlx_migrations WHERE version = 9999",
    )
    .await;
    execute(&older, "DELETE FROM _sqlx_migrations WHERE version = 4").await;
    for (database, said) in [
        (path("nowhere.db"), "there is no database"),
        (path("notes.txt"), "is not a database of Writeoff"),
        (path("theirs.db"), "is not a database of Writeoff"),
        (older, "was made by an older version"),
        (newer, "was made by a newer version"),
    ] {
        let output = verify(&database, &[]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && error.contains(said), "{error}");
    }
    assert!(!path("nowhere.db").exists());
}

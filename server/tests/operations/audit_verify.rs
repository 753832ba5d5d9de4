//! `writeoff audit verify`: that it finds every chain whole, and what somebody did to one.

use std::fmt::Write as _;
use std::path::Path;

use server::audit_chain::StoredRow;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};

use crate::support::{Client, Serving, damage, demo, worked_on, writeoff};

/// Whether the log is whole, and what was said.
fn verify(database: &Path, more: &[&str]) -> (bool, String) {
    let mut arguments = vec!["audit", "verify", "--database", database.to_str().unwrap()];
    arguments.extend(more);
    let output = writeoff(&arguments);
    let said = String::from_utf8(output.stdout).unwrap();
    (output.status.success(), said + &String::from_utf8(output.stderr).unwrap())
}

async fn rows(database: &Path, query: &'static str) -> Vec<StoredRow> {
    let pool =
        SqlitePool::connect_with(SqliteConnectOptions::new().filename(database)).await.unwrap();
    let rows = sqlx::query_as(query).fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows
}

#[tokio::test]
async fn what_the_server_wrote_fits_also_while_it_runs() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("worked-on.db");
    let password = demo(&database);
    let serving = Serving::start(&database, &[]);
    let admin = Client::sign_in(&serving.base, "a.wanjiku", &password).await;
    let file = std::fs::read(folder.path().join("uploads").join("mixed.csv")).unwrap();
    let body = admin.submission(&file).await;
    let operation: serde_json::Value = admin.submit(1, &body).await.json().await.unwrap();
    let receipt = &operation["receipt"];
    let receipt =
        format!("{}:{}", receipt["sequence"], receipt["hash"].as_str().unwrap().to_uppercase());
    let (whole, said) = verify(&database, &["--receipt", &receipt]);
    assert!(whole, "{said}");
    assert!(said.starts_with("audit company=none rows=0 head=0:"), "{said}");
    assert!(said.contains("audit company=KE rows="), "{said}");
    assert!(said.contains("audit chains=4 rows="), "{said}");
    assert!(said.ends_with(" broken=0\n"), "{said}");
    let another = receipt.replace(':', "0:");
    let (whole, said) = verify(&database, &["--receipt", &receipt, "--receipt", &another]);
    assert!(!whole);
    let lower = another.to_lowercase();
    assert!(said.contains(&format!("audit broken receipt={lower} no chain has")), "{said}");
    serving.stop();
}

/// What somebody did behind the server's back, and what is said of it. The operation of the first
/// company stands at the end of its chain.
const DAMAGES: &[(&str, &str)] = &[
    (
        "UPDATE audit_row SET detail = replace(detail, '{', '{ ') WHERE company = 1 AND sequence = 12",
        "company=KE sequence=12 the hash does not fit",
    ),
    (
        "UPDATE audit_row SET at = '2020-01-01T00:00:00.000Z' WHERE company = 2 AND sequence = 1",
        "company=SN sequence=1 the hash does not fit",
    ),
    (
        "UPDATE audit_row SET app_user = 2, user_name = 'somebody.else' WHERE action = 'bulk_write_off'",
        "the hash does not fit",
    ),
    (
        "DELETE FROM audit_row WHERE company = 1 AND sequence = 5",
        "company=KE sequence=5 the row is missing; the next one is 6",
    ),
    (
        "DELETE FROM audit_row WHERE action = 'bulk_write_off'",
        "the chain does not end where its head says",
    ),
    (
        "DELETE FROM audit_row WHERE company = 1;
         UPDATE audit_chain SET sequence = 0, hash = zeroblob(32) WHERE company = 1",
        "company=KE operation 1 has no row",
    ),
    (
        "DELETE FROM audit_row WHERE company = 1;
         UPDATE audit_chain SET sequence = 0, hash = zeroblob(32) WHERE company = 1",
        "repossessions have no row",
    ),
    (
        "UPDATE audit_row SET sequence = 999 WHERE company = 1 AND sequence = 4;
         UPDATE audit_row SET sequence = 4 WHERE company = 1 AND sequence = 5;
         UPDATE audit_row SET sequence = 5 WHERE company = 1 AND sequence = 999",
        "company=KE sequence=4 the hash does not fit",
    ),
    (
        "INSERT INTO audit_row SELECT company, sequence + 1, form, at, app_user, user_name, role,
                action, account, operation, address, request_id, result, detail, hash
           FROM audit_row WHERE company = 1 ORDER BY sequence DESC LIMIT 1",
        "the hash does not fit",
    ),
    ("UPDATE audit_chain SET hash = zeroblob(32) WHERE company = 1", "the head names another hash"),
    ("DELETE FROM audit_chain WHERE company = 1", "company=KE sequence=0 the chain has no head"),
    (
        "UPDATE audit_row SET form = 2 WHERE company = 1 AND sequence = 3",
        "sequence=3 form 2 is not known",
    ),
];

#[tokio::test]
async fn what_somebody_did_to_the_log_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let whole = worked_on(folder.path()).await;
    for (number, (statement, expected)) in DAMAGES.iter().enumerate() {
        let damaged = folder.path().join(format!("damaged-{number}.db"));
        std::fs::copy(&whole, &damaged).unwrap();
        damage(&damaged, statement).await;
        let (fits, said) = verify(&damaged, &[]);
        assert!(!fits, "{statement}: {said}");
        let named =
            said.lines().any(|line| line.starts_with("audit broken ") && line.contains(expected));
        assert!(named, "{statement}: {said}");
        assert!(said.contains("the audit log is not whole"), "{said}");
    }
}

#[tokio::test]
async fn a_chain_that_was_rewritten_shows_against_a_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    let mut chain =
        rows(&database, "SELECT * FROM audit_row WHERE company = 1 ORDER BY sequence").await;
    let last = chain.last().unwrap();
    let receipt = format!("{}:{}", last.sequence, hex(&last.hash));
    // Somebody who knows how: another name, and every hash after it made anew.
    chain[10].user_name = Some("somebody.else".to_owned());
    let mut statements = String::new();
    let mut previous = [0; 32];
    for row in &chain {
        previous = row.hash_after(&previous);
        let (name, hash) = (row.user_name.clone().unwrap_or_default(), hex(&previous));
        writeln!(
            statements,
            "UPDATE audit_row SET hash = x'{hash}', user_name = nullif('{name}', '')
              WHERE company = 1 AND sequence = {};",
            row.sequence
        )
        .unwrap();
    }
    writeln!(statements, "UPDATE audit_chain SET hash = x'{}' WHERE company = 1", hex(&previous))
        .unwrap();
    damage(&database, &statements).await;
    let (fits, said) = verify(&database, &[]);
    assert!(fits, "the chain was made anew with care: {said}");
    let (fits, said) = verify(&database, &["--receipt", &receipt]);
    assert!(!fits && said.contains(&format!("audit broken receipt={receipt}")), "{said}");
}

fn hex(bytes: &[u8]) -> String {
    server::hex::to_hex(bytes)
}

//! `writeoff audit verify`: that it finds every chain whole, and what somebody did to one.

use std::fmt::Write as _;
use std::path::Path;

use server::audit::StoredRow;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};

use crate::support::{Client, Serving, damage, demo, execute, worked_on, writeoff};

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

#[tokio::test]
async fn a_database_of_an_earlier_version_brings_its_log_along() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("earlier.db");
    earlier_version(folder.path(), &database).await;
    Serving::start(&database, &[]).stop();
    let carried = rows(&database, "SELECT * FROM audit_row ORDER BY company, sequence").await;
    let told: Vec<_> = carried
        .iter()
        .map(|row| (row.company, row.sequence, &*row.action, &*row.detail, &*row.at))
        .collect();
    assert_eq!(told[0], (1, 1, "bulk_write_off", r#"{"entries":1}"#, "2026-01-02T03:04:05.678Z"));
    assert_eq!(
        (told[1].0, told[1].1, told[1].2, told[1].3),
        (1, 2, "chain_begun", r#"{"repossessions":1}"#)
    );
    assert_eq!((told.len(), told[2].0, told[2].2), (3, 2, "chain_begun"));
    assert_eq!(carried[0].user_name.as_deref(), Some("admin"));
    let (fits, said) = verify(&database, &[]);
    assert!(fits, "{said}");
    // Opened once more, nothing is carried over again.
    Serving::start(&database, &[]).stop();
    assert_eq!(rows(&database, "SELECT * FROM audit_row").await.len(), 3);
}

/// What the migrations before the chains made, with an operation.
async fn earlier_version(folder: &Path, database: &Path) {
    let migrations = folder.join("migrations");
    std::fs::create_dir(&migrations).unwrap();
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    for file in std::fs::read_dir(all).unwrap() {
        let file = file.unwrap();
        if file.file_name().to_str().unwrap() < "0005" {
            std::fs::copy(file.path(), migrations.join(file.file_name())).unwrap();
        }
    }
    execute(database, "PRAGMA journal_mode = WAL").await;
    let pool =
        SqlitePool::connect_with(SqliteConnectOptions::new().filename(database)).await.unwrap();
    sqlx::migrate::Migrator::new(migrations).await.unwrap().run(&pool).await.unwrap();
    pool.close().await;
    execute(
        database,
        "INSERT INTO operating_company VALUES
             (1, 'KE', 'Kenya', 'KES', 2, 'Africa/Nairobi', 90, 30),
             (2, 'SN', 'Sénégal', 'XOF', 0, 'Africa/Dakar', 90, 30);
         INSERT INTO app_user VALUES
             (1, 1, 'admin', 'admin', 'The Admin', 'admin', '$argon2id$', '2026-01-01T00:00:00.000Z', NULL);
         INSERT INTO bulk_operation VALUES
             (1, 1, '01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f', 1, 1, '2026-01-02T03:04:05.678Z',
              '2026-01-02', 90, 1, 1, 1, 0, 0, 5, 'a.csv', 1, 'hash', NULL, NULL, x'00', x'00', '[]');
         INSERT INTO repossession VALUES
             (1, 1, 'D', '2026-01-02', 1, NULL, 'nothing_recovered', NULL, '2026-01-02T03:04:05.678Z');
         INSERT INTO write_off VALUES (1, 1, 'bulk', 1);
         INSERT INTO audit_event VALUES
             (1, 1, '2026-01-02T03:04:05.678Z', 1, 'admin', 'bulk_write_off',
              '01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f', '{\"entries\":1}')",
    )
    .await;
}

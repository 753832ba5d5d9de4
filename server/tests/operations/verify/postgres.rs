//! On PostgreSQL.

use std::process::Output;

use super::{Copies, Damage, assert_found, assert_whole};
use crate::postgres::{Cluster, Database};
use crate::support::{worked_on_postgres, writeoff_on};

#[tokio::test]
async fn what_the_server_wrote_is_whole() {
    let database = worked_on_postgres(Cluster::shared().await).await;
    for login in [database.text(), database.owner_text(), database.reader_text()] {
        assert_whole(&writeoff_on(&login, &["verify"]));
    }
}

/// What can be done to this database alone, or in words of its own.
const DAMAGES: &[Damage] = &[
    (
        "ALTER TABLE write_off_contract DROP CONSTRAINT write_off_contract_once;
         INSERT INTO write_off_contract SELECT * FROM write_off_contract",
        &[
            "written_off_outcome_has_write_off",
            "contract_written_off_once",
            "losses_as_registered",
            "journal_books_write_offs",
            "schema_as_made",
        ],
    ),
    (
        "ALTER TABLE write_off DROP CONSTRAINT write_off_operation_of_bulk;
         UPDATE write_off SET method = 'personal' WHERE method = 'bulk'",
        &["write_off_method_agrees", "schema_as_made"],
    ),
    (
        "UPDATE bulk_operation SET file = decode(repeat('00', file_bytes::int), 'hex')",
        &["operation_file_kept"],
    ),
    ("DROP INDEX contract_by_account", &["schema_as_made"]),
    ("CREATE TABLE mine (id bigint)", &["schema_as_made"]),
    ("DROP TRIGGER append_only ON journal_posting", &["schema_as_made"]),
    ("ALTER TABLE audit_row DISABLE TRIGGER append_only", &["schema_as_made"]),
    ("ALTER TABLE write_off_contract DISABLE TRIGGER ALL", &["schema_as_made"]),
    ("GRANT UPDATE (detail) ON audit_row TO PUBLIC", &["schema_as_made"]),
    (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
             AS $$ BEGIN RETURN NULL; END $$",
        &["schema_as_made"],
    ),
    (
        "UPDATE pg_index SET indisvalid = false
          WHERE indexrelid = 'contract_by_account'::regclass",
        &["integrity"],
    ),
    (
        // A row that its index does not have: `amcheck` sees it.
        "CREATE EXTENSION amcheck;
         GRANT EXECUTE ON FUNCTION bt_index_check(regclass, boolean) TO PUBLIC;
         UPDATE pg_index SET indisready = false WHERE indexrelid = 'session_by_user'::regclass;
         INSERT INTO session SELECT decode(repeat('ab', 32), 'hex'), gen_random_uuid(), app_user, device,
                                    address, created_at, last_seen_at, expires_at FROM session;
         UPDATE pg_index SET indisready = true WHERE indexrelid = 'session_by_user'::regclass",
        &["integrity"],
    ),
];

/// A database that nobody is connected to.
struct Whole(Database<'static>);

impl Copies for Whole {
    async fn verify_damaged(&self, _: usize, statement: &str) -> Output {
        let damaged = self.0.copy().await;
        damaged.damage(statement).await;
        writeoff_on(&damaged.text(), &["verify", "--json"])
    }
}

#[tokio::test]
async fn each_damage_is_found_and_named() {
    let whole = worked_on_postgres(Cluster::shared().await).await;
    assert_found(&Whole(whole), DAMAGES).await;
}

#[tokio::test]
async fn a_page_that_the_disk_spoilt_is_found() {
    let cluster = Cluster::start().await;
    let database = worked_on_postgres(&cluster).await;
    let account = database.file_of("account").await;
    cluster.stop();
    let mut bytes = std::fs::read(&account).unwrap();
    bytes[8_192..16_384].fill(0xA5);
    std::fs::write(&account, bytes).unwrap();
    cluster.restart();
    let output = writeoff_on(&database.text(), &["verify"]);
    assert!(!output.status.success(), "{output:?}");
}

#[tokio::test]
async fn what_is_no_database_of_ours_is_named() {
    let cluster = Cluster::shared().await;
    let (empty, older, newer) =
        (cluster.empty_database().await, cluster.database().await, cluster.database().await);
    older.damage("DELETE FROM _sqlx_migrations WHERE version = 4").await;
    newer.damage("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1").await;
    newer
        .damage(
            "INSERT INTO _sqlx_migrations SELECT 1, description, installed_on, success, checksum,
                    execution_time FROM _sqlx_migrations WHERE version = 9999",
        )
        .await;
    for (database, said) in [
        (empty.text(), "is not a database of Writeoff"),
        (older.text(), "was made by an older version"),
        (newer.text(), "was made by a newer version"),
        ("postgres://nobody@127.0.0.1:1/nowhere".to_owned(), "no server of the database"),
    ] {
        let output = writeoff_on(&database, &["verify"]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && error.contains(said), "{error}");
    }
}

/// Where this fails and the change is meant, run it again with `WRITE_SCHEMA=1`.
#[tokio::test]
async fn the_schema_is_the_one_that_is_kept() {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.txt");
    let question = include_str!("../../../src/store/db/postgres/verify/schema.sql");
    let mut lines = Cluster::shared().await.database().await.texts(question).await;
    lines.push(String::new());
    let made = lines.join("\n");
    if std::env::var_os("WRITE_SCHEMA").is_some() {
        std::fs::write(kept, &made).unwrap();
    }
    let kept = std::fs::read_to_string(kept).unwrap();
    assert!(kept == made, "schema.txt is out of date; run with WRITE_SCHEMA=1");
}

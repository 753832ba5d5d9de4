//! On the embedded database.

use std::path::{Path, PathBuf};
use std::process::Output;

use super::{Copies, Damage, assert_found, assert_whole, violated};
use crate::support::{damage, execute, worked_on, writeoff};

fn verify(database: &Path, more: &[&str]) -> Output {
    let mut arguments = vec!["verify", "--database", database.to_str().unwrap()];
    arguments.extend(more);
    writeoff(&arguments)
}

#[tokio::test]
async fn what_the_server_wrote_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    assert_whole(&verify(&worked_on(folder.path()).await, &[]));
}

/// What can be done to this database alone, or in words of its own.
const DAMAGES: &[Damage] = &[
    (
        "PRAGMA legacy_alter_table = ON;
         ALTER TABLE write_off_contract RENAME TO old;
         CREATE TABLE write_off_contract AS SELECT * FROM old UNION ALL SELECT * FROM old;
         DROP TABLE old",
        &[
            "written_off_outcome_has_write_off",
            "contract_written_off_once",
            "losses_as_registered",
            "journal_books_write_offs",
            "schema_as_made",
        ],
    ),
    (
        "PRAGMA ignore_check_constraints = ON; UPDATE write_off SET method = 'personal' WHERE method = 'bulk'",
        &["write_off_method_agrees", "integrity"],
    ),
    ("UPDATE bulk_operation SET file = zeroblob(file_bytes)", &["operation_file_kept"]),
    ("DROP INDEX contract_by_account", &["schema_as_made"]),
    ("CREATE TABLE mine (id INTEGER) STRICT", &["schema_as_made"]),
];

/// A file that nobody has open.
struct Whole(PathBuf);

impl Copies for Whole {
    async fn verify_damaged(&self, number: usize, statement: &str) -> Output {
        let damaged = self.0.with_extension(number.to_string());
        std::fs::copy(&self.0, &damaged).unwrap();
        damage(&damaged, statement).await;
        verify(&damaged, &["--json"])
    }
}

#[tokio::test]
async fn each_damage_is_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    assert_found(&Whole(worked_on(folder.path()).await), DAMAGES).await;
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
    execute(&database, "DROP TRIGGER journal_posting_no_delete").await;
    assert_eq!(violated(&verify(&database, &["--json"])).0, ["schema_as_made"]);
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

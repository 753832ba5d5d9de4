//! On PostgreSQL.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use super::{assert_done, assert_only_whole_is_restored, assert_refused, made, names, seal};
use crate::postgres::{Cluster, Database};
use crate::support::{Client, Demo, Serving, worked_on_postgres, writeoff_on};

const OPERATIONS: &str = "SELECT operation_id::text FROM bulk_operation ORDER BY id";

fn backup(database: &str, to: &Path) -> Output {
    writeoff_on(database, &["backup", to.to_str().unwrap()])
}

fn restore(from: &Path, database: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["restore", from.to_str().unwrap()];
    arguments.extend(more);
    writeoff_on(database, &arguments)
}

/// That no table is in a database, as before.
async fn assert_vacant(database: &Database<'_>) {
    let names = "SELECT relname::text FROM pg_class
                  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'i')";
    assert_eq!(database.texts(names).await, [""; 0]);
}

#[tokio::test]
async fn a_backup_of_a_server_at_work_is_whole_and_comes_back() {
    let cluster = Cluster::shared().await;
    let folder = tempfile::tempdir().unwrap();
    let demo = Demo::new(cluster).await;
    let backup_file = made(folder.path());
    // One is under way while the backup is made: it is in there whole, or not at all.
    let serving = Serving::start(demo.database.text(), &[]);
    let admin = Client::sign_in(&serving.base, "a.wanjiku", &demo.password).await;
    let mixed = admin.submission(&fs::read(demo.uploads().join("mixed.csv")).unwrap()).await;
    assert_eq!(admin.submit(1, &mixed).await.status(), 201);
    let full = admin.submission(&fs::read(demo.uploads().join("full.csv")).unwrap()).await;
    let submitting = tokio::spawn(async move { admin.submit(2, &full).await.status() });
    let said = assert_done(&backup(&demo.database.reader_text(), &backup_file));
    assert!(said.contains("invariants hold"), "{said}");
    assert_eq!(submitting.await.unwrap(), 201);
    assert_eq!(names(&folder.path().join("backups")), ["one.backup", "one.backup.sha256"]);
    assert_eq!(fs::metadata(&backup_file).unwrap().permissions().mode() & 0o777, 0o600);

    let place = cluster.empty_database().await;
    let said = assert_done(&restore(&backup_file, &place.owner_text(), &[]));
    assert!(said.contains("invariants hold"), "{said}");
    let operations = place.texts(OPERATIONS).await;
    assert!((1..=2).contains(&operations.len()), "{operations:?}");
    // And a server works on it, which may do no more than before.
    let again = Serving::start(place.text(), &[]);
    assert_eq!(reqwest::get(format!("{}/ready", again.base)).await.unwrap().status(), 200);
    assert_done(&writeoff_on(&place.text(), &["verify"]));
    again.stop();
}

#[tokio::test]
async fn what_cannot_be_backed_up_leaves_no_backup() {
    let cluster = Cluster::shared().await;
    let folder = tempfile::tempdir().unwrap();
    let backup_file = made(folder.path());
    let empty = cluster.empty_database().await;
    assert_refused(&backup(&empty.reader_text(), &backup_file), "is not a database of Writeoff");
    let database = worked_on_postgres(cluster).await;
    let no_folder = folder.path().join("no").join("folder.backup");
    assert_refused(&backup(&database.reader_text(), &no_folder), "cannot be written");
    let refused = backup(&database.text(), &backup_file);
    assert_refused(&refused, "the owner's login, or one that may read everything");
    database.damage("UPDATE bulk_operation SET number = 7").await;
    let refused = backup(&database.reader_text(), &backup_file);
    assert_refused(&refused, "verify operations_numbered");
    assert_eq!(names(backup_file.parent().unwrap()), [""; 0]);
    // Unless that is accepted: what is left is better than nothing.
    let to = backup_file.to_str().unwrap();
    let accepted = writeoff_on(&database.reader_text(), &["backup", to, "--accept-violations"]);
    assert!(assert_done(&accepted).contains("1 of "));
    assert_refused(&backup(&database.reader_text(), &backup_file), "is there already");

    // What it holds is found when it is restored, and nothing of it stays; what an administrator
    // put there does.
    let place = cluster.empty_database().await;
    place.damage("CREATE EXTENSION amcheck; CREATE EXTENSION pg_stat_statements").await;
    let functions = "SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace";
    let before = place.texts(functions).await;
    let refused = restore(&backup_file, &place.owner_text(), &[]);
    assert_refused(&refused, "verify operations_numbered");
    assert_vacant(&place).await;
    assert_eq!(place.texts(functions).await, before);
    assert_done(&restore(&backup_file, &place.owner_text(), &["--accept-violations"]));
}

/// A command with another `PATH`.
fn with_path(path: &Path, database: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_writeoff"))
        .args(arguments)
        .env("DATABASE_URL", database)
        .env("PATH", path)
        .output()
        .unwrap()
}

#[tokio::test]
async fn programs_that_are_missing_or_too_old_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let database = Cluster::shared().await.database().await;
    let backup_file = made(folder.path());
    let arguments = ["backup", backup_file.to_str().unwrap()];
    let programs = folder.path().join("programs");
    fs::create_dir(&programs).unwrap();
    let output = with_path(&programs, &database.text(), &arguments);
    assert_refused(&output, "Install PostgreSQL's client programs");
    // One of long ago, as far as it can be asked.
    let old = programs.join("pg_dump");
    fs::write(&old, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n").unwrap();
    fs::set_permissions(&old, fs::Permissions::from_mode(0o755)).unwrap();
    let output = with_path(&programs, &database.text(), &arguments);
    assert_refused(&output, "pg_dump is of version 9 and the server of version");
    assert_eq!(names(backup_file.parent().unwrap()), [""; 0]);
}

#[tokio::test]
async fn without_room_nothing_is_left_half_made() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on_postgres(Cluster::shared().await).await;
    let backup_file = made(folder.path());
    // As on a disk without room: no file may be longer than so many blocks.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 50; exec \"$0\" \"$@\""])
        .args([env!("CARGO_BIN_EXE_writeoff"), "backup", backup_file.to_str().unwrap()])
        .env("DATABASE_URL", database.reader_text())
        .output()
        .unwrap();
    assert_refused(&output, "pg_dump: ");
    assert_eq!(names(backup_file.parent().unwrap()), [""; 0]);
}

#[tokio::test]
async fn what_is_no_whole_backup_is_not_restored() {
    let cluster = Cluster::shared().await;
    let folder = tempfile::tempdir().unwrap();
    let backup_file = made(folder.path());
    assert_done(&backup(&worked_on_postgres(cluster).await.reader_text(), &backup_file));
    let place = cluster.empty_database().await;
    let owner = place.owner_text();
    assert_only_whole_is_restored(&backup_file, |from| restore(from, &owner, &[]));
    // With a hash of its own, what was cut short is found by who reads it.
    let bytes = fs::read(&backup_file).unwrap();
    fs::write(&backup_file, &bytes[..bytes.len() / 2]).unwrap();
    seal(&backup_file);
    assert_refused(&restore(&backup_file, &owner, &[]), "pg_restore: ");
    assert_vacant(&place).await;
    // And each kind of backup has its place.
    let file = folder.path().join("file.backup");
    fs::write(&file, b"SQLite format 3\0").unwrap();
    assert_refused(&restore(&file, &owner, &[]), "is a backup of a database file");
    let path = folder.path().join("path.db");
    let refused = restore(&backup_file, path.to_str().unwrap(), &[]);
    assert_refused(&refused, "is a backup of PostgreSQL");
    assert_vacant(&place).await;
    fs::write(&backup_file, bytes).unwrap();
    seal(&backup_file);
    assert_done(&restore(&backup_file, &owner, &[]));
}

/// A dump of a database as it is, with its hash.
fn dumped(database: &Database<'_>, to: &Path) {
    let dump = Command::new("pg_dump")
        .args(["--format=custom", "--file", to.to_str().unwrap(), &database.owner_text()])
        .output()
        .unwrap();
    assert!(dump.status.success(), "{dump:?}");
    seal(to);
}

#[tokio::test]
async fn another_programs_dump_is_not_restored_nor_one_of_a_newer_version() {
    let cluster = Cluster::shared().await;
    let folder = tempfile::tempdir().unwrap();
    let place = cluster.empty_database().await;
    let theirs = cluster.empty_database().await;
    theirs.damage("CREATE TABLE theirs (id bigint); GRANT SELECT ON theirs TO PUBLIC").await;
    let file = folder.path().join("theirs.backup");
    dumped(&theirs, &file);
    assert_refused(&restore(&file, &place.owner_text(), &[]), "is no backup of Writeoff");

    let newer = cluster.database().await;
    newer
        .damage(
            "INSERT INTO _sqlx_migrations SELECT 9999, description, installed_on, success,
                    checksum, execution_time FROM _sqlx_migrations WHERE version = 1",
        )
        .await;
    let file = folder.path().join("newer.backup");
    dumped(&newer, &file);
    let refused = restore(&file, &place.owner_text(), &[]);
    assert_refused(&refused, "newer.backup was made by a newer version");
    assert_vacant(&place).await;
}

#[tokio::test]
async fn a_dump_of_an_older_version_is_brought_up_to_date() {
    let cluster = Cluster::shared().await;
    let folder = tempfile::tempdir().unwrap();
    let older = cluster.empty_database().await;
    let mut first_versions = sqlx::migrate!("migrations/postgres");
    first_versions.migrations.to_mut().truncate(14);
    first_versions.run(&mut older.owner().await).await.unwrap();
    let file = folder.path().join("older.backup");
    dumped(&older, &file);
    let place = cluster.empty_database().await;
    assert_done(&restore(&file, &place.owner_text(), &[]));
    assert_done(&writeoff_on(&place.text(), &["verify"]));
}

#[tokio::test]
async fn a_database_that_is_there_is_replaced_only_on_request_and_kept() {
    let cluster = Cluster::shared().await;
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on_postgres(cluster).await;
    let backup_file = made(folder.path());
    assert_done(&backup(&database.reader_text(), &backup_file));
    let somebody = "SELECT name FROM app_user WHERE id = 1";
    let before = database.texts(somebody).await;
    database.damage("UPDATE app_user SET name = 'Somebody Else' WHERE id = 1").await;
    let owner = database.owner_text();
    assert_refused(&restore(&backup_file, &owner, &[]), "--replace");
    let replace = ["--replace"];
    assert_refused(&restore(&backup_file, &owner, &replace), "cannot be made beside");
    cluster.execute("postgres", "ALTER ROLE owner CREATEDB").await;

    let serving = Serving::start(database.text(), &[]);
    assert_refused(&restore(&backup_file, &owner, &replace), "stop its servers first");
    assert_eq!(reqwest::get(format!("{}/ready", serving.base)).await.unwrap().status(), 200);
    serving.stop();
    assert_eq!(database.texts(somebody).await, ["Somebody Else"]);

    let said = assert_done(&restore(&backup_file, &owner, &replace));
    let kept = said.lines().find_map(|line| line.strip_prefix("kept what was there as ")).unwrap();
    assert_eq!(database.texts(somebody).await, before);
    let kept = Database { cluster, name: kept.to_owned() };
    assert_eq!(kept.texts(somebody).await, ["Somebody Else"]);
    let names = "SELECT datname::text FROM pg_database WHERE datname LIKE '%restoring%'";
    assert_eq!(database.texts(names).await, [""; 0]);
}

//! On the embedded database.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use sqlx::Connection as _;

use super::{assert_done, assert_only_whole_is_restored, assert_refused, made, names, seal};
use crate::support::{Client, Serving, damage, demo, execute, texts, worked_on, writeoff};

const OPERATIONS: &str = "SELECT operation_id FROM bulk_operation ORDER BY id";

fn backup(database: &Path, to: &Path) -> Output {
    writeoff(&["backup", to.to_str().unwrap(), "--database", database.to_str().unwrap()])
}

fn restore(from: &Path, database: &Path, more: &[&str]) -> Output {
    let (from, database) = (from.to_str().unwrap(), database.to_str().unwrap());
    let mut arguments = vec!["restore", from, "--database", database];
    arguments.extend(more);
    writeoff(&arguments)
}

#[tokio::test]
async fn a_backup_of_a_server_at_work_is_whole_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    let password = demo(&database);
    let serving = Serving::start(&database, &[]);
    let admin = Client::sign_in(&serving.base, "a.wanjiku", &password).await;
    let uploads = folder.path().join("uploads");
    let mixed = admin.submission(&fs::read(uploads.join("mixed.csv")).unwrap()).await;
    assert_eq!(admin.submit(1, &mixed).await.status(), 201);
    // One is under way while the backup is made: it is in there whole, or not at all.
    let full = admin.submission(&fs::read(uploads.join("full.csv")).unwrap()).await;
    let submitting = tokio::spawn(async move { admin.submit(2, &full).await.status() });
    let backup_file = made(folder.path());
    let said = assert_done(&backup(&database, &backup_file));
    assert!(said.contains("invariants hold"), "{said}");
    assert_eq!(submitting.await.unwrap(), 201);
    assert_eq!(names(&folder.path().join("backups")), ["one.backup", "one.backup.sha256"]);
    let checked = Command::new("sha256sum")
        .args(["--check", "--strict", "one.backup.sha256"])
        .current_dir(folder.path().join("backups"))
        .output()
        .unwrap();
    assert!(checked.status.success(), "{checked:?}");

    let restored = folder.path().join("restored").join("restored.db");
    fs::create_dir(restored.parent().unwrap()).unwrap();
    assert_done(&restore(&backup_file, &restored, &[]));
    let operations = texts(&restored, OPERATIONS).await;
    assert!(!operations.is_empty() && operations.len() <= 2, "{operations:?}");
    // And a server works on it.
    let again = Serving::start(&restored, &[]);
    let admin = Client::sign_in(&again.base, "a.wanjiku", &password).await;
    assert_eq!(admin.submit(1, &mixed).await.headers()["idempotent-replayed"], "true");
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_a_backup() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    let backup_file = made(folder.path());
    assert_done(&backup(&database, &backup_file));
    assert_eq!(fs::metadata(&backup_file).unwrap().permissions().mode() & 0o777, 0o600);
    let restored = folder.path().join("restored.db");
    assert_done(&restore(&backup_file, &restored, &[]));
    assert_eq!(fs::metadata(&restored).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn what_cannot_be_backed_up_leaves_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    let backup_file = made(folder.path());
    let nowhere = folder.path().join("nowhere.db");
    assert_refused(&backup(&nowhere, &backup_file), "there is no database");
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, "not a database, and longer than any header ".repeat(90)).unwrap();
    assert_refused(&backup(&notes, &backup_file), "is not a database of Writeoff");
    let no_folder = folder.path().join("no").join("folder.backup");
    assert_refused(&backup(&database, &no_folder), "cannot be written");
    let damaged = folder.path().join("damaged.db");
    fs::copy(&database, &damaged).unwrap();
    damage(&damaged, "UPDATE bulk_operation SET number = 7").await;
    assert_refused(&backup(&damaged, &backup_file), "verify operations_numbered");
    assert_eq!(names(backup_file.parent().unwrap()), [""; 0]);

    // Unless that is accepted: what is left is better than nothing.
    let (to, from) = (backup_file.to_str().unwrap(), damaged.to_str().unwrap());
    let said = assert_done(&writeoff(&["backup", to, "--database", from, "--accept-violations"]));
    assert!(said.contains("1 of "), "{said}");
    assert_refused(&backup(&database, &backup_file), "is there already");
}

/// As on a disk without room: no file may be longer than so many blocks.
#[cfg(unix)]
fn without_room(arguments: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 200; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_writeoff"))
        .args(arguments)
        .output()
        .unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn without_room_nothing_is_left_half_made() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    let backup_file = made(folder.path());
    let (to, from) = (backup_file.to_str().unwrap(), database.to_str().unwrap());
    let output = without_room(&["backup", to, "--database", from]);
    assert!(!output.status.success(), "{output:?}");
    assert_eq!(names(backup_file.parent().unwrap()), [""; 0]);

    assert_done(&backup(&database, &backup_file));
    let restored = folder.path().join("restored").join("restored.db");
    fs::create_dir(restored.parent().unwrap()).unwrap();
    let output = without_room(&["restore", to, "--database", restored.to_str().unwrap()]);
    assert!(!output.status.success(), "{output:?}");
    assert_eq!(names(restored.parent().unwrap()), [""; 0]);
}

#[tokio::test]
async fn what_is_no_whole_backup_is_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    let backup_file = made(folder.path());
    assert_done(&backup(&database, &backup_file));
    let place = folder.path().join("place");
    fs::create_dir(&place).unwrap();
    let restored = place.join("restored.db");

    assert_only_whole_is_restored(&backup_file, |from| restore(from, &restored, &[]));
    assert_eq!(names(&place), [""; 0]);

    assert_done(&restore(&backup_file, &restored, &[]));
}

#[tokio::test]
async fn another_programs_database_is_not_restored_and_an_older_one_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = folder.path().join("theirs.db");
    execute(&theirs, "CREATE TABLE theirs (id)").await;
    seal(&theirs);
    let restored = folder.path().join("restored.db");
    assert_refused(&restore(&theirs, &restored, &[]), "theirs.db is not a database of Writeoff");
    assert!(!restored.exists());

    let newer = worked_on(folder.path()).await;
    execute(
        &newer,
        "INSERT INTO _sqlx_migrations SELECT 9999, description, installed_on, success,
        checksum, execution_time FROM _sqlx_migrations WHERE version = 1",
    )
    .await;
    seal(&newer);
    assert_refused(&restore(&newer, &restored, &[]), "was made by a newer version");

    let older = folder.path().join("older.db");
    let mut connection = crate::support::connect(&older).await;
    let mut first_versions = sqlx::migrate!("migrations/sqlite");
    first_versions.migrations.to_mut().truncate(3);
    first_versions.run(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    seal(&older);
    assert_done(&restore(&older, &restored, &[]));
    assert!(writeoff(&["verify", "--database", restored.to_str().unwrap()]).status.success());
}

#[tokio::test]
async fn a_database_that_is_there_is_replaced_only_on_request_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("place");
    fs::create_dir(&place).unwrap();
    let database = worked_on(&place).await;
    fs::remove_dir_all(place.join("uploads")).unwrap();
    let backup_file = made(folder.path());
    assert_done(&backup(&database, &backup_file));
    execute(&database, "UPDATE app_user SET name = 'Somebody Else' WHERE id = 1").await;
    let before = fs::read(&database).unwrap();
    assert_refused(&restore(&backup_file, &database, &[]), "--replace");
    assert_eq!(fs::read(&database).unwrap(), before);

    // The log of another database, which must not be copied into this one.
    fs::write(place.join("worked-on.db-wal"), "somebody's").unwrap();
    assert_done(&restore(&backup_file, &database, &["--replace"]));
    let names = names(&place);
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(names[1].starts_with("worked-on.db-lock") || names[1].contains(".before-restore-"));
    let kept = names.iter().find(|name| name.contains(".before-restore-")).unwrap();
    let somebody = "SELECT name FROM app_user WHERE id = 1";
    assert_eq!(texts(&place.join(kept), somebody).await, ["Somebody Else"]);
    assert_ne!(texts(&database, somebody).await, ["Somebody Else"]);
}

#[tokio::test]
async fn a_broken_database_can_be_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    let backup_file = made(folder.path());
    assert_done(&backup(&database, &backup_file));
    fs::write(&database, "what is left after the disk broke ".repeat(200)).unwrap();
    assert_done(&restore(&backup_file, &database, &["--replace"]));
    assert_eq!(texts(&database, OPERATIONS).await.len(), 1);
}

#[tokio::test]
async fn a_database_in_use_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let database = worked_on(folder.path()).await;
    let backup_file = made(folder.path());
    assert_done(&backup(&database, &backup_file));
    let serving = Serving::start(&database, &[]);
    assert_refused(&restore(&backup_file, &database, &["--replace"]), "stop its servers first");
    assert_eq!(reqwest::get(format!("{}/ready", serving.base)).await.unwrap().status(), 200);
    serving.stop();
    // Another program's connection counts too.
    let mut reader = crate::support::connect(&database).await;
    sqlx::query(OPERATIONS).fetch_all(&mut reader).await.unwrap();
    assert_refused(&restore(&backup_file, &database, &["--replace"]), "by another program");
    drop(reader);
    let everything = names(folder.path());
    assert!(!everything.iter().any(|name| name.contains(".part-")), "{everything:?}");
}

//! The `writeoff` command on PostgreSQL, as a person or a script uses it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::database::TestDatabase;
use crate::postgres::Cluster;

fn writeoff(folder: &Path, arguments: &[&str], database: &str, input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_writeoff"))
        .args(arguments)
        .current_dir(folder)
        // Not among the arguments, where everybody on the machine could read the password.
        .env("DATABASE_URL", database)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[tokio::test]
async fn a_new_database_is_migrated_by_its_owner_filled_and_looked_after() {
    let database = TestDatabase(Cluster::shared().await.empty_database().await);
    let (owner, server) = (database.0.owner_text(), database.0.text());
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], database: &str, input: &str| {
        let output = writeoff(folder.path(), arguments, database, input);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.success(), said)
    };

    let (done, said) = run(&["demo", "--accounts", "2000"], &server, "");
    assert!(!done && said.contains("run `writeoff migrate`"), "{said}");
    let (done, said) = run(&["migrate"], &owner, "");
    assert!(done, "{said}");
    let (done, said) = run(&["demo", "--accounts", "2000"], &server, "");
    assert!(done && said.contains("sign in as a.wanjiku with "), "{said}");
    for name in ["eligible.csv", "mixed.csv", "full.csv"] {
        let bytes = std::fs::read(folder.path().join("uploads").join(name)).unwrap();
        assert!(!domain::upload::read(&bytes, None).unwrap().entries.is_empty(), "{name}");
    }
    let (done, said) = run(&["demo"], &server, "");
    assert!(!done && said.contains("the database is not empty"), "{said}");

    let add = "user add --company KE --user new.one --role admin --name New";
    let add: Vec<&str> = add.split(' ').collect();
    let (done, said) = run(&add, &server, "long enough a password\n");
    assert!(done, "{said}");
    let (done, said) = run(&add, &server, "long enough a password\n");
    assert!(!done && said.contains("is taken"), "{said}");
    let (done, said) = run(&["audit", "verify"], &server, "");
    assert!(done && said.contains("broken=0"), "{said}");

    assert_eq!(database.number("SELECT count(*) FROM account").await, 2_000);
    let strays = database.number(STRAYS).await;
    assert_eq!(strays, 0);
}

#[tokio::test]
async fn a_demonstration_by_the_owner_of_the_tables_leaves_statistics_to_plan_by() {
    let database = TestDatabase(Cluster::shared().await.empty_database().await);
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["demo", "--accounts", "200"];
    let output = writeoff(folder.path(), &arguments, &database.0.owner_text(), "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let known = "SELECT count(*) FROM pg_class WHERE relname = 'account' AND reltuples = 200";
    assert_eq!(database.number(known).await, 1);
}

/// Stock that has not moved to where it is, or is where it has not moved to.
const STRAYS: &str = "
    WITH moved AS (
        SELECT to_location AS location, contract, product, quantity FROM stock_move
         UNION ALL SELECT from_location, contract, product, -quantity FROM stock_move),
    counted AS (
        SELECT location, CASE WHEN kind = 'customer' THEN contract END AS contract, product,
               quantity::bigint
          FROM moved JOIN location ON location.id = moved.location WHERE kind <> 'supplier'
         UNION ALL SELECT location, NULL, product, -quantity FROM stock
         UNION ALL
        SELECT location.id, contract, product, -quantity
          FROM held_product JOIN contract ON contract.id = held_product.contract
          JOIN location ON location.company = contract.company AND kind = 'customer')
    SELECT count(*) FROM (
        SELECT 1 FROM counted GROUP BY location, contract, product HAVING sum(quantity) <> 0) AS stray";

#[test]
fn help_shows_no_password() {
    let folder = tempfile::tempdir().unwrap();
    let output = writeoff(
        folder.path(),
        &["serve", "--help"],
        "postgres://somebody:a-secret@db.example/books",
        "",
    );
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(help.contains("DATABASE_URL") && help.contains("WRITEOFF_MIGRATE_URL"), "{help}");
    assert!(!help.contains("a-secret"), "{help}");
}

#[test]
fn a_url_that_makes_no_sense_is_refused_without_the_password() {
    let folder = tempfile::tempdir().unwrap();
    let url = "postgres://somebody:a-secret@db.example:port/books";
    let output = writeoff(folder.path(), &["serve"], url, "");
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("no URL of a PostgreSQL database"), "{said}");
    assert!(!said.contains("a-secret"), "{said}");
}

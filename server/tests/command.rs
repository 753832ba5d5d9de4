//! The `writeoff` command as a person or a script uses it.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

fn writeoff(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_writeoff"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn demo(database: &Path, seed: &str) -> String {
    let database = database.to_str().unwrap();
    let arguments = ["demo", "--accounts", "2000", "--database", database, "--seed", seed];
    let output = writeoff(&arguments, "");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

async fn texts(database: &Path, query: &'static str) -> Vec<String> {
    let options = SqliteConnectOptions::new().filename(database);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let texts = sqlx::query_scalar(query).fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    texts
}

#[test]
fn demo_prints_who_may_sign_in_and_writes_files() {
    let folder = tempfile::tempdir().unwrap();
    // A folder that is not there yet is made.
    let folder = folder.path().join("not").join("there");
    let printed = demo(&folder.join("demo.db"), "1");
    let people: Vec<&str> =
        printed.lines().filter(|line| line.starts_with("sign in as ")).collect();
    assert_eq!(people.len(), 10, "{printed}");
    assert!(people[0].starts_with("sign in as a.wanjiku with "), "{printed}");
    assert!(people[0].ends_with(" (Admin, Sunrise Energy Kenya)"), "{printed}");
    for name in ["eligible.csv", "mixed.csv", "full.csv"] {
        let bytes = std::fs::read(folder.join("uploads").join(name)).unwrap();
        assert!(!domain::upload::read(&bytes, None).unwrap().entries.is_empty(), "{name}");
    }
}

#[test]
fn an_empty_demonstration_has_files_to_import_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("writeoff.db");
    let arguments = ["demo", "--empty", "--database", database.to_str().unwrap()];
    let output = writeoff(&arguments, "");
    assert!(output.status.success(), "{output:?}");
    for language in ["en", "fr"] {
        let files = folder.path().join("first-day").join(language);
        for kind in domain::import::Kind::ALL {
            let bytes = std::fs::read(files.join(format!("{}.csv", kind.code()))).unwrap();
            assert!(bytes.split(|byte| *byte == b'\n').count() > 3, "{kind:?}");
        }
        assert!(files.join("portfolio.xlsx").exists());
        let defaulted = std::fs::read(files.join("defaulted.csv")).unwrap();
        assert_eq!(domain::upload::read(&defaulted, None).unwrap().entries.len(), 37);
    }
    demo(&folder.path().join("full.db"), "1");
    let full = folder.path().join("full.db");
    let refused = writeoff(&["demo", "--empty", "--database", full.to_str().unwrap()], "");
    assert!(!refused.status.success(), "{refused:?}");
}

#[test]
fn demo_does_not_touch_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    demo(&database, "1");
    let again = writeoff(&["demo", "--database", database.to_str().unwrap()], "");
    assert!(!again.status.success());
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("the database is not empty"), "{said}");
}

#[tokio::test]
async fn the_same_seed_makes_the_same_portfolio_and_another_password() {
    let folder = tempfile::tempdir().unwrap();
    let databases = ["a", "b", "c"].map(|name| folder.path().join(name).join("demo.db"));
    let mut printed = Vec::new();
    for (database, seed) in databases.iter().zip(["5", "5", "6"]) {
        std::fs::create_dir(database.parent().unwrap()).unwrap();
        printed.push(demo(database, seed));
    }
    let accounts = "SELECT account_id || name || state || coalesce(defaulted_on, '') || phone
                      FROM account JOIN customer ON customer.id = account.customer";
    let processes = "SELECT process.account || reason || started_by || message_id
                       FROM write_off_process AS process
                       JOIN message ON message.process = process.id ORDER BY message.id";
    let mut made = Vec::new();
    for database in &databases {
        made.push((texts(database, accounts).await, texts(database, processes).await));
    }
    assert_eq!(made[0], made[1]);
    assert_ne!(made[0], made[2]);
    assert_ne!(printed[0], printed[1]);
}

#[tokio::test]
async fn the_portfolio_has_everything_and_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    demo(&database, "3");
    for (query, least) in [
        ("SELECT DISTINCT state FROM account WHERE company = 1", 6),
        ("SELECT DISTINCT state FROM account WHERE company = 3", 6),
        ("SELECT DISTINCT status FROM contract WHERE company = 1", 6),
        ("SELECT DISTINCT currency FROM operating_company", 3),
        ("SELECT DISTINCT status FROM pending_action", 2),
        ("SELECT DISTINCT reason FROM failed_attempt", 8),
        ("SELECT account FROM contract GROUP BY company, account HAVING count(*) > 1", 100),
        ("SELECT name FROM customer WHERE name LIKE '%''%' OR name GLOB '*[éèï]*'", 10),
    ] {
        let found = texts(&database, query).await.len();
        assert!(found >= least, "{query}: {found}");
    }
    // Stock moved to where it is, and nothing else is anywhere.
    let strays = texts(
        &database,
        "WITH moved AS (
             SELECT to_location AS location, contract, product, quantity FROM stock_move
             UNION ALL SELECT from_location, contract, product, -quantity FROM stock_move),
         counted AS (
             SELECT kind, location, iif(kind = 'customer', contract, NULL) AS contract, product,
                    quantity
               FROM moved JOIN location ON location.id = moved.location WHERE kind <> 'supplier'
             UNION ALL
             SELECT kind, location, NULL, product, -quantity
               FROM stock JOIN location ON location.id = stock.location
             UNION ALL
             SELECT kind, location.id, contract, product, -quantity
               FROM held_product JOIN contract ON contract.id = held_product.contract
               JOIN location ON location.company = contract.company AND kind = 'customer')
         SELECT kind || ' ' || product FROM counted
          GROUP BY location, contract, product HAVING sum(quantity) <> 0",
    )
    .await;
    assert_eq!(strays, Vec::<String>::new());
    let broken = texts(&database, "SELECT \"table\" FROM pragma_foreign_key_check").await;
    assert_eq!(broken, Vec::<String>::new());
}

/// Whatever a process can be and do, the first company has one that shows it; nothing waits to be sent.
#[tokio::test]
async fn the_portfolio_has_write_off_processes_of_every_kind() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    let least = ["demo", "--accounts", "200", "--database", database.to_str().unwrap()];
    assert!(writeoff(&least, "").status.success());
    for (query, least) in [
        ("SELECT DISTINCT reason FROM write_off_process WHERE company = 1", 4),
        ("SELECT DISTINCT template FROM write_off_process WHERE company = 1", 3),
        ("SELECT account FROM write_off_process GROUP BY account HAVING count(*) > 1", 1),
        ("SELECT DISTINCT status FROM process_event WHERE company = 1", 3),
        ("SELECT failure FROM process_event WHERE failure = 'no_address'", 1),
        ("SELECT DISTINCT ended FROM process_contract WHERE ended <> 'unlinked'", 4),
        ("SELECT DISTINCT channel FROM message", 3),
        ("SELECT DISTINCT status FROM message WHERE channel = 'mail'", 2),
        ("SELECT DISTINCT status FROM pending_action WHERE type = 'task'", 2),
        ("SELECT DISTINCT (cancelled_on IS NULL) || '' FROM referral WHERE company = 1", 2),
        ("SELECT account_id FROM account WHERE held_until > date('now')", 1),
        ("SELECT account_id FROM account WHERE credit_score < 0", 1),
        ("SELECT DISTINCT what FROM process_history", 10),
        ("SELECT method FROM write_off WHERE method = 'process'", 1),
        ("SELECT DISTINCT company || '' FROM write_off_process", 3),
    ] {
        let found = texts(&database, query).await.len();
        assert!(found >= least, "{query}: {found}");
    }
    let waiting = texts(&database, "SELECT recipient FROM message WHERE status = 'waiting'").await;
    assert_eq!(waiting, Vec::<String>::new());
    // What may go out of itself later goes nowhere either.
    let out = "SELECT event_type FROM process_event
                WHERE status = 'pending' AND failure IS NULL AND event_type IN ('mail', 'sms', 'hook')
                  AND NOT EXISTS (SELECT 1 FROM message WHERE message.process = process_event.process
                                     AND message.sequence = process_event.sequence)";
    assert_eq!(texts(&database, out).await, Vec::<String>::new());
    assert!(writeoff(&["verify", "--database", database.to_str().unwrap()], "").status.success());
}

#[test]
fn a_user_can_be_added_to_a_company_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    demo(&database, "1");
    let add = |company: &str, user: &str, database: &Path, password: &str| {
        let database = database.to_str().unwrap();
        let arguments = [
            "user",
            "add",
            "--database",
            database,
            "--company",
            company,
            "--user",
            user,
            "--name",
            "New Person",
            "--role",
            "admin",
        ];
        let output = writeoff(&arguments, password);
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let password = "long enough a password\n";
    assert!(add("KE", "new.one", &database, password).0);
    assert!(add("Soleil Levant Sénégal", "new.two", &database, password).0);
    let nowhere = folder.path().join("nowhere.db");
    for (company, user, database, password, said) in [
        ("KE", "NEW.ONE", &database, password, "is taken"),
        ("XX", "new.three", &database, password, "no company XX"),
        ("KE", "new four", &database, password, "no blanks"),
        ("KE", "new.five", &database, "too short\n", "At least 12 characters"),
        ("KE", "new.six", &nowhere, password, "there is no database"),
    ] {
        let (added, why) = add(company, user, database, password);
        assert!(!added && why.contains(said), "{user}: {why}");
    }
    assert!(!nowhere.exists());
}

#[cfg(unix)]
#[test]
fn serve_says_where_it_listens_and_stops_when_it_is_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db");
    let mut child = Command::new(env!("CARGO_BIN_EXE_writeoff"))
        .args(["serve", "--listen", "127.0.0.1:0", "--log-format", "json", "--database"])
        .arg(&database)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().strip_prefix("listening on http://127.0.0.1:").unwrap();
    assert_ne!(port.parse::<u16>().unwrap(), 0);
    let asked = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(asked.success());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    for line in String::from_utf8(output.stderr).unwrap().lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
    // The last connection left a database without a log.
    assert!(!folder.path().join("new.db-wal").exists());
}

#[test]
fn help_names_flags_and_environment() {
    let help = String::from_utf8(writeoff(&["serve", "--help"], "").stdout).unwrap();
    for word in ["--listen", "--database", "WRITEOFF_LISTEN", "DATABASE_URL", "WRITEOFF_LOG"] {
        assert!(help.contains(word), "{word}: {help}");
    }
}

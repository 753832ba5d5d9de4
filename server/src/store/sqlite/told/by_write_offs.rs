//! What write-offs tell: that accounts are inactive, contracts terminated and balances owed no longer.

use sqlx::SqliteConnection;

use super::super::MIGRATIONS;
use super::{assert_counted, filled, run, texts};

/// The version before write-offs told it.
const BEFORE: i64 = 10;

/// What A owes.
const OWED: &str =
    "UPDATE contract SET principal_balance = 5, fees_balance = 3, tax_balance = 2 WHERE id = 1";

/// How the version before wrote A off.
const WRITTEN_OFF_BEFORE: &str = "
    INSERT INTO repossession (id, company, account, repossessed_on, completed_by, product_condition,
                              pending_action, recorded_at, recorded_by)
    VALUES (2, 1, 'A', '2026-04-01', 1, 'nothing_recovered', 1, '2026-04-01T00:00:00.000Z', 1);
    INSERT INTO write_off (repossession, company, method) VALUES (2, 1, 'personal');
    INSERT INTO write_off_contract VALUES (1, 2, 5, 3, 2);
    UPDATE contract SET status = 'terminated', principal_balance = 0, fees_balance = 0,
                        tax_balance = 0 WHERE id = 1;
    UPDATE account SET state = 'inactive' WHERE account_id = 'A'";

/// How A is written off.
const WRITTEN_OFF: &str = "
    INSERT INTO repossession (id, company, account, repossessed_on, completed_by, product_condition,
                              pending_action, recorded_at, recorded_by, ended_default)
    VALUES (2, 1, 'A', '2026-04-01', 1, 'nothing_recovered', 1, '2026-04-01T00:00:00.000Z', 1,
            '2026-01-01');
    INSERT INTO write_off (repossession, company, method) VALUES (2, 1, 'personal');
    INSERT INTO write_off_contract VALUES (1, 2, 5, 3, 2)";

async fn accounts(connection: &mut SqliteConnection) -> Vec<String> {
    texts(connection, "SELECT account_id || ' ' || state FROM account ORDER BY account_id").await
}

async fn contracts(connection: &mut SqliteConnection) -> Vec<String> {
    texts(
        connection,
        "SELECT id || ' ' || status || ' ' || principal_balance || ' ' || fees_balance || ' '
                || tax_balance
           FROM contract ORDER BY id",
    )
    .await
}

async fn written_off() -> SqliteConnection {
    let mut connection = filled(i64::MAX).await;
    run(&mut connection, OWED).await.unwrap();
    run(&mut connection, WRITTEN_OFF).await.unwrap();
    connection
}

/// The state of A.
async fn state(connection: &mut SqliteConnection) -> String {
    texts(connection, "SELECT state FROM account WHERE account_id = 'A'").await.remove(0)
}

#[tokio::test]
async fn a_database_of_before_says_what_it_said() {
    let mut connection = filled(BEFORE).await;
    run(&mut connection, OWED).await.unwrap();
    run(&mut connection, WRITTEN_OFF_BEFORE).await.unwrap();
    let before = (accounts(&mut connection).await, contracts(&mut connection).await);
    MIGRATIONS.run(&mut connection).await.unwrap();
    assert_eq!((accounts(&mut connection).await, contracts(&mut connection).await), before);
    assert_eq!(before.0, ["A inactive", "B defaulted", "C inactive", "D inactive"]);
    assert_eq!(before.1, ["1 terminated 0 0 0", "2 active 0 0 0", "3 terminated 0 0 0"]);
    assert_counted(&mut connection, "the migration").await;
}

#[tokio::test]
async fn what_is_written_off_is_inactive_terminated_and_not_owed() {
    let mut connection = written_off().await;
    assert_eq!(
        accounts(&mut connection).await,
        ["A inactive", "B defaulted", "C inactive", "D inactive"]
    );
    assert_eq!(
        contracts(&mut connection).await,
        ["1 terminated 0 0 0", "2 active 0 0 0", "3 terminated 0 0 0"]
    );
    assert_counted(&mut connection, WRITTEN_OFF).await;
}

#[tokio::test]
async fn what_is_written_off_stays_so() {
    let mut connection = written_off().await;
    for (statement, refusal) in [
        (
            "UPDATE account SET state = 'defaulted' WHERE account_id = 'A'",
            "account is inactive by a write-off",
        ),
        (
            "UPDATE contract SET status = 'active' WHERE id = 1",
            "contract is terminated by a write-off",
        ),
        ("UPDATE contract SET id = 9 WHERE id = 1", "contract is terminated by a write-off"),
    ] {
        let error = run(&mut connection, statement).await.unwrap_err().to_string();
        assert!(error.contains(refusal), "{statement}: {error}");
    }
    for statement in [
        "UPDATE account SET centre = 1, paid_until = '2026-02-02' WHERE account_id = 'A'",
        "UPDATE account SET defaulted_on = '2025-12-12' WHERE account_id = 'A'",
        "UPDATE contract SET paid = 7 WHERE id = 1",
    ] {
        run(&mut connection, statement).await.unwrap();
        assert_eq!(state(&mut connection).await, "inactive", "{statement}");
        assert_eq!(contracts(&mut connection).await[0], "1 terminated 0 0 0", "{statement}");
        assert_counted(&mut connection, statement).await;
    }
}

#[tokio::test]
async fn who_defaults_again_is_in_default() {
    let mut connection = written_off().await;
    for (statement, expected) in [
        ("UPDATE account SET state = 'late' WHERE account_id = 'A'", "late"),
        (
            "UPDATE account SET state = 'defaulted', defaulted_on = '2026-06-06'
              WHERE account_id = 'A'",
            "defaulted",
        ),
        ("UPDATE account SET state = 'inactive' WHERE account_id = 'A'", "inactive"),
    ] {
        run(&mut connection, statement).await.unwrap();
        assert_eq!(state(&mut connection).await, expected, "{statement}");
        assert_counted(&mut connection, statement).await;
    }
}

#[tokio::test]
async fn a_default_that_an_account_is_not_in_does_not_end() {
    let mut connection = filled(i64::MAX).await;
    run(&mut connection, OWED).await.unwrap();
    let another = WRITTEN_OFF.replace("2026-01-01", "2026-01-02");
    run(&mut connection, &another).await.unwrap();
    assert_eq!(state(&mut connection).await, "defaulted");
    assert_counted(&mut connection, &another).await;
}

#[tokio::test]
async fn what_is_changed_by_hand_is_changed() {
    let mut connection = written_off().await;
    for statement in [
        "UPDATE contract SET tax_balance = 1, status = status WHERE id = 1",
        "UPDATE contract SET status = 'finished', fees_balance = 4 WHERE id = 2",
        "INSERT INTO contract SELECT 7, company, account, status, '', signed_on, 0, 0, 6, 0, 0
           FROM contract WHERE id = 2",
        "DELETE FROM contract WHERE id = 3",
    ] {
        // What was repossessed under a contract keeps it from being deleted.
        run(&mut connection, "PRAGMA foreign_keys = OFF").await.unwrap();
        run(&mut connection, statement).await.unwrap();
        assert_counted(&mut connection, statement).await;
    }
    assert_eq!(
        contracts(&mut connection).await,
        ["1 terminated 0 0 1", "2 finished 0 4 0", "7 finished 6 0 0"]
    );
}

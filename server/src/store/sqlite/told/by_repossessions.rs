//! What repossessions tell: that actions are done and products held no longer; and the counts of days
//! that follow from it.

use sqlx::SqliteConnection;

use super::super::MIGRATIONS;
use super::{PORTFOLIO, assert_counted, filled, run, texts};

/// The version before repossessions told it.
const BEFORE: i64 = 9;

/// A repossession of what A holds.
const REPOSSESSED: &str = "
    INSERT INTO repossession (id, company, account, repossessed_on, completed_by, cu_number,
                              product_condition, pending_action, recorded_at, recorded_by)
    VALUES
        (2, 1, 'A', '2026-04-01', 1, NULL, 'used', 1, '2026-04-01T00:00:00.000Z', 1);
    INSERT INTO repossession_line VALUES (2, 1, 1, 1, 1), (2, 1, 2, 3, 0);
    UPDATE account SET state = 'inactive' WHERE account_id = 'A'";

async fn held(connection: &mut SqliteConnection) -> Vec<String> {
    texts(
        connection,
        "SELECT contract || ' ' || product || ' ' || quantity FROM held_product ORDER BY 1",
    )
    .await
}

async fn actions(connection: &mut SqliteConnection) -> Vec<String> {
    texts(
        connection,
        "SELECT id || ' ' || status || ' ' || coalesce(substr(done_at, 1, 10), '-')
           FROM pending_action ORDER BY id",
    )
    .await
}

#[tokio::test]
async fn a_database_of_before_says_what_it_said() {
    let mut connection = filled(BEFORE).await;
    let before = (held(&mut connection).await, actions(&mut connection).await);
    MIGRATIONS.run(&mut connection).await.unwrap();
    assert_eq!((held(&mut connection).await, actions(&mut connection).await), before);
    assert_eq!(before.0, ["1 1 1", "1 2 3", "2 1 1"]);
    assert_eq!(before.1, ["1 pending -", "3 done 2026-03-01"]);
    assert_counted(&mut connection, "the migration").await;
    let days = texts(
        &mut connection,
        "SELECT day || ' ' || defaulted || ' ' || inactive FROM default_day ORDER BY day",
    )
    .await;
    assert_eq!(days, ["2026-01-01 2 0", "2026-02-01 0 1"]);
}

#[tokio::test]
async fn what_is_repossessed_is_done_and_held_no_longer() {
    let mut connection = filled(i64::MAX).await;
    run(&mut connection, REPOSSESSED).await.unwrap();
    assert_eq!(held(&mut connection).await, ["2 1 1"]);
    assert_eq!(actions(&mut connection).await, ["1 done 2026-04-01", "3 done 2026-03-01"]);
    assert_counted(&mut connection, REPOSSESSED).await;
    let undone = "UPDATE pending_action SET status = 'pending', done_at = NULL WHERE id = 1";
    let error = run(&mut connection, undone).await.unwrap_err().to_string();
    assert!(error.contains("pending_action is done by a repossession"), "{error}");
    // Another repossession says nothing of an action that is done.
    let again = "INSERT INTO repossession SELECT 9, company, account, repossessed_on, completed_by,
                     NULL, product_condition, pending_action, recorded_at, 1, NULL
                   FROM repossession WHERE id = 2";
    run(&mut connection, again).await.unwrap();
    assert_counted(&mut connection, again).await;
}

#[tokio::test]
async fn one_action_of_a_type_is_pending() {
    let mut connection = filled(i64::MAX).await;
    let another = "INSERT INTO pending_action
                   SELECT 7, company, account, type, 'pending', defaulted_on, created_at, NULL
                     FROM pending_action WHERE id = 1";
    let reopened = "UPDATE pending_action SET status = 'pending', done_at = NULL WHERE id = 4";
    run(
        &mut connection,
        "INSERT INTO pending_action
         SELECT 4, company, account, type, 'done', defaulted_on, created_at, created_at
           FROM pending_action WHERE id = 1",
    )
    .await
    .unwrap();
    for statement in [another, reopened] {
        let error = run(&mut connection, statement).await.unwrap_err().to_string();
        assert!(error.contains("pending_action_pending_once"), "{error}");
    }
    run(&mut connection, REPOSSESSED).await.unwrap();
    run(&mut connection, another).await.unwrap();
    assert_counted(&mut connection, another).await;
}

#[tokio::test]
async fn days_count_whatever_happens() {
    let mut connection = filled(i64::MAX).await;
    assert_counted(&mut connection, PORTFOLIO).await;
    for statement in [
        "UPDATE account SET state = 'inactive' WHERE account_id = 'A'",
        "UPDATE account SET state = 'late' WHERE account_id = 'A'",
        "UPDATE account SET state = 'defaulted', defaulted_on = '2026-05-05' WHERE account_id = 'A'",
        "UPDATE account SET defaulted_on = NULL WHERE account_id = 'C'",
        "UPDATE account SET defaulted_on = '2026-01-01' WHERE account_id = 'D'",
        "INSERT INTO account VALUES (1, 'E', 1, 1, 'inactive', NULL, '2026-06-06')",
        "DELETE FROM account WHERE account_id = 'E'",
        "UPDATE pending_action SET defaulted_on = '2026-05-05' WHERE id = 1",
        "UPDATE pending_action SET status = 'done', done_at = '2026-05-06T00:00:00.000Z' WHERE id = 1",
        "UPDATE pending_action SET status = 'pending', done_at = NULL WHERE id = 1",
        "UPDATE pending_action SET id = 5 WHERE id = 1",
        "INSERT INTO pending_action VALUES
             (8, 1, 'B', 'repossession', 'pending', '2026-01-01', '2026-01-01T00:00:00.000Z', NULL)",
        "DELETE FROM pending_action WHERE id = 8",
        "UPDATE held_product SET quantity = 2 WHERE contract = 2",
        "DELETE FROM held_product WHERE contract = 1 AND product = 2",
    ] {
        run(&mut connection, statement).await.unwrap();
        assert_counted(&mut connection, statement).await;
    }
    assert_eq!(held(&mut connection).await, ["1 1 1", "2 1 2"]);
    assert_eq!(actions(&mut connection).await, ["3 done 2026-03-01", "5 pending -"]);
}

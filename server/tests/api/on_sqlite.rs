//! What is so of the embedded database alone.

use uuid::Uuid;

use crate::support::{Account, TestServer, submission};

#[tokio::test]
async fn the_log_is_kept_and_every_commit_is_on_disk() {
    let server = TestServer::start().await;
    assert_eq!(server.texts("PRAGMA journal_mode").await, ["wal"]);
    assert_eq!(server.texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%' AND name NOT LIKE '_sqlx%'").await, Vec::<String>::new());
}

/// Without it, a statement with a bound `LIMIT` is prepared again each time it is run.
#[tokio::test]
async fn a_statement_is_planned_once() {
    let server = TestServer::start().await;
    let option = "SELECT compile_options FROM pragma_compile_options
                   WHERE compile_options = 'ENABLE_QPSG'";
    assert_eq!(server.texts(option).await, ["ENABLE_QPSG"]);
}

#[tokio::test]
async fn a_write_off_that_closed_fewer_accounts_than_decided_leaves_nothing() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100), Account::defaulted("E", 100)]).await;
    let ignore = "CREATE TRIGGER e_stays BEFORE UPDATE ON account WHEN OLD.account_id = 'E'
                  BEGIN SELECT RAISE(IGNORE); END";
    server.execute(ignore).await.unwrap();
    {
        let admin = server.admin().await;
        let body = submission(&admin, "D\nE").await;
        let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
        assert_eq!(admin.put(&path, &body).await.status, 500);
    }
    for table in ["bulk_operation", "repossession", "write_off", "stock_move"] {
        assert_eq!(server.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    assert_eq!(server.texts("SELECT DISTINCT state FROM account").await, ["defaulted"]);
}

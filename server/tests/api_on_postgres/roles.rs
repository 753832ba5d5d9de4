//! What the database lets a server do, whatever its code says.

use crate::support::{Account, TestServer, submission};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _};
use uuid::Uuid;

/// What nobody ever changes or removes.
const APPEND_ONLY: [&str; 23] = [
    "account_change",
    "account_hold",
    "audit_row",
    "bulk_operation",
    "bulk_operation_outcome",
    "company_settings",
    "failed_attempt",
    "import",
    "import_outcome",
    "journal_entry",
    "journal_posting",
    "loss_addition",
    "payment",
    "payment_part",
    "process_history",
    "recovery_review",
    "repossession",
    "repossession_line",
    "request",
    "stock_move",
    "write_off",
    "write_off_contract",
    "write_off_settings",
];

#[tokio::test]
async fn a_server_may_not_change_or_remove_what_is_append_only() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    assert_eq!(admin.put(&path, &body).await.status, 201);

    let database = &server.database.0;
    let options: PgConnectOptions = database.text().parse().unwrap();
    let mut as_server = options.connect().await.unwrap();
    for table in APPEND_ONLY {
        let column = server
            .texts(&format!(
                "SELECT column_name::text FROM information_schema.columns
                  WHERE table_name = '{table}' ORDER BY ordinal_position LIMIT 1"
            ))
            .await;
        for statement in [
            format!("UPDATE {table} SET {0} = {0}", column[0]),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table}"),
            format!("ALTER TABLE {table} DISABLE TRIGGER ALL"),
        ] {
            let query = sqlx::raw_sql(AssertSqlSafe(statement.clone()));
            let error = query.execute(&mut as_server).await.unwrap_err();
            let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
            assert_eq!(code.as_deref(), Some("42501"), "{statement}: {error}");
        }
    }
}

/// A table that is added must be added here or to what the role may change.
#[tokio::test]
async fn the_servers_role_has_what_it_needs_and_no_more() {
    let server = TestServer::start().await;
    let may = |privilege: &'static str| {
        let server = &server;
        async move {
            server
                .texts(&format!(
                    "SELECT table_name::text FROM information_schema.role_table_grants
                      WHERE grantee = 'writeoff_server' AND privilege_type = '{privilege}'
                        AND table_schema = 'public' ORDER BY table_name"
                ))
                .await
        }
    };
    for privilege in ["UPDATE", "DELETE"] {
        for table in may(privilege).await {
            assert!(!APPEND_ONLY.contains(&table.as_str()), "{privilege} {table}");
        }
    }
    for privilege in ["TRUNCATE", "REFERENCES", "TRIGGER"] {
        assert_eq!(may(privilege).await, Vec::<String>::new(), "{privilege}");
    }
    let triggers = server
        .texts(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only' ORDER BY 1",
        )
        .await;
    assert_eq!(triggers, APPEND_ONLY);
}

//! Refused permissions.

use domain::role::Role;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::TestServer;

const REFUSED: &str = "SELECT user_name || ' ' || role || ' ' || result || ' ' || detail
                         FROM audit_row WHERE action = 'permission' ORDER BY sequence";

#[tokio::test]
async fn a_refused_permission_says_which_and_where() {
    let server = TestServer::start().await;
    let sales = server.signed_in(Role::Sales).await;
    let path = "/api/bulk-write-offs/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
    let reply = sales.get(path).await;
    reply.assert_problem(403, "role_may_not");
    let rows = server.texts(REFUSED).await;
    let detail: Value = serde_json::from_str(
        rows[0].split_once('{').map(|(_, rest)| format!("{{{rest}")).unwrap().as_str(),
    )
    .unwrap();
    assert!(rows[0].starts_with("sales sales refused {"), "{rows:?}");
    let expected = json!({
        "permission": "bulk_write_off", "route": "GET /api/bulk-write-offs/{id}", "path": path,
    });
    assert_eq!(detail, expected);
    let request = "SELECT request_id FROM audit_row WHERE action = 'permission'";
    assert_eq!(server.texts(request).await, [reply.header("x-request-id")]);
}

#[tokio::test]
async fn the_same_refusal_again_is_told_once_a_minute() {
    let server = TestServer::start().await;
    let (sales, basic) = (server.signed_in(Role::Sales).await, server.signed_in(Role::Basic).await);
    for _ in 0..3 {
        for actor in [&sales, &basic] {
            for path in ["/api/audit", "/api/bulk-write-offs"] {
                actor.get(path).await.assert_problem(403, "role_may_not");
            }
        }
    }
    assert_eq!(server.texts(REFUSED).await.len(), 4);
    server.pass(SignedDuration::from_mins(1));
    sales.get("/api/audit").await.assert_problem(403, "role_may_not");
    assert_eq!(server.texts(REFUSED).await.len(), 5);
}

#[tokio::test]
async fn a_role_that_was_lost_before_the_commit_is_a_refusal_too() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let read = "UPDATE app_user SET role = 'sales' WHERE user_name = 'admin'";
    server.execute(read).await.unwrap();
    admin.get("/api/audit").await.assert_problem(403, "role_may_not");
    let rows = server.texts(REFUSED).await;
    assert!(rows[0].starts_with("admin sales refused"), "{rows:?}");
}

#[tokio::test]
async fn a_refusal_that_cannot_be_written_down_is_an_error() {
    let server = TestServer::start().await;
    let sales = server.signed_in(Role::Sales).await;
    server.database.refuse_rows("audit_row").await;
    sales.get("/api/audit").await.assert_problem(500, "internal");
}

//! `/api/notifications`.

use domain::role::Role;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Account, TestServer, submission};

#[tokio::test]
async fn an_operation_is_told_to_who_submitted_it_until_it_is_read_and_after() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D-1", 100)]).await;
    let admin = server.admin().await;
    let none = admin.get("/api/notifications").await.json();
    assert_eq!(none, json!({ "notifications": [], "unread": 0 }));

    let body = submission(&admin, "D-1\nD-2").await;
    let id = Uuid::from_u128(1);
    admin.put(&format!("/api/bulk-write-offs/{id}"), &body).await;
    let told = |read: bool, unread: u32| {
        json!({
            "notifications": [{
                "id": 1,
                "at": "2026-11-21T09:00:00.000Z",
                "read": read,
                "operation": id,
                "operation_number": 1,
                "file_name": "defaults.csv",
                "written_off": 1,
                "started": 0,
                "kind": "write_off",
                "failed": 1,
            }],
            "unread": unread,
        })
    };
    assert_eq!(admin.get("/api/notifications").await.json(), told(false, 1));
    let nobody_else = server.signed_in(Role::Basic).await.get("/api/notifications").await.json();
    assert_eq!(nobody_else["unread"], 0);

    assert_eq!(admin.post("/api/notifications/read", &json!({})).await.status, 204);
    assert_eq!(admin.get("/api/notifications").await.json(), told(true, 0));
}

//! `GET /api/bulk-write-offs` and `GET /api/bulk-write-offs/{id}`.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Account, TestServer, submission};

#[tokio::test]
async fn the_history_is_told_from_the_latest_on_in_parts() {
    let server = TestServer::start().await;
    let accounts = Account::many(5);
    server.add(&accounts).await;
    let admin = server.admin().await;
    let mut summaries = Vec::new();
    for (number, account) in (1..).zip(&accounts) {
        let body = submission(&admin, &account.id).await;
        let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(number));
        summaries.push(admin.put(&path, &body).await.json()["summary"].clone());
    }
    summaries.reverse();
    let first = admin.get("/api/bulk-write-offs?limit=3").await.json();
    assert_eq!(first["operations"], json!(summaries[..3]));
    assert_eq!(first["next_before"], 3);
    let rest = admin.get("/api/bulk-write-offs?limit=3&before=3").await.json();
    assert_eq!(rest["operations"], json!(summaries[3..]));
    assert_eq!(rest["next_before"], Value::Null);
    let all = admin.get("/api/bulk-write-offs").await.json();
    assert_eq!((all["operations"].clone(), &all["next_before"]), (json!(summaries), &Value::Null));
}

#[tokio::test]
async fn another_companys_operations_do_not_exist() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    admin.put(&path, &body).await;
    let stranger = server.stranger().await;
    assert_eq!(stranger.get("/api/bulk-write-offs").await.json()["operations"], json!([]));
    for suffix in ["", "/failures.csv", "/file"] {
        assert_eq!(admin.get(&format!("{path}{suffix}")).await.status, 200);
        stranger.get(&format!("{path}{suffix}")).await.assert_problem(404, "not_found");
    }
}

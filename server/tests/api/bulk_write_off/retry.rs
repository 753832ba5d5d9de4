//! The same request again, by whatever accident.

use serde_json::{Value, json};

use crate::support::{Account, TestServer, submission};

const PATH: &str = "/api/bulk-write-offs/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

#[tokio::test]
async fn a_retry_gets_the_first_answer_and_does_nothing() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D\nX").await;
    let first = admin.put(PATH, &body).await;
    assert!(!first.headers.contains_key("idempotent-replayed"));
    server.pass(jiff::SignedDuration::from_mins(5));
    // Written differently, and by another spelling of the id.
    let spaced = serde_json::to_string_pretty(&body).unwrap();
    let again = admin
        .raw(
            http::Method::PUT,
            &PATH.to_uppercase().replace("/API/BULK-WRITE-OFFS", "/api/bulk-write-offs"),
            spaced,
        )
        .await;
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(first.json(), again.json());
    assert_eq!(first.header("location"), again.header("location"));
    for table in ["bulk_operation", "write_off", "notification"] {
        let count = server.number(&format!("SELECT count(*) FROM {table}")).await;
        assert_eq!(count, 1, "{table}");
    }
    let rows = "SELECT action FROM audit_row WHERE operation IS NOT NULL ORDER BY sequence";
    assert_eq!(server.texts(rows).await, ["account_write_off", "bulk_write_off"]);
}

#[tokio::test]
async fn many_at_once_have_one_effect_and_one_answer() {
    let server = TestServer::start().await;
    server.add(&Account::many(50)).await;
    let admin = server.admin().await;
    let file: Vec<String> = (0..50).map(|number| format!("N-{number:04}")).collect();
    let body = submission(&admin, &file.join("\n")).await;
    let tasks: Vec<_> = (0..20)
        .map(|_| tokio::spawn(admin.request(http::Method::PUT, PATH).json(&body).send()))
        .collect();
    let mut answers: Vec<Value> = Vec::new();
    let mut replayed = 0;
    for task in tasks {
        let response = task.await.unwrap().unwrap();
        assert_eq!(response.status(), 201);
        replayed += usize::from(response.headers().contains_key("idempotent-replayed"));
        answers.push(response.json().await.unwrap());
    }
    assert_eq!(replayed, 19);
    assert!(answers.iter().all(|answer| answer == &answers[0]));
    assert_eq!(server.number("SELECT count(*) FROM bulk_operation").await, 1);
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 50);
}

#[tokio::test]
async fn another_request_under_the_same_id_is_refused() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100), Account::defaulted("E", 100)]).await;
    let admin = server.admin().await;
    let first = submission(&admin, "D").await;
    admin.put(PATH, &first).await;
    let mut renamed = first.clone();
    renamed["file_name"] = json!("other.csv");
    let mut acknowledged = first.clone();
    acknowledged["early_acknowledged"] = json!(true);
    let mut fewer_seen = first.clone();
    fewer_seen["seen"] = json!([]);
    let mut with_column = first.clone();
    with_column["column"] = json!({ "index": 0, "first_row_is_heading": false });
    let other_file = submission(&admin, "E").await;
    for other in [renamed, acknowledged, fewer_seen, with_column, other_file] {
        admin.put(PATH, &other).await.assert_problem(409, "operation_id_reused");
    }
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 1);
}

#[tokio::test]
async fn a_client_that_goes_away_leaves_all_or_nothing() {
    let server = TestServer::start().await;
    server.add(&Account::many(500)).await;
    let admin = server.admin().await;
    let file: Vec<String> = (0..500).map(|number| format!("N-{number:04}")).collect();
    let body = submission(&admin, &file.join("\n")).await;
    for wait in [1, 10, 30, 60] {
        let task = tokio::spawn(admin.request(http::Method::PUT, PATH).json(&body).send());
        tokio::time::sleep(std::time::Duration::from_millis(wait)).await;
        task.abort();
    }
    let reply = admin.put(PATH, &body).await.json();
    assert_eq!(reply["summary"]["written_off"], 500);
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 500);
}

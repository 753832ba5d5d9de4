//! `GET /api/audit`.

use domain::role::Role;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Account, Actor, TestServer, submission};

const FIRST: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
const SECOND: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e70";

/// A company in which this and that has happened on two days.
async fn worked_on() -> TestServer {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100), Account::defaulted("E", 100)]).await;
    server.add_elsewhere(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    write_off(&admin, FIRST, "D").await;
    write_off(&server.stranger().await, FIRST, "D").await;
    server.signed_in(Role::Sales).await.get("/api/audit").await;
    // Past midnight in Nairobi.
    server.pass(SignedDuration::from_hours(13));
    write_off(&server.admin().await, SECOND, "E").await;
    server
}

async fn write_off(actor: &Actor<'_>, id: &str, file: &str) {
    let body = submission(actor, file).await;
    assert_eq!(actor.put(&format!("/api/bulk-write-offs/{id}"), &body).await.status, 201);
}

/// The actions that a query finds, the latest first.
async fn found(actor: &Actor<'_>, query: &str) -> Vec<String> {
    let reply = actor.get(&format!("/api/audit?{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.json());
    let rows = reply.json()["rows"].as_array().unwrap().clone();
    rows.iter().map(|row| row["action"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn filters_narrow_and_go_together() {
    let server = worked_on().await;
    let admin = server.admin().await;
    let write_off = ["bulk_write_off", "account_write_off"];
    for (query, expected) in [
        ("account=d", vec!["account_write_off"]),
        ("account=%20E%20", vec!["account_write_off"]),
        ("account=NOBODY", vec![]),
        ("operation=1", write_off.to_vec()),
        (&*format!("operation={SECOND}"), write_off.to_vec()),
        ("operation=3", vec![]),
        ("operation=999999999999999999", vec![]),
        ("person=Sales", vec!["permission", "sign_in"]),
        ("person=the%20sa", vec!["permission", "sign_in"]),
        ("person=nobody", vec![]),
        ("person=stranger", vec![]),
        ("action=bulk_write_off", vec!["bulk_write_off", "bulk_write_off"]),
        ("action=account_write_off", vec!["account_write_off", "account_write_off"]),
        ("action=bulk_write_off&to=2026-11-21", vec!["bulk_write_off"]),
        ("from=2026-11-22&action=bulk_write_off", vec!["bulk_write_off"]),
        ("from=2026-11-22&to=2026-11-21", vec![]),
        (
            "person=admin&from=2026-11-21&to=2026-11-21&operation=1&account=D",
            vec!["account_write_off"],
        ),
        ("person=&account=&from=&operation=2", write_off.to_vec()),
    ] {
        assert_eq!(found(&admin, query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn pages_follow_on_each_other_without_a_gap() {
    let server = worked_on().await;
    let admin = server.admin().await;
    let whole = admin.get("/api/audit?limit=200").await.json();
    assert_eq!(whole["next_before"], Value::Null);
    let whole = whole["rows"].as_array().unwrap().clone();
    assert!(whole.len() > 15, "{}", whole.len());
    let mut pages = Vec::new();
    let mut before = String::new();
    loop {
        let page = admin.get(&format!("/api/audit?limit=4{before}")).await.json();
        pages.extend(page["rows"].as_array().unwrap().clone());
        if page["next_before"].is_null() {
            break;
        }
        assert_eq!(page["next_before"], pages[pages.len() - 1]["sequence"]);
        before = format!("&before={}", page["next_before"]);
    }
    assert_eq!(pages, whole);
    for pair in whole.windows(2) {
        let place =
            |row: &Value| (row["at"].as_str().unwrap().to_owned(), row["sequence"].as_u64());
        assert!(place(&pair[0]) > place(&pair[1]), "{pair:?}");
    }
}

#[tokio::test]
async fn each_company_reads_its_own() {
    let server = worked_on().await;
    let stranger = server.stranger().await;
    let own = found(&stranger, "").await;
    assert_eq!(own.iter().filter(|action| *action == "bulk_write_off").count(), 1, "{own:?}");
    assert!(!own.contains(&"permission".to_owned()), "{own:?}");
    assert_eq!(found(&stranger, &format!("operation={SECOND}")).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_makes_no_sense_is_said_where_it_stands() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (query, place) in [
        ("account=a%20b", "account"),
        ("operation=first", "operation"),
        ("operation=%201", "operation"),
        ("operation=-1", "operation"),
        ("operation=18446744073709551615", "operation"),
        ("operation=01938a5e2f6b7c3d9e4f1a2b3c4d5e6f", "operation"),
        ("person=nobody&operation=first", "operation"),
        ("action=everything", "action"),
        ("from=yesterday", "from"),
        ("to=2026-02-30", "to"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("before=-1", "query"),
        ("whom=admin", "query"),
    ] {
        let problem =
            admin.get(&format!("/api/audit?{query}")).await.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], json!(place), "{query}");
    }
}

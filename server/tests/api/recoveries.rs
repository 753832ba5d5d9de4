//! The inbox of recoveries.

use domain::role::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::payments::{pay, payment, reverse};
use crate::support::{Account, Actor, TestServer, submission};

/// Three recoveries of a customer who was written off, the second of which was taken back.
async fn recovered(server: &TestServer) -> Actor<'_> {
    server.add(&[Account::defaulted("D", 100).owing([900, 50, 100], 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    let operation = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    admin.put(&operation, &body).await;
    for (id, paid_on, amount) in
        [("R1", "2026-11-20", 500), ("R2", "2026-11-21", 40), ("R3", "2026-11-21", 600)]
    {
        assert_eq!(pay(&admin, id, &payment("D", paid_on, amount)).await.status, 201);
    }
    reverse(&admin, "R2").await;
    admin
}

fn ids(reply: &Value) -> Vec<&str> {
    let recoveries = reply["recoveries"].as_array().unwrap().iter();
    recoveries.filter_map(|one| one["payment"]["id"].as_str()).collect()
}

#[tokio::test]
async fn a_recovery_stays_in_the_inbox_until_somebody_has_dealt_with_it() {
    let server = TestServer::start().await;
    let admin = recovered(&server).await;
    let inbox = admin.get("/api/recoveries").await.json();
    assert_eq!((ids(&inbox), &inbox["open"]), (vec!["R1", "R3"], &json!(2)));
    for (pointer, expected) in [
        ("/recoveries/0/payment/before_write_off", json!(true)),
        ("/recoveries/0/recovered", json!(500)),
        ("/recoveries/0/lost_on", json!("2026-11-21")),
        ("/recoveries/0/customer", json!("Customer of D")),
        ("/recoveries/1/recovered", json!(510)),
        ("/recoveries/1/payment/deposit", json!(90)),
        ("/recoveries/1/left", json!({ "principal": 40, "fees": 0, "tax": 0 })),
        ("/recoveries/1/review", Value::Null),
    ] {
        assert_eq!(inbox.pointer(pointer), Some(&expected), "{pointer}");
    }
    let note = json!({ "note": " called, agreed to pay the rest " });
    let manager = server.signed_in(Role::BackOfficeManagement).await;
    let reply = manager.put("/api/recoveries/1", &note).await;
    assert_eq!(reply.status, 200, "{}", reply.json());
    let review = reply.json();
    assert_eq!(review["note"], "called, agreed to pay the rest");
    assert_eq!(review["by"], "The Back Office Management");
    assert_eq!(manager.put("/api/recoveries/1", &note).await.json(), review);
    let other = admin.put("/api/recoveries/1", &note).await;
    let problem = other.assert_problem(409, "changed_meanwhile");
    assert!(problem["detail"].as_str().unwrap().contains("The Back Office Management"));
    let inbox = admin.get("/api/recoveries").await.json();
    assert_eq!((ids(&inbox), &inbox["open"]), (vec!["R3"], &json!(1)));
    let done = admin.get("/api/recoveries?status=reviewed").await.json();
    assert_eq!(ids(&done), ["R1"]);
    assert_eq!(done["recoveries"][0]["review"], review);
    let log = "SELECT count(*) FROM audit_row WHERE action = 'recovery_review'";
    assert_eq!(server.number(log).await, 1);
}

#[tokio::test]
async fn what_is_no_recovery_or_has_no_note_is_refused() {
    let server = TestServer::start().await;
    let admin = recovered(&server).await;
    for note in ["", "  ", &"x".repeat(501)] {
        let reply = admin.put("/api/recoveries/1", &json!({ "note": note })).await;
        let problem = reply.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], "/note");
    }
    let note = json!({ "note": "x" });
    assert_eq!(admin.put("/api/recoveries/99", &note).await.status, 404);
    let stranger = server.stranger().await;
    assert_eq!(stranger.put("/api/recoveries/1", &note).await.status, 404);
    assert_eq!(ids(&stranger.get("/api/recoveries").await.json()), Vec::<&str>::new());
    let page = admin.get("/api/recoveries?limit=1").await.json();
    assert_eq!((ids(&page), &page["next"]), (vec!["R1"], &json!(1)));
    assert_eq!(ids(&admin.get("/api/recoveries?limit=1&after=1").await.json()), ["R3"]);
}

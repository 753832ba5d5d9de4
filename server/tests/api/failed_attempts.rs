//! `PUT /api/failed-attempts/{id}`.

use domain::role::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::suite::repossession;
use crate::support::{Account, TestServer};

fn path(id: u128) -> String {
    format!("/api/failed-attempts/{}", Uuid::from_u128(id))
}

fn attempt() -> Value {
    json!({
        "account": "d",
        "attempted_on": "2026-11-20",
        "reason": "promised_to_pay",
        "promised_on": "2026-12-01",
        "note": " A neighbour says: after the harvest ",
    })
}

#[tokio::test]
async fn an_attempt_is_recorded_and_the_action_stays_pending() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let technician = server.signed_in(Role::FieldTechnician).await;
    let reply = technician.put(&path(1), &attempt()).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(
        reply.json(),
        json!({
            "number": 1,
            "account": "D",
            "action": 1,
            "attempted_on": "2026-11-20",
            "reason": "promised_to_pay",
            "promised_on": "2026-12-01",
            "note": "A neighbour says: after the harvest",
            "recorded_by": "The Field Technician",
            "recorded_at": "2026-11-21T09:00:00.000Z",
        })
    );
    assert_eq!(server.texts("SELECT status FROM pending_action").await, ["pending"]);
    let rows = "SELECT action || ' ' || account || ' ' || result FROM audit_row
                 WHERE operation IS NOT NULL";
    assert_eq!(server.texts(rows).await, ["failed_attempt D done"]);
    // It is evidence where somebody decides about the account.
    let admin = server.admin().await;
    let facts = admin.post("/api/bulk-write-offs/facts", &json!({ "accounts": ["D"] })).await;
    assert_eq!(facts.json()["accounts"][0]["failed_attempts"], 1);
    let account = admin.get("/api/accounts/D").await.json();
    assert_eq!(account["attempts"][0], reply.json());
}

#[tokio::test]
async fn a_retry_gets_the_first_answer_and_another_request_is_refused() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let technician = server.signed_in(Role::FieldTechnician).await;
    let first = technician.put(&path(1), &attempt()).await;
    let again = technician.put(&path(1), &attempt()).await;
    assert_eq!((first.json(), again.status), (again.json(), 201));
    assert_eq!(again.header("idempotent-replayed"), "true");
    let mut other = attempt();
    other["promised_on"] = json!("2026-12-02");
    technician.put(&path(1), &other).await.assert_problem(409, "id_reused");
    // The id of a failed attempt is no id of a repossession.
    let form = repossession::form(&technician, "D").await;
    technician.put(&repossession::path(1), &form).await.assert_problem(409, "id_reused");
    assert_eq!(server.number("SELECT count(*) FROM failed_attempt").await, 1);
}

#[tokio::test]
async fn each_field_says_what_is_wrong_with_it() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let technician = server.signed_in(Role::FieldTechnician).await;
    for (field, value, code) in [
        ("attempted_on", json!(""), "missing"),
        ("attempted_on", json!("2026-02-30"), "not_a_date"),
        ("attempted_on", json!("2026-11-22"), "in_the_future"),
        ("attempted_on", json!("2026-08-12"), "before_the_default"),
        ("reason", json!(null), "missing"),
        ("reason", json!("rain"), "unknown_reason"),
        ("promised_on", json!(""), "missing"),
        ("promised_on", json!("2026-11-19"), "promised_before_the_attempt"),
        ("note", json!("x".repeat(501)), "too_long"),
    ] {
        let mut body = attempt();
        body[field] = value;
        let problem = technician.put(&path(1), &body).await.assert_problem(422, "invalid_request");
        let error = &problem["errors"][0];
        assert_eq!(
            (error["place"].as_str(), error["code"].as_str()),
            (Some(format!("/{field}").as_str()), Some(code)),
            "{problem}"
        );
    }
    assert_eq!(server.number("SELECT count(*) FROM failed_attempt").await, 0);
}

#[tokio::test]
async fn there_is_no_attempt_where_nothing_is_pending() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    server.add_elsewhere(&[Account::defaulted("S", 100)]).await;
    let admin = server.admin().await;
    let body = repossession::ticked(&admin, "D").await;
    assert_eq!(admin.put(&repossession::path(9), &body).await.status, 201);
    let technician = server.signed_in(Role::FieldTechnician).await;
    let problem =
        technician.put(&path(1), &attempt()).await.assert_problem(409, "changed_meanwhile");
    assert_eq!(problem["changed"], json!(["pending_repossession"]));
    assert_eq!(
        problem["meanwhile"],
        json!({ "what": "written_off", "at": "2026-11-21T09:00:00.000Z", "by": "The Admin" })
    );
    for account in ["S", "NOPE"] {
        let mut body = attempt();
        body["account"] = json!(account);
        technician.put(&path(1), &body).await.assert_problem(404, "not_found");
    }
}

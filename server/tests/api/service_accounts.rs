//! `/api/service-accounts`: programs with a key.

use domain::role::Role;
use serde_json::{Value, json};

use crate::support::{Actor, TestServer};

const ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
const PATH: &str = "/api/service-accounts/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

/// Where a program may go.
const OPEN: &str = "/api/payments/7";

#[tokio::test]
async fn a_key_is_told_once_and_revoked_at_once() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let program = server.program(ID).await;
    let key = program.key.clone().unwrap();
    assert_eq!(admin.put(PATH, &json!({ "name": "Sync" })).await.json()["key"], Value::Null);
    let listed = admin.get("/api/service-accounts").await.json()["service_accounts"][0].clone();
    assert_eq!((&listed["name"], &listed["created_by"]), (&json!("Sync"), &json!("The Admin")));
    assert!(key.starts_with(listed["key_begins"].as_str().unwrap()), "{listed}");
    assert_eq!(listed["last_used_at"], Value::Null);
    let kept = server.texts("SELECT user_name FROM app_user WHERE role = 'integration'").await;
    assert_eq!(kept, [listed["key_begins"].as_str().unwrap()]);

    // As no browser would send it, and as one of another site could not.
    let reply = program.put(OPEN, &json!({})).await;
    assert_eq!(reply.status, 422, "{}", reply.text());
    let listed = admin.get("/api/service-accounts").await.json()["service_accounts"][0].clone();
    assert_eq!(listed["last_used_at"], "2026-11-21T09:00:00.000Z");
    program.get("/api/accounts").await.assert_problem(403, "role_may_not");
    program.get("/api/profile").await.assert_problem(403, "role_may_not");

    for _ in 0..2 {
        assert_eq!(admin.delete(PATH).await.status, 204);
    }
    program.put(OPEN, &json!({})).await.assert_problem(401, "not_signed_in");
    let listed = admin.get("/api/service-accounts").await.json()["service_accounts"][0].clone();
    assert_eq!(listed["revoked_at"], "2026-11-21T09:00:00.000Z");
    let log =
        server.texts("SELECT action FROM audit_row WHERE company = 1 ORDER BY sequence").await;
    for action in ["key_made", "key_revoked"] {
        assert_eq!(log.iter().filter(|known| *known == action).count(), 1, "{log:?}");
    }
}

#[tokio::test]
async fn what_is_no_key_lets_nobody_in() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for key in ["wo_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", ""] {
        // Not even with a session beside it.
        let cookie = admin.cookie.clone();
        let mut program = Actor::new(&server, cookie);
        program.key = Some(key.to_owned());
        program.put(OPEN, &json!({})).await.assert_problem(401, "not_signed_in");
        program.get("/api/session").await.assert_problem(401, "not_signed_in");
    }
}

#[tokio::test]
async fn a_program_is_nobody_of_the_staff_and_nothing_to_another_company() {
    let server = TestServer::start().await;
    let program = server.program(ID).await;
    let admin = server.admin().await;
    let stranger = server.stranger().await;
    let everybody = Role::ALL.len();
    let staff = admin.get("/api/staff").await.json();
    let staff = staff["staff"].as_array().unwrap();
    assert!(!staff.is_empty() && staff.iter().all(|one| one["name"] != "Sync"), "{staff:?}");
    let people = admin.get("/api/people").await.json();
    assert_eq!(people["people"].as_array().unwrap().len(), everybody);
    // Its id is that of no person.
    let person = json!({ "user_name": "x", "name": "X", "role": "admin" });
    let path = format!("/api/people/{ID}");
    admin.put(&path, &person).await.assert_problem(404, "not_found");
    stranger.put(PATH, &json!({ "name": "X" })).await.assert_problem(409, "id_reused");
    let problem = stranger.delete(PATH).await.assert_problem(404, "not_found");
    assert_eq!(problem["detail"], "There is no key of that id in your company.");
    // Nor does the id stand for another key.
    admin.put(PATH, &json!({ "name": "Other" })).await.assert_problem(409, "id_reused");
    let listed = admin.get("/api/service-accounts").await.json();
    assert_eq!(listed["service_accounts"][0]["name"], "Sync");
    assert_eq!(program.put(OPEN, &json!({})).await.status, 422);
    let blank = admin.put(PATH, &json!({ "name": " " })).await;
    blank.assert_problem(422, "invalid_request");
}

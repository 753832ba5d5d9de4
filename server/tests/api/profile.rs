//! `/api/profile`: one's own password, language and sessions.

use domain::role::Role;
use serde_json::{Value, json};

use crate::support::{PASSWORD, TestServer};

const NEW: &str = "another long password";

fn passwords(current: &str, new: &str) -> Value {
    json!({ "current": current, "new": new })
}

#[tokio::test]
async fn one_sees_ones_own_sessions_and_ends_them() {
    let server = TestServer::start().await;
    let first = server.signed_in(Role::Sales).await;
    let second = server.signed_in(Role::Sales).await;
    let third = server.signed_in(Role::Sales).await;
    let other = server.admin().await;
    let profile = first.get("/api/profile").await.json();
    assert_eq!((&profile["user_name"], &profile["role"]), (&json!("sales"), &json!("sales")));
    let sessions = profile["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 3);
    assert_eq!((&sessions[0]["current"], &sessions[1]["current"]), (&json!(true), &json!(false)));
    assert_eq!(sessions[0]["device"], "a test");
    let own = second.get("/api/profile").await.json()["sessions"][0]["id"].clone();
    let path = format!("/api/profile/sessions/{}", own.as_str().unwrap());
    // Nobody ends the session of somebody else.
    other.delete(&path).await.assert_problem(404, "not_found");
    assert_eq!(first.delete(&path).await.status, 204);
    first.delete(&path).await.assert_problem(404, "not_found");
    second.get("/api/session").await.assert_problem(401, "not_signed_in");
    assert_eq!(first.delete("/api/profile/sessions").await.status, 204);
    third.get("/api/session").await.assert_problem(401, "not_signed_in");
    assert_eq!(first.get("/api/session").await.status, 200);
    assert_eq!(other.get("/api/session").await.status, 200);
}

#[tokio::test]
async fn another_password_ends_all_other_sessions() {
    let server = TestServer::start().await;
    let first = server.signed_in(Role::Sales).await;
    let second = server.signed_in(Role::Sales).await;
    let wrong = first.put("/api/profile/password", &passwords("wrong", NEW)).await;
    let problem = wrong.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/current");
    assert_eq!(problem["errors"][0]["code"], "wrong_password");
    let short = first.put("/api/profile/password", &passwords(PASSWORD, "short")).await;
    assert_eq!(short.assert_problem(422, "invalid_request")["errors"][0]["place"], "/new");
    let reply = first.put("/api/profile/password", &passwords(PASSWORD, NEW)).await;
    assert_eq!(reply.status, 204, "{}", reply.text());
    second.get("/api/session").await.assert_problem(401, "not_signed_in");
    assert_eq!(first.get("/api/session").await.status, 200);
    for (password, status) in [(PASSWORD, 401), (NEW, 201)] {
        let request = json!({ "user": "sales", "password": password });
        assert_eq!(server.anonymous().post("/api/session", &request).await.status, status);
    }
    let results =
        "SELECT result FROM audit_row WHERE action = 'password_changed' ORDER BY sequence";
    assert_eq!(server.texts(results).await, ["refused", "done"]);
}

#[tokio::test]
async fn guesses_at_the_password_are_limited_like_attempts_to_sign_in() {
    let server = TestServer::start().await;
    let sales = server.signed_in(Role::Sales).await;
    for _ in 0..10 {
        let wrong = sales.put("/api/profile/password", &passwords("wrong", NEW)).await;
        wrong.assert_problem(422, "invalid_request");
    }
    let refused = sales.put("/api/profile/password", &passwords(PASSWORD, NEW)).await;
    refused.assert_problem(429, "too_many_attempts");
}

#[tokio::test]
async fn the_language_that_one_chose_comes_with_the_session() {
    let server = TestServer::start().await;
    let sales = server.signed_in(Role::Sales).await;
    for language in [json!("fr"), Value::Null] {
        for _ in 0..2 {
            let reply = sales.put("/api/profile", &json!({ "language": language })).await;
            assert_eq!(reply.status, 204);
        }
        assert_eq!(sales.get("/api/session").await.json()["language"], language);
        assert_eq!(sales.get("/api/profile").await.json()["language"], language);
    }
    let unknown = sales.put("/api/profile", &json!({ "language": "xx" })).await;
    unknown.assert_problem(422, "invalid_request");
    let rows = "SELECT count(*) FROM audit_row WHERE action = 'profile_changed'";
    assert_eq!(server.number(rows).await, 2);
}

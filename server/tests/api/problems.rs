//! Every wrong request is a problem document that says so.

use domain::upload::ENTRIES_MAX;
use http::Method;
use http::header::CONTENT_TYPE;
use serde_json::json;

use crate::support::TestServer;

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let server = TestServer::start().await;
    for path in ["/api", "/api/", "/api/nowhere", "/api/session/x", "/api/bulk-write-offs/x/y"] {
        server.anonymous().get(path).await.assert_problem(404, "not_found");
        server.anonymous().browse(path).await.assert_problem(404, "not_found");
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let server = TestServer::start().await;
    for (method, path, allowed) in [
        (Method::PUT, "/api/session", vec!["GET", "HEAD", "POST", "DELETE"]),
        (Method::GET, "/api/bulk-write-offs/facts", vec!["POST"]),
        (Method::DELETE, "/api/bulk-write-offs", vec!["GET", "HEAD"]),
        (Method::POST, "/health", vec!["GET", "HEAD"]),
        (Method::POST, "/sign-in", vec!["GET", "HEAD"]),
        (Method::PATCH, "/nowhere", vec!["GET", "HEAD"]),
    ] {
        let reply = server.anonymous().raw(method.clone(), path, "{}").await;
        reply.assert_problem(405, "method_not_allowed");
        let mut told: Vec<&str> = reply.header("allow").split(',').map(str::trim).collect();
        let mut allowed = allowed;
        told.sort_unstable();
        allowed.sort_unstable();
        assert_eq!(told, allowed, "{method} {path}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_is_malformed() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for body in ["", "{", "{,}", "{} x", "\u{feff}{}"] {
        for path in ["/api/session", "/api/bulk-write-offs/facts"] {
            admin.raw(Method::POST, path, body).await.assert_problem(400, "malformed_request");
        }
    }
    let binary = admin.raw(Method::POST, "/api/session", vec![0xff, 0xfe]).await;
    binary.assert_problem(400, "malformed_request");
}

#[tokio::test]
async fn a_body_must_say_that_it_is_json() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let request = admin.request(Method::POST, "/api/session").header(CONTENT_TYPE, kind);
        let reply = admin.send(request.body("{}")).await;
        reply.assert_problem(415, "unsupported_media_type");
    }
    let request = admin.request(Method::POST, "/api/session").body("{}");
    admin.send(request).await.assert_problem(415, "unsupported_media_type");
}

#[tokio::test]
async fn a_wrong_field_is_named_by_its_place() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (path, body, place) in [
        ("/api/session", json!({"user": "x"}), ""),
        ("/api/session", json!({"user": "x", "password": 1}), "/password"),
        ("/api/session", json!({"user": "x", "password": "y", "role": "admin"}), "/role"),
        ("/api/bulk-write-offs/facts", json!({"accounts": ["OK-1", "not ok"]}), "/accounts/1"),
        (
            "/api/bulk-write-offs/facts",
            json!({"accounts": [], "file_sha256": "ABC"}),
            "/file_sha256",
        ),
        ("/api/bulk-write-offs/facts", json!([[], null]), ""),
        ("/api/session", json!(["admin", "password"]), ""),
    ] {
        let problem = admin.post(path, &body).await.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place, "{body}: {problem}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let large = format!("{{\"user\": \"{}\", \"password\": \"\"}}", "x".repeat(20_000));
    admin.raw(Method::POST, "/api/session", large).await.assert_problem(413, "too_large");
}

#[tokio::test]
async fn more_accounts_than_a_file_may_hold_are_refused() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let accounts =
        |count| json!({"accounts": (0..count).map(|n| format!("A-{n}")).collect::<Vec<_>>()});
    let path = "/api/bulk-write-offs/facts";
    assert_eq!(admin.post(path, &accounts(ENTRIES_MAX)).await.status, 200);
    let problem =
        admin.post(path, &accounts(ENTRIES_MAX + 1)).await.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/accounts");
    assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("2001"), "{problem}");
}

#[tokio::test]
async fn a_wrong_query_is_refused() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for query in
        ["limit=0", "limit=101", "limit=x", "before=-1", "before=9223372036854775808", "unknown=1"]
    {
        let reply = admin.get(&format!("/api/bulk-write-offs?{query}")).await;
        reply.assert_problem(422, "invalid_request");
    }
    let audit = admin.get("/api/audit?before=9223372036854775808").await;
    audit.assert_problem(422, "invalid_request");
    let id = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
    let reply = admin.get(&format!("/api/bulk-write-offs/{id}/failures.csv?lang=de")).await;
    reply.assert_problem(422, "invalid_request");
}

#[tokio::test]
async fn an_id_that_is_none_is_malformed_and_an_unknown_one_not_found() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for suffix in ["", "/failures.csv", "/file"] {
        for id in ["x", "1", "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6", "%ff"] {
            let reply = admin.get(&format!("/api/bulk-write-offs/{id}{suffix}")).await;
            reply.assert_problem(400, "malformed_request");
        }
        let id = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
        let reply = admin.get(&format!("/api/bulk-write-offs/{id}{suffix}")).await;
        reply.assert_problem(404, "not_found");
    }
}

#[tokio::test]
async fn a_failure_tells_nothing_of_the_inside() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    server.execute("ALTER TABLE notification RENAME TO gone").await.unwrap();
    let reply = admin.get("/api/notifications").await;
    let problem = reply.assert_problem(500, "internal").to_string();
    for inside in ["SQL", "sqlx", "notification", "no such table", "src/"] {
        assert!(!problem.contains(inside), "{problem}");
    }
    assert_eq!(reply.header("x-request-id").len(), 36);
}

#[tokio::test]
async fn a_database_that_somebody_holds_is_busy() {
    let server = TestServer::start().await;
    let held = server.database.hold("sign_in_attempt").await;
    let admin = server.anonymous();
    let body = json!({"user": "admin", "password": "x"});
    let reply = admin.post("/api/session", &body).await;
    reply.assert_problem(503, "unavailable");
    assert_eq!(reply.header("retry-after"), "1");
    held.release().await;
    admin.post("/api/session", &body).await.assert_problem(401, "wrong_credentials");
}

#[tokio::test]
async fn the_character_that_no_text_can_have_is_refused_and_in_a_file_replaced() {
    let server = TestServer::start().await;
    let body = json!({"user": "ad\0min", "password": "x"});
    let reply = server.anonymous().post("/api/session", &body).await;
    let problem = reply.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/user");
    // An escaped backslash before it makes it harmless.
    let body = json!({"user": "ad\\u0000min", "password": "x"});
    let reply = server.anonymous().post("/api/session", &body).await;
    reply.assert_problem(401, "wrong_credentials");
    let admin = server.admin().await;
    let rows = json!({ "rows": [{ "name": "Kisumu" }, { "name": "a\0" }] });
    let problem = admin.put("/api/portfolio/centres", &rows).await;
    let problem = problem.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/rows/1/name");
    admin.get("/api/bulk-write-offs?limit=%00").await.assert_problem(422, "invalid_request");
    // A-1; B, the character, C; D.
    let body = json!({ "file_name": "x.csv", "file": "QS0xCkIAQwpECg==", "seen": [] });
    let path = "/api/bulk-write-offs/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
    let reply = admin.put(path, &body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(reply.json()["outcomes"][1]["account"], "B\u{fffd}C");
}

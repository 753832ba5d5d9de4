//! What every response says, whatever it is.

use http::Method;
use http::header::ORIGIN;

use crate::support::{Reply, TestServer};

fn assert_secure(reply: &Reply, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(reply.header(name), value, "{name} of {what}");
    }
    assert!(reply.header("strict-transport-security").starts_with("max-age=63072000"), "{what}");
    assert!(reply.header("permissions-policy").contains("camera=()"), "{what}");
    let policy = reply.header("content-security-policy");
    for part in [
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(part), "{part} of {what}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline"), "{what}");
    assert!(!reply.header("cache-control").is_empty(), "{what}");
    assert_eq!(reply.header("x-request-id").len(), 36, "{what}");
    assert!(!reply.headers.contains_key("access-control-allow-origin"), "{what}");
    assert!(!reply.headers.contains_key("server"), "{what}");
}

#[tokio::test]
async fn every_kind_of_response_is_secure() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for path in [
        "/",
        "/sign-in",
        "/actions",
        "/actions/bulk-write-off",
        "/bulk-write-offs",
        "/bulk-write-offs/x",
        "/health",
        "/nowhere",
        "/api",
        "/api/nowhere",
        "/api/openapi.json",
        "/api/session",
        "/api/notifications",
        "/api/bulk-write-offs",
        "/api/bulk-write-offs/x",
    ] {
        assert_secure(&admin.get(path).await, path);
        assert_secure(&server.anonymous().browse(path).await, path);
    }
    let post = Method::POST;
    assert_secure(&server.anonymous().raw(post.clone(), "/api/session", "{").await, "malformed");
    assert_secure(&server.anonymous().raw(post, "/", "").await, "method not allowed");
}

#[tokio::test]
async fn nothing_of_the_api_is_kept_by_caches() {
    let server = TestServer::start().await;
    for path in ["/api/session", "/api/nowhere", "/health"] {
        assert_eq!(server.admin().await.get(path).await.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_request_id_is_the_servers_own() {
    let server = TestServer::start().await;
    let request = server.anonymous().request(Method::GET, "/health");
    let reply = server.anonymous().send(request.header("x-request-id", "mine")).await;
    assert_ne!(reply.header("x-request-id"), "mine");
    let again = server.anonymous().get("/health").await;
    assert_ne!(reply.header("x-request-id"), again.header("x-request-id"));
}

#[tokio::test]
async fn other_sites_can_neither_write_nor_read() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://elsewhere.example"),
    ] {
        let request = admin.request(Method::DELETE, "/api/session").header(name, value);
        admin.send(request).await.assert_problem(403, "cross_origin");
    }
    assert_eq!(admin.get("/api/session").await.status, 200, "still signed in");
    let own = server.base.clone();
    let request = admin.request(Method::DELETE, "/api/session").header(ORIGIN, own);
    assert_eq!(admin.send(request.header("sec-fetch-site", "same-origin")).await.status, 204);
}

#[tokio::test]
async fn large_replies_are_compressed() {
    let server = TestServer::start().await;
    let request = server.anonymous().request(Method::GET, "/api/openapi.json");
    let reply = server.anonymous().send(request.header("accept-encoding", "gzip")).await;
    assert_eq!(reply.header("content-encoding"), "gzip");
}

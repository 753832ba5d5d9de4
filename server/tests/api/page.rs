//! The page's files.

use std::borrow::Cow;

use http::Method;
use http::header::{ACCEPT_ENCODING, IF_NONE_MATCH};
use server::page::{Asset, Page};
use sha2::{Digest as _, Sha256};

use crate::support::TestServer;

const INDEX: &str = "<!doctype html><script type=\"module\">start()</script>";

const FILES: [(&str, &str); 6] = [
    ("index.html", INDEX),
    ("index.html.br", "the index in brotli"),
    ("app-1b2c3d4e5f607182.js", "script"),
    ("app-1b2c3d4e5f607182.js.br", "script in brotli"),
    ("app-1b2c3d4e5f607182.js.gz", "script in gzip"),
    ("favicon.svg", "<svg/>"),
];

const ROUTES: [&str; 6] = [
    "/",
    "/sign-in",
    "/actions",
    "/actions/bulk-write-off",
    "/bulk-write-offs",
    "/bulk-write-offs/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f",
];

fn page() -> Page {
    Page::from_fn(|path| {
        let (_, text) = FILES.iter().find(|(name, _)| *name == path)?;
        Some(Asset { bytes: Cow::from(text.as_bytes()), sha256: Sha256::digest(text).into() })
    })
}

#[tokio::test]
async fn every_address_of_the_page_is_the_page_and_asked_for_again() {
    let server = TestServer::start_with(page()).await;
    for path in ROUTES {
        let reply = server.anonymous().browse(path).await;
        assert_eq!((reply.status, reply.bytes.as_slice()), (200, INDEX.as_bytes()), "{path}");
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(reply.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn only_the_scripts_in_the_page_may_run() {
    let server = TestServer::start_with(page()).await;
    let reply = server.anonymous().browse("/").await;
    // printf 'start()' | openssl dgst -sha256 -binary | base64
    let hash = "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='";
    let policy = reply.header("content-security-policy");
    assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {hash};")), "{policy}");
}

#[tokio::test]
async fn an_unknown_address_is_the_page_and_not_found() {
    let server = TestServer::start_with(page()).await;
    let browser = server.anonymous().browse("/nowhere").await;
    assert_eq!((browser.status, browser.bytes.as_slice()), (404, INDEX.as_bytes()));
    server.anonymous().get("/nowhere.js").await.assert_problem(404, "not_found");
    for hidden in ["/index.html", "/app-1b2c3d4e5f607182.js.br"] {
        assert_eq!(server.anonymous().get(hidden).await.status, 404, "{hidden}");
    }
}

#[tokio::test]
async fn files_with_a_hash_are_for_ever_and_others_are_not() {
    let server = TestServer::start_with(page()).await;
    let script = server.anonymous().get("/app-1b2c3d4e5f607182.js").await;
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    let icon = server.anonymous().get("/favicon.svg").await;
    assert_eq!(icon.header("cache-control"), "no-cache");
    assert_eq!(icon.header("content-type"), "image/svg+xml");
}

#[tokio::test]
async fn the_smallest_form_that_a_browser_takes_is_served() {
    let server = TestServer::start_with(page()).await;
    for (accepted, encoding, body) in [
        ("gzip, deflate, br", "br", "script in brotli"),
        ("gzip", "gzip", "script in gzip"),
        ("identity", "", "script"),
    ] {
        let request = server.anonymous().request(Method::GET, "/app-1b2c3d4e5f607182.js");
        let reply = server.anonymous().send(request.header(ACCEPT_ENCODING, accepted)).await;
        assert_eq!(reply.header("content-encoding"), encoding);
        assert_eq!(reply.bytes, body.as_bytes());
        assert_eq!(reply.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn what_a_browser_has_already_is_not_sent_again() {
    let server = TestServer::start_with(page()).await;
    for path in ["/", "/app-1b2c3d4e5f607182.js"] {
        let first = server.anonymous().get(path).await;
        let request = server.anonymous().request(Method::GET, path);
        let request = request.header(IF_NONE_MATCH, first.header("etag"));
        let again = server.anonymous().send(request).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{path}");
    }
}

#[tokio::test]
async fn a_server_without_a_page_says_so() {
    let server = TestServer::start().await;
    let reply = server.anonymous().browse("/").await;
    assert_eq!(reply.status, 503);
    let text = String::from_utf8(reply.bytes.clone()).unwrap();
    assert!(text.contains("The page was not built") && text.contains("cargo xtask run"), "{text}");
    assert_eq!(server.anonymous().get("/health").await.status, 200);
}

#[tokio::test]
async fn a_panic_is_a_problem_and_the_server_goes_on() {
    let server = TestServer::start_with(Page::from_fn(|_| panic!("secret"))).await;
    let reply = server.anonymous().get("/").await;
    let problem = reply.assert_problem(500, "internal");
    assert!(!problem.to_string().contains("secret"));
    assert_eq!(server.anonymous().get("/health").await.status, 200);
}

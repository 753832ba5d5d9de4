//! The page's files.

use std::borrow::Cow;

use http::Method;
use http::header::{ACCEPT_ENCODING, IF_NONE_MATCH};
use server::page::{Asset, Page};
use sha2::{Digest as _, Sha256};

use crate::support::{Actor, TestServer};

const MAIN: &str = "<!doctype html><style>p{margin:0}</style>\
    <link rel=modulepreload href=/main/app-1b2c3d4e5f607182.js>\
    <meta name=\"next\" content=\"/next.wasm\">\
    <script type=\"module\">start()</script>";

const SIGN_IN: &str = "<!doctype html><script type=\"module\">sign_in()</script>";

const SCRIPT: &str = "/main/app-1b2c3d4e5f607182.js";

const FILES: [(&str, &str); 7] = [
    ("main/index.html", MAIN),
    ("sign-in/index.html", SIGN_IN),
    ("sign-in/index.html.br", "the sign-in page in brotli"),
    ("main/app-1b2c3d4e5f607182.js", "script"),
    ("main/app-1b2c3d4e5f607182.js.br", "script in brotli"),
    ("main/app-1b2c3d4e5f607182.js.gz", "script in gzip"),
    ("favicon.svg", "<svg/>"),
];

/// Every address of the page but the one where people sign in.
const ROUTES: [&str; 9] = [
    "/",
    "/account-status",
    "/accounts/KE-1",
    "/accounts/KE-1/repossession",
    "/actions",
    "/actions/bulk-write-off",
    "/audit",
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
async fn whoever_is_signed_in_gets_the_main_page_and_anybody_else_the_sign_in_page() {
    let server = TestServer::start_with(page()).await;
    let admin = server.admin().await;
    let linked = Actor::new(&server, Some("__Host-signed-in=1".to_owned()));
    let stale = Actor::new(&server, Some(format!("__Host-session={}", "A".repeat(43))));
    for path in ROUTES {
        for (actor, document) in
            [(&admin, MAIN), (&linked, MAIN), (&stale, MAIN), (&server.anonymous(), SIGN_IN)]
        {
            let reply = actor.browse(path).await;
            assert_eq!(String::from_utf8_lossy(&reply.bytes), document, "{path}");
            assert_eq!(reply.status, 200);
            assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
            assert_eq!(reply.header("cache-control"), "no-cache");
            assert_eq!(reply.header("vary"), "accept-encoding, cookie");
        }
    }
    let etag = async |actor: &Actor<'_>| actor.browse("/").await.header("etag").to_owned();
    assert_ne!(etag(&admin).await, etag(&server.anonymous()).await);
}

/// Who has a link that works once cannot sign in yet.
#[tokio::test]
async fn everybody_gets_the_main_page_at_a_link_that_works_once() {
    let server = TestServer::start_with(page()).await;
    for actor in [server.anonymous(), server.admin().await] {
        let reply = actor.browse("/set-up/abc").await;
        assert_eq!((reply.status, String::from_utf8_lossy(&reply.bytes)), (200, MAIN.into()));
    }
}

#[tokio::test]
async fn at_its_own_address_the_sign_in_page_is_for_whoever_is_not_signed_in() {
    let server = TestServer::start_with(page()).await;
    let stale = Actor::new(&server, Some(format!("__Host-session={}", "A".repeat(43))));
    for actor in [server.anonymous(), stale] {
        let reply = actor.browse("/sign-in?next=/bulk-write-offs").await;
        assert_eq!((reply.status, reply.bytes.as_slice()), (200, SIGN_IN.as_bytes()));
    }
    let admin = server.admin().await;
    for (address, to) in [
        ("/sign-in", "/"),
        ("/sign-in?next=/bulk-write-offs%3Fa=b%26c", "/bulk-write-offs?a=b&c"),
        ("/sign-in?next=//evil.example", "/"),
        ("/sign-in?next=/%5Cevil.example", "/"),
        ("/sign-in?next=/%09/evil.example", "/"),
        ("/sign-in?next=https://evil.example", "/"),
        ("/sign-in?next=/%0d%0aset-cookie:x", "/"),
        ("/sign-in?next=a&next=b", "/"),
    ] {
        let reply = admin.browse(address).await;
        assert_eq!((reply.status, reply.header("location")), (303, to), "{address}");
        assert_eq!(reply.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn only_the_scripts_and_styles_in_the_page_count() {
    let server = TestServer::start_with(page()).await;
    let reply = server.admin().await.browse("/").await;
    // printf 'start()' | openssl dgst -sha256 -binary | base64
    let script = "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='";
    // printf 'p{margin:0}' | openssl dgst -sha256 -binary | base64
    let style = "'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA='";
    let policy = reply.header("content-security-policy");
    let expected =
        format!("script-src 'self' 'wasm-unsafe-eval' {script}; style-src 'self' {style};");
    assert!(policy.contains(&expected), "{policy}");
    let sign_in = server.anonymous().browse("/").await;
    assert!(!sign_in.header("content-security-policy").contains(script));
}

#[tokio::test]
async fn the_main_pages_files_are_listed_for_the_sign_in_page() {
    let server = TestServer::start_with(page()).await;
    let reply = server.anonymous().get("/main/files.txt").await;
    assert_eq!(
        (reply.status, reply.bytes),
        (200, format!("{SCRIPT}\n\n/next.wasm\n").into_bytes())
    );
    let server = TestServer::start().await;
    server.anonymous().get("/main/files.txt").await.assert_problem(404, "not_found");
}

#[tokio::test]
async fn an_unknown_address_is_the_page_and_not_found() {
    let server = TestServer::start_with(page()).await;
    for (actor, document) in [(server.anonymous(), SIGN_IN), (server.admin().await, MAIN)] {
        let reply = actor.browse("/nowhere").await;
        assert_eq!((reply.status, reply.bytes.as_slice()), (404, document.as_bytes()));
    }
    server.anonymous().get("/nowhere.js").await.assert_problem(404, "not_found");
    for hidden in ["/main/index.html", "/sign-in/index.html", &format!("{SCRIPT}.br")] {
        assert_eq!(server.anonymous().get(hidden).await.status, 404, "{hidden}");
    }
}

#[tokio::test]
async fn files_with_a_hash_are_for_ever_and_others_are_not() {
    let server = TestServer::start_with(page()).await;
    let script = server.anonymous().get(SCRIPT).await;
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
        let request = server.anonymous().request(Method::GET, SCRIPT);
        let reply = server.anonymous().send(request.header(ACCEPT_ENCODING, accepted)).await;
        assert_eq!(reply.header("content-encoding"), encoding);
        assert_eq!(reply.bytes, body.as_bytes());
        assert_eq!(reply.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn what_a_browser_has_already_is_not_sent_again() {
    let server = TestServer::start_with(page()).await;
    for path in ["/", SCRIPT] {
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

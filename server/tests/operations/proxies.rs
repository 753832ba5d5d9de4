//! Where requests come from: who is believed, and who is not.

use serde_json::json;

use crate::support::{Serving, texts};

/// So many wrong passwords of one user from one address are admitted.
const ADMITTED: usize = 10;

/// The status of an attempt to sign in, with headers as somebody made them up.
async fn attempt(serving: &Serving, headers: &[(&str, &str)]) -> u16 {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::new();
    let mut request = client.post(format!("{}/api/session", serving.base));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = json!({ "user": "nobody", "password": "not the password" });
    request.json(&body).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn nobody_escapes_the_limit_by_a_header() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db");
    let serving = Serving::start(&database, &[]);
    for number in 0..ADMITTED {
        let forged = format!("198.51.100.{number}");
        let headers = [("x-forwarded-for", forged.as_str()), ("forwarded", "for=198.51.100.9")];
        assert_eq!(attempt(&serving, &headers).await, 401);
    }
    assert_eq!(attempt(&serving, &[("x-forwarded-for", "203.0.113.1")]).await, 429);
    let kept = texts(&database, "SELECT DISTINCT address FROM sign_in_attempt").await;
    assert_eq!(kept, ["127.0.0.1"]);
}

#[tokio::test]
async fn behind_a_trusted_proxy_clients_are_told_apart_by_what_it_added() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db");
    let trusted = ["--trusted-proxies", "10.0.0.0/8,127.0.0.1"];
    let serving = Serving::start(&database, &trusted);
    for number in 0..ADMITTED {
        // The client made up the first address and another header; the proxies added the rest.
        let chain = format!("203.0.113.{number}, 198.51.100.1, 10.1.2.3");
        let made_up = format!("for=203.0.113.{number}");
        let headers = [("x-forwarded-for", chain.as_str()), ("forwarded", made_up.as_str())];
        assert_eq!(attempt(&serving, &headers).await, 401);
    }
    let same = [("x-forwarded-for", "203.0.113.99, 198.51.100.1, 10.1.2.3")];
    assert_eq!(attempt(&serving, &same).await, 429);
    assert_eq!(attempt(&serving, &[("x-forwarded-for", "198.51.100.2")]).await, 401);
    let kept =
        texts(&database, "SELECT DISTINCT address FROM sign_in_attempt ORDER BY address").await;
    assert_eq!(kept, ["198.51.100.1", "198.51.100.2"]);
}

#[tokio::test]
async fn the_standard_header_counts_where_it_was_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db");
    let chosen = ["--trusted-proxies", "127.0.0.0/8", "--forwarded-by", "forwarded"];
    let serving = Serving::start(&database, &chosen);
    let headers =
        [("x-forwarded-for", "203.0.113.7"), ("forwarded", "for=_me, for=\"[2001:db8::7]:4711\"")];
    assert_eq!(attempt(&serving, &headers).await, 401);
    let kept = texts(&database, "SELECT address FROM sign_in_attempt").await;
    assert_eq!(kept, ["2001:db8::/64"]);
}

#[test]
fn what_is_no_network_is_refused() {
    let output = crate::support::writeoff(&["serve", "--trusted-proxies", "everybody"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("written like 10.0.0.0/8"), "{said}");
}

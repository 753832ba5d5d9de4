//! `/api/session`: signing in and out.

use std::time::{Duration, Instant};

use domain::role::Role;
use http::Method;
use http::header::COOKIE;
use jiff::SignedDuration;
use serde_json::json;

use crate::database::TestDatabase;
use crate::support::{Actor, PASSWORD, Reply, TestServer};

async fn sign_in(actor: &Actor<'_>, user: &str, password: &str) -> Reply {
    actor.post("/api/session", &json!({ "user": user, "password": password })).await
}

fn cookie_of(reply: &Reply) -> String {
    reply.header("set-cookie").split(';').next().unwrap().to_owned()
}

fn cookies_of(reply: &Reply) -> Vec<&str> {
    let cookies = reply.headers.get_all("set-cookie").iter();
    cookies.map(|cookie| cookie.to_str().unwrap()).collect()
}

#[tokio::test]
async fn signing_in_says_who_one_is_and_sets_a_cookie_that_scripts_cannot_read() {
    let server = TestServer::start().await;
    let reply = sign_in(&server.anonymous(), "  ADMIN ", PASSWORD).await;
    assert_eq!(reply.status, 201);
    let expected = json!({
        "user": "admin",
        "name": "The Admin",
        "role": "admin",
        "company": {
            "name": "Sunrise Energy Kenya",
            "currency": { "code": "KES", "minor_digits": 2 },
            "time_zone": "Africa/Nairobi",
        },
        "language": null,
    });
    assert_eq!(reply.json(), expected);
    let [set, hint] = *cookies_of(&reply) else { panic!("{:?}", reply.headers) };
    assert_eq!(hint, "__Host-signed-in=1; Path=/; Secure; HttpOnly; SameSite=Lax");
    let (pair, attributes) = set.split_once("; ").unwrap();
    assert!(pair.starts_with("__Host-session="), "{set}");
    // 256 bits in Base64.
    assert_eq!(pair.len(), "__Host-session=".len() + 43, "{set}");
    assert_eq!(attributes, "Path=/; Secure; HttpOnly; SameSite=Strict");
    let token = pair.split_once('=').unwrap().1;
    assert!(!String::from_utf8_lossy(&reply.bytes).contains(token));

    let person = Actor::new(&server, Some(pair.to_owned()));
    let who = person.get("/api/session").await;
    assert_eq!((who.status, who.json()), (200, expected));
}

#[tokio::test]
async fn the_database_has_neither_token_nor_password() {
    let server = TestServer::start().await;
    let reply = sign_in(&server.anonymous(), "admin", PASSWORD).await;
    let cookie = cookie_of(&reply);
    let token = cookie.split_once('=').unwrap().1;
    let kept =
        server.texts(&format!("SELECT {} FROM session", TestDatabase::hex("token_sha256"))).await;
    assert_eq!(kept.len(), 1);
    assert!(!kept[0].eq_ignore_ascii_case(token));
    let hashes = server.texts("SELECT password_hash FROM app_user").await;
    assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_user_are_told_the_same() {
    let server = TestServer::start().await;
    let wrong = sign_in(&server.anonymous(), "admin", "not the password").await;
    let unknown = sign_in(&server.anonymous(), "nobody", PASSWORD).await;
    let wrong_problem = wrong.assert_problem(401, "wrong_credentials");
    assert_eq!(wrong_problem, unknown.assert_problem(401, "wrong_credentials"));
    assert!(!wrong.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn an_unknown_user_takes_as_long_as_a_wrong_password() {
    let server = TestServer::start().await;
    let mut times = [Duration::ZERO; 2];
    for round in 0..3 {
        for (user, time) in ["admin", "nobody"].iter().zip(&mut times) {
            let began = Instant::now();
            sign_in(&server.anonymous(), user, &format!("wrong {round}")).await;
            *time += began.elapsed();
        }
    }
    let [known, unknown] = times;
    assert!(unknown * 3 > known, "{known:?} {unknown:?}");
}

#[tokio::test]
async fn each_sign_in_has_a_new_token_and_ends_the_session_before() {
    let server = TestServer::start().await;
    let first = cookie_of(&sign_in(&server.anonymous(), "admin", PASSWORD).await);
    let again = Actor::new(&server, Some(first.clone()));
    let second = cookie_of(&sign_in(&again, "admin", PASSWORD).await);
    assert_ne!(first, second);
    again.get("/api/session").await.assert_problem(401, "not_signed_in");
    assert_eq!(Actor::new(&server, Some(second)).get("/api/session").await.status, 200);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_away() {
    let server = TestServer::start().await;
    let person = server.signed_in(Role::Basic).await;
    for _ in 0..2 {
        let reply = person.delete("/api/session").await;
        assert_eq!(reply.status, 204);
        assert_eq!(
            cookies_of(&reply),
            [
                "__Host-session=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict",
                "__Host-signed-in=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax",
            ]
        );
    }
    person.get("/api/session").await.assert_problem(401, "not_signed_in");
    assert_eq!(server.number("SELECT count(*) FROM session").await, 0);
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    let server = TestServer::start().await;
    let person = server.signed_in(Role::Basic).await;
    for _ in 0..4 {
        server.pass(SignedDuration::from_mins(29));
        assert_eq!(person.get("/api/session").await.status, 200);
    }
    server.pass(SignedDuration::from_mins(30));
    person.get("/api/session").await.assert_problem(401, "not_signed_in");
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_much_it_is_used() {
    let server = TestServer::start().await;
    let person = server.signed_in(Role::Basic).await;
    for _ in 0..47 {
        server.pass(SignedDuration::from_mins(15));
        assert_eq!(person.get("/api/session").await.status, 200);
    }
    server.pass(SignedDuration::from_mins(15));
    person.get("/api/session").await.assert_problem(401, "not_signed_in");
}

#[tokio::test]
async fn use_within_a_minute_writes_nothing() {
    let server = TestServer::start().await;
    let person = server.signed_in(Role::Basic).await;
    let seen = "SELECT CAST(last_seen_at AS text) FROM session";
    let before = server.texts(seen).await;
    server.pass(SignedDuration::from_secs(59));
    person.get("/api/session").await;
    assert_eq!(server.texts(seen).await, before);
    server.pass(SignedDuration::from_secs(1));
    person.get("/api/session").await;
    assert_ne!(server.texts(seen).await, before);
}

#[tokio::test]
async fn a_disabled_user_is_signed_out_and_cannot_sign_in() {
    let server = TestServer::start().await;
    let person = server.signed_in(Role::Sales).await;
    let disable =
        "UPDATE app_user SET disabled_at = '2026-11-21T09:00:00.000Z' WHERE role = 'sales'";
    server.execute(disable).await.unwrap();
    person.get("/api/session").await.assert_problem(401, "not_signed_in");
    sign_in(&server.anonymous(), "sales", PASSWORD).await.assert_problem(401, "wrong_credentials");
}

#[tokio::test]
async fn the_role_is_the_one_of_the_moment() {
    let server = TestServer::start().await;
    let person = server.admin().await;
    assert_eq!(person.get("/api/bulk-write-offs").await.status, 200);
    server.execute("UPDATE app_user SET role = 'basic' WHERE user_name = 'admin'").await.unwrap();
    person.get("/api/bulk-write-offs").await.assert_problem(403, "role_may_not");
    assert_eq!(person.get("/api/session").await.json()["role"], "basic");
}

#[tokio::test]
async fn ten_failures_are_enough_for_a_while() {
    let server = TestServer::start().await;
    let anonymous = server.anonymous();
    for _ in 0..10 {
        sign_in(&anonymous, "admin", "guess").await.assert_problem(401, "wrong_credentials");
    }
    let refused = sign_in(&anonymous, "Admin", PASSWORD).await;
    refused.assert_problem(429, "too_many_attempts");
    assert_eq!(refused.header("retry-after"), "900");
    // Others are not refused, from the same address either.
    assert_eq!(sign_in(&anonymous, "basic", PASSWORD).await.status, 201);
    server.pass(SignedDuration::from_mins(15));
    assert_eq!(sign_in(&anonymous, "admin", PASSWORD).await.status, 201);
}

#[tokio::test]
async fn nobody_is_locked_out_by_guesses_from_elsewhere() {
    let server = TestServer::start().await;
    let guess = "INSERT INTO sign_in_attempt (user_name_key, address, attempted_at, failed)
        VALUES ('admin', '192.0.2.7', '2026-11-21T09:00:00.000Z', true)";
    for _ in 0..12 {
        server.execute(guess).await.unwrap();
    }
    assert_eq!(sign_in(&server.anonymous(), "admin", PASSWORD).await.status, 201);
}

#[tokio::test]
async fn an_address_that_guesses_many_names_is_refused() {
    let server = TestServer::start().await;
    let rows: Vec<String> = (0..100)
        .map(|number| format!("('guess{number}', '127.0.0.1', '2026-11-21T08:59:00.000Z', true)"))
        .collect();
    let guesses = format!(
        "INSERT INTO sign_in_attempt (user_name_key, address, attempted_at, failed) VALUES {}",
        rows.join(", ")
    );
    server.execute(&guesses).await.unwrap();
    let refused = sign_in(&server.anonymous(), "admin", PASSWORD).await;
    refused.assert_problem(429, "too_many_attempts");
    assert_eq!(refused.header("retry-after"), "840");
}

#[tokio::test]
async fn what_is_too_long_to_be_a_password_is_not_hashed() {
    let server = TestServer::start().await;
    let reply = sign_in(&server.anonymous(), "admin", &"x".repeat(1025)).await;
    let problem = reply.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/password");
}

#[tokio::test]
async fn anything_but_a_token_is_nobody() {
    let server = TestServer::start().await;
    for cookie in ["__Host-session=", "__Host-session=%00", "session=admin", "__Host-session=AAAA"]
    {
        let request = server.anonymous().request(Method::GET, "/api/session");
        let reply = server.anonymous().send(request.header(COOKIE, cookie)).await;
        reply.assert_problem(401, "not_signed_in");
    }
}

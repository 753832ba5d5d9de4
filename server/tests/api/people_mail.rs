//! Links with which a password is chosen, mailed.

use serde_json::{Value, json};
use server::messages::MessageSettings;
use server::serve::Settings;

use super::process_runs::receivers::{MailServer, Manner};
use crate::support::{Actor, TestServer};

const PATH: &str = "/api/people/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
const PUBLIC_URL: &str = "https://writeoff.example";
const NOBODY_THERE: &str = "smtp://127.0.0.1:1";

/// A server that mails by way of `smtp_url`, and that people reach under `public_url`.
async fn mailing(smtp_url: &str, public_url: Option<&str>) -> TestServer {
    let messages = MessageSettings {
        smtp_url: Some(smtp_url.to_owned()),
        mail_from: Some("office@sunrise.example".to_owned()),
        ..MessageSettings::default()
    };
    let public_url = public_url.map(str::to_owned);
    let settings = Settings { messages: Some(messages), public_url, ..Settings::default() };
    TestServer::start_set_up(settings).await
}

fn awa(mail: &str) -> Value {
    json!({ "user_name": "awa", "name": "Awa Diop", "role": "sales", "mail": mail })
}

/// Invites her, or says again how she is.
async fn put(admin: &Actor<'_>, mail: &str) -> Value {
    let reply = admin.put(PATH, &awa(mail)).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

/// A link is there, and leads to its person, whether it was mailed or not.
async fn assert_works(server: &TestServer, link: &Value, purpose: &str) {
    let path = format!("/api{}", link["path"].as_str().unwrap());
    let found = server.anonymous().get(&path).await.json();
    assert_eq!((&found["user_name"], &found["purpose"]), (&json!("awa"), &json!(purpose)));
}

/// The text of a mail whose body is `quoted-printable`.
fn text(data: &str) -> String {
    assert!(data.contains("Content-Transfer-Encoding: quoted-printable"), "{data}");
    let joined = data.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let [first, more @ ..] = rest {
        let coded = more.get(..2).filter(|_| *first == b'=');
        let code =
            coded.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &more[2..] } else { more };
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn who_is_invited_or_reset_gets_the_link_that_is_shown() {
    let mail = MailServer::start(Manner::Takes).await;
    let server = mailing(&mail.url, Some("https://writeoff.example/")).await;
    let admin = server.admin().await;
    assert_eq!(admin.get("/api/people").await.json()["mails"], true);
    let invited = put(&admin, "awa@sunrise.example").await["link"].clone();
    assert_works(&server, &invited, "invitation").await;
    let path = format!("/api{}", invited["path"].as_str().unwrap());
    let chosen = json!({ "password": "another long password" });
    assert_eq!(server.anonymous().post(&path, &chosen).await.status, 201);
    let reset = admin.post(&format!("{PATH}/link"), &json!({})).await.json();
    assert_works(&server, &reset, "password_reset").await;
    let mails = mail.mails();
    assert_eq!(mails.len(), 2);
    for (mail, link) in std::iter::zip(&mails, [&invited, &reset]) {
        assert_eq!(link["mailed"], true);
        assert!(mail.from.starts_with("<office@sunrise.example>"), "{mail:?}");
        assert!(mail.to.starts_with("<awa@sunrise.example>"), "{mail:?}");
        let text = text(&mail.data);
        let address = format!("{PUBLIC_URL}{}", link["path"].as_str().unwrap());
        assert_eq!(link["expires_at"], "2026-11-22T09:00:00.000Z");
        for part in [
            "From: \"Sunrise Energy Kenya\" <office@sunrise.example>",
            "Awa Diop,",
            &format!("Choose your password here: {address}\n"),
            &format!("Choisissez votre mot de passe ici : {address}\n"),
            "works once, until 22 November 2026, 12:00 (Africa/Nairobi).",
            "fonctionne une fois, jusqu’au 22 novembre 2026, 12:00 (Africa/Nairobi).",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
    // The same person again gets no other link, and no mail.
    assert_eq!(put(&admin, "awa@sunrise.example").await["link"], Value::Null);
    assert_eq!(mail.mails().len(), 2);
}

#[tokio::test]
async fn a_mail_that_is_not_taken_is_said_and_the_link_is_shown_all_the_same() {
    let refuses = MailServer::start(Manner::Refuses).await;
    let hangs = MailServer::start(Manner::Hangs).await;
    for url in [refuses.url.as_str(), hangs.url.as_str(), NOBODY_THERE] {
        let server = mailing(url, Some(PUBLIC_URL)).await;
        let admin = server.admin().await;
        let invited = put(&admin, "awa@sunrise.example").await["link"].clone();
        assert_eq!(invited["mailed"], false, "{url}");
        assert_works(&server, &invited, "invitation").await;
    }
    assert!(refuses.mails().is_empty() && hangs.mails().is_empty());
}

#[tokio::test]
async fn nothing_is_mailed_without_an_address_or_a_mail_server() {
    let mail = MailServer::start(Manner::Takes).await;
    // Nobody knows under which address people reach the server.
    let nameless = mailing(&mail.url, None).await;
    let without = TestServer::start().await;
    let addressless = mailing(&mail.url, Some(PUBLIC_URL)).await;
    for (server, to, mails) in [
        (&nameless, "awa@sunrise.example", false),
        (&without, "awa@sunrise.example", false),
        (&addressless, "", true),
    ] {
        let admin = server.admin().await;
        assert_eq!(admin.get("/api/people").await.json()["mails"], mails);
        let invited = put(&admin, to).await["link"].clone();
        assert_eq!(invited["mailed"], false);
        assert_works(server, &invited, "invitation").await;
        let again = admin.post(&format!("{PATH}/link"), &json!({})).await.json();
        assert_eq!(again["mailed"], false);
        assert_works(server, &again, "invitation").await;
    }
    assert!(mail.mails().is_empty());
}

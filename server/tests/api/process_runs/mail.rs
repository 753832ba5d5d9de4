//! Mail, by a real conversation with a mail server.

use jiff::SignedDuration;
use server::messages::{MessageSettings, Senders, deliver_due};
use server::store::Outgoing;

use super::receivers::{MailServer, Manner};
use super::{events, history, messages, processes, run, server_with, settings};
use crate::suite::payments::assert_whole;
use crate::support::{Account, TestServer};

const NOWHERE: &str = "https://example.com/";

fn senders(mail: &MailServer) -> Senders {
    Senders::new(&MessageSettings {
        smtp_url: Some(mail.url.clone()),
        mail_from: Some("debt@sunrise.example".to_owned()),
        ..MessageSettings::default()
    })
    .unwrap()
}

/// Accounts A and B, each with a process whose mail is due and a score after it.
async fn waiting() -> TestServer {
    let accounts = [
        Account::defaulted("A", 100).of("Achieng Odhiambo", "0712"),
        Account::defaulted("B", 100).of("Émile Ngũgĩ", "0713"),
    ];
    let server = server_with(settings(&[("mail", 0), ("score", 0)], NOWHERE), &accounts).await;
    server.execute("UPDATE customer SET mail = 'a@example.com' WHERE id = 1").await.unwrap();
    server.execute("UPDATE customer SET mail = 'b@example.com' WHERE id = 2").await.unwrap();
    run(&server, "2026-11-21").await;
    assert_eq!(messages(&server).await, ["1 mail waiting 0", "1 mail waiting 0"]);
    server
}

async fn deliver(server: &TestServer, senders: &Senders) -> u64 {
    deliver_due(&server.store, senders, &Outgoing::ALL, &server.clock()).await.unwrap()
}

const ATTEMPTS: &str =
    "SELECT concat_ws(' | ', status, attempts, last_error) FROM message ORDER BY id";

#[tokio::test]
async fn a_server_that_takes_it_completes_the_event_and_the_next_run_goes_on() {
    let server = waiting().await;
    let mail = MailServer::start(Manner::Takes).await;
    let senders = senders(&mail);
    assert_eq!(deliver(&server, &senders).await, 2);
    assert_eq!(deliver(&server, &senders).await, 0, "each once");
    assert_eq!(messages(&server).await, ["1 mail delivered 1", "1 mail delivered 1"]);
    let mut mails = mail.mails();
    mails.sort_by(|one, other| one.to.cmp(&other.to));
    assert_eq!(mails.len(), 2);
    assert!(mails[0].from.starts_with("<debt@sunrise.example>"), "{:?}", mails[0]);
    assert!(mails[0].to.starts_with("<a@example.com>"), "{:?}", mails[0]);
    let id = server.texts("SELECT CAST(message_id AS text) FROM message ORDER BY id").await;
    for line in [
        "From: \"Sunrise Energy Kenya\" <debt@sunrise.example>",
        "To: a@example.com",
        "Subject: Account A",
        &format!("Message-ID: <{}@sunrise.example>", id[0]),
        "Content-Type: text/plain; charset=utf-8",
        "Achieng Odhiambo owes KES 1085.00 to Sunrise Energy Kenya.",
    ] {
        assert!(mails[0].data.lines().any(|one| one == line), "{line}\n{}", mails[0].data);
    }
    assert_eq!(events(&server, 1).await, ["1 mail complete 2026-11-21", "2 score pending"]);
    assert_eq!(history(&server, 1).await, ["started", "event_completed"]);
    assert_eq!(run(&server, "2026-11-22").await.events, 2);
    assert_eq!(processes(&server).await, ["1 A completed", "2 B completed"]);
    assert_whole(&server).await;
}

#[tokio::test]
async fn a_server_that_refuses_is_asked_again_and_given_up_after_two_days() {
    let server = waiting().await;
    let mail = MailServer::start(Manner::Refuses).await;
    let senders = senders(&mail);
    assert_eq!(deliver(&server, &senders).await, 0);
    let refused = "permanent error (550): no such user here";
    let told = server.texts(ATTEMPTS).await;
    assert_eq!(told[0], format!("waiting | 1 | {refused}"));
    let shown = server.admin().await.get("/api/write-off-processes/1").await.json();
    let message = &shown["events"][0]["message"];
    assert_eq!(message["status"], "waiting");
    assert_eq!(message["last_error"], refused);
    assert_eq!(message["last_attempt_at"], "2026-11-21T09:00:00.000Z");
    assert_eq!(message["next_attempt_at"], "2026-11-21T09:05:00.000Z");
    assert_eq!(deliver(&server, &senders).await, 0);
    assert_eq!(server.number("SELECT max(attempts) FROM message").await, 1, "not before its time");
    for minutes in [5, 15, 60, 180, 480, 720, 1_440] {
        server.pass(SignedDuration::from_mins(minutes));
        deliver(&server, &senders).await;
    }
    assert_eq!(server.texts(ATTEMPTS).await[0], format!("gave_up | 8 | {refused}"));
    server.pass(SignedDuration::from_hours(100));
    deliver(&server, &senders).await;
    assert_eq!(server.number("SELECT max(attempts) FROM message").await, 8);
    // It is not written again, and the process waits for somebody.
    assert_eq!(run(&server, "2026-11-27").await.events, 0);
    assert_eq!(events(&server, 1).await, ["1 mail pending", "2 score pending"]);
}

#[tokio::test]
async fn a_server_that_hangs_or_is_not_there_delays_nothing_else() {
    let server = waiting().await;
    let mail = MailServer::start(Manner::Hangs).await;
    deliver(&server, &senders(&mail)).await;
    let told = server.texts(ATTEMPTS).await;
    assert_eq!(told, ["waiting | 1 | no answer in 10 s"; 2]);
    server.pass(SignedDuration::from_mins(5));
    let nobody = MessageSettings {
        smtp_url: Some("smtp://127.0.0.1:1".to_owned()),
        mail_from: Some("debt@sunrise.example".to_owned()),
        ..MessageSettings::default()
    };
    deliver(&server, &Senders::new(&nobody).unwrap()).await;
    let told = server.texts(ATTEMPTS).await;
    assert!(told[0].starts_with("waiting | 2 | Connection error"), "{told:?}");
    // Where no mail server is set up, the process says so; a command beside the servers does not try.
    server.pass(SignedDuration::from_mins(15));
    let none = Senders::new(&MessageSettings::default()).unwrap();
    let clock = server.clock();
    deliver_due(&server.store, &none, &none.channels(), &clock).await.unwrap();
    assert_eq!(server.number("SELECT max(attempts) FROM message").await, 2);
    deliver(&server, &none).await;
    assert_eq!(server.texts(ATTEMPTS).await[0], "waiting | 3 | no mail server is set up");
}

#[tokio::test]
async fn what_is_no_address_is_told_and_not_sent() {
    let server = waiting().await;
    server.execute("UPDATE message SET recipient = 'nobody' WHERE process = 1").await.unwrap();
    let mail = MailServer::start(Manner::Takes).await;
    assert_eq!(deliver(&server, &senders(&mail)).await, 1);
    assert_eq!(
        server.texts(ATTEMPTS).await,
        ["waiting | 1 | `nobody` is no mail address", "delivered | 1"]
    );
}

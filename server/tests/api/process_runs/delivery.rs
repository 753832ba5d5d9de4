//! Calls of other systems, SMS, and who delivers what.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};
use server::ids::IdSource;
use server::messages::{MessageSettings, Senders, deliver_due};
use server::store::{self, Outgoing};

use super::receivers::Receiver;
use super::{SECRET, events, messages, processes, run, server_with, settings};
use crate::suite::payments::{assert_whole, pay, payment};
use crate::support::{Account, TestServer};

fn senders() -> Senders {
    Senders::new(&MessageSettings::default()).unwrap()
}

async fn deliver(server: &TestServer) -> u64 {
    let clock = server.clock();
    deliver_due(&server.store, &senders(), &Outgoing::ALL, &clock).await.unwrap()
}

const ATTEMPTS: &str =
    "SELECT concat_ws(' | ', status, attempts, last_error) FROM message ORDER BY id";

#[tokio::test]
async fn a_call_is_signed_and_says_what_it_is_about() {
    let receiver = Receiver::start().await;
    let plan = [("hook", 0), ("score", 0)];
    let url = format!("{}/", receiver.url);
    let server = server_with(settings(&plan, &url), &[Account::defaulted("A", 100)]).await;
    run(&server, "2026-11-21").await;
    assert_eq!(deliver(&server).await, 1);
    let calls = receiver.calls();
    assert_eq!(calls.len(), 1);
    calls[0].assert_signed(SECRET);
    let id = server.texts("SELECT CAST(message_id AS text) FROM message").await;
    assert_eq!(calls[0].header("webhook-id"), id[0]);
    let body: Value = serde_json::from_str(&calls[0].body).unwrap();
    assert_eq!(
        body,
        json!({
            "type": "write_off_process.event",
            "timestamp": "2026-11-21T09:00:00.000Z",
            "data": {
                "company": "KE",
                "account": "A",
                "process": 1,
                "sequence": 1,
                "event_type": "hook",
                "day": "2026-11-21",
                "contracts": [1],
                "owed": 108_500,
                "currency": "KES",
            },
        })
    );
    assert_eq!(events(&server, 1).await[0], "1 hook complete 2026-11-21");
    assert_whole(&server).await;
}

#[tokio::test]
async fn one_that_fails_is_called_again_with_the_same_id_until_it_takes_it() {
    let receiver = Receiver::start().await;
    let url = format!("{}/later", receiver.url);
    let accounts = [Account::defaulted("A", 100)];
    let server = server_with(settings(&[("hook", 0)], &url), &accounts).await;
    run(&server, "2026-11-21").await;
    let mut delivered = 0;
    for (wait, told) in [
        (5, "waiting | 1 | the receiver answered 503"),
        (15, "waiting | 2 | the receiver answered 503"),
        (60, "delivered | 3"),
    ] {
        delivered += deliver(&server).await;
        assert_eq!(server.texts(ATTEMPTS).await, [told]);
        server.pass(SignedDuration::from_mins(wait));
    }
    assert_eq!(delivered, 1);
    let ids: Vec<_> =
        receiver.calls().iter().map(|call| call.header("webhook-id").to_owned()).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| *id == ids[0]));
    for call in receiver.calls() {
        call.assert_signed(SECRET);
    }
    assert_eq!(processes(&server).await, ["1 A completed"]);
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_who_is_not_there_is_named() {
    let receiver = Receiver::start().await;
    let url = format!("{}/elsewhere", receiver.url);
    let accounts = [Account::defaulted("A", 100)];
    let server = server_with(settings(&[("hook", 0)], &url), &accounts).await;
    run(&server, "2026-11-21").await;
    deliver(&server).await;
    assert_eq!(server.texts(ATTEMPTS).await, ["waiting | 1 | the receiver answered 302"]);
    assert_eq!(receiver.calls().len(), 0);
    server.execute("UPDATE message SET recipient = 'http://127.0.0.1:1/'").await.unwrap();
    server.pass(SignedDuration::from_mins(5));
    deliver(&server).await;
    let told = server.texts(ATTEMPTS).await.concat();
    assert!(told.starts_with("waiting | 2 | ") && told.contains("refused"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_hangs_delays_its_own_messages_only() {
    let receiver = Receiver::start().await;
    let url = format!("{}/hangs", receiver.url);
    // More than are called at once: those of the receiver that hangs are due longest.
    let accounts: Vec<Account> =
        (0..60).map(|number| Account::defaulted(&format!("N-{number:02}"), 100)).collect();
    let plan = [("hook-or-not", 0), ("score", 0)];
    let server = server_with(settings(&plan, &url), &accounts).await;
    let counts = run(&server, "2026-11-21").await;
    // What may be skipped holds up nothing.
    assert_eq!(counts.events, 120);
    let others = format!("UPDATE message SET recipient = '{}/' WHERE process > 40", receiver.url);
    server.execute(&others).await.unwrap();
    let (store, clock) = (server.store.clone(), server.clock());
    let delivering =
        tokio::spawn(
            async move { deliver_due(&store, &senders(), &[Outgoing::WebHook], &clock).await },
        );
    let taken = "SELECT count(*) FROM message WHERE status = 'delivered'";
    for _ in 0..50 {
        if server.number(taken).await == 20 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(server.number(taken).await, 20, "within five seconds");
    assert!(!delivering.is_finished());
    delivering.abort();
    // Whoever was killed meanwhile had leased what it was at; nobody else takes it for a while.
    let leased = "SELECT count(*) FROM message WHERE leased_until IS NOT NULL";
    assert_eq!(server.number(leased).await, 8);
    server.execute(&format!("UPDATE message SET recipient = '{}/'", receiver.url)).await.unwrap();
    assert_eq!(deliver(&server).await, 32);
    server.pass(SignedDuration::from_mins(2));
    assert_eq!(deliver(&server).await, 8);
    assert_eq!(server.number(taken).await, 60);
    assert_eq!(receiver.calls().len(), 60);
    assert_eq!(
        server.number("SELECT count(*) FROM write_off_process WHERE reason = 'completed'").await,
        60
    );
    assert_whole(&server).await;
}

#[tokio::test]
async fn no_answer_in_ten_seconds_is_told() {
    let receiver = Receiver::start().await;
    let url = format!("{}/hangs", receiver.url);
    let accounts = [Account::defaulted("A", 100)];
    let server = server_with(settings(&[("hook", 0), ("score", 0)], &url), &accounts).await;
    run(&server, "2026-11-21").await;
    deliver(&server).await;
    assert_eq!(server.texts(ATTEMPTS).await, ["waiting | 1 | no answer in 10 s"]);
    let shown = server.admin().await.get("/api/write-off-processes/1").await.json();
    assert_eq!(shown["events"][0]["message"]["next_attempt_at"], "2026-11-21T09:05:00.000Z");
    assert_eq!(events(&server, 1).await, ["1 hook pending", "2 score pending"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_deliver_each_message_once() {
    let receiver = Receiver::start().await;
    let url = format!("{}/", receiver.url);
    let accounts: Vec<Account> =
        (0..150).map(|number| Account::defaulted(&format!("N-{number:03}"), 100)).collect();
    let server = server_with(settings(&[("hook", 0)], &url), &accounts).await;
    run(&server, "2026-11-21").await;
    let other = store::open(&server.database.opening(), &IdSource::system()).await.unwrap();
    let (senders, clock) = (senders(), server.clock());
    let (one, another) = tokio::join!(
        deliver_due(&server.store, &senders, &Outgoing::ALL, &clock),
        deliver_due(&other, &senders, &Outgoing::ALL, &clock),
    );
    assert_eq!(one.unwrap() + another.unwrap(), 150);
    assert_eq!(receiver.calls().len(), 150);
    assert_eq!(server.number("SELECT max(attempts) FROM message").await, 1);
    assert_eq!(
        server.number("SELECT count(*) FROM write_off_process WHERE reason = 'completed'").await,
        150
    );
    other.close().await;
}

#[tokio::test]
async fn an_sms_goes_to_the_gateway_signed() {
    let receiver = Receiver::start().await;
    let accounts = [Account::defaulted("A", 100).of("Achieng Odhiambo", "0712 345 678")];
    let server = server_with(settings(&[("sms", 0)], &receiver.url), &accounts).await;
    run(&server, "2026-11-21").await;
    deliver(&server).await;
    assert_eq!(server.texts(ATTEMPTS).await, ["waiting | 1 | no SMS gateway is set up"]);
    server.pass(SignedDuration::from_mins(5));
    let secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    let gateway = Senders::new(&MessageSettings {
        sms_url: Some(format!("{}/", receiver.url)),
        sms_secret: Some(secret.to_owned()),
        ..MessageSettings::default()
    })
    .unwrap();
    let clock = server.clock();
    assert_eq!(deliver_due(&server.store, &gateway, &Outgoing::ALL, &clock).await.unwrap(), 1);
    let calls = receiver.calls();
    calls[0].assert_signed(secret);
    let body: Value = serde_json::from_str(&calls[0].body).unwrap();
    assert_eq!((&body["type"], &body["data"]["to"]), (&json!("sms"), &json!("0712 345 678")));
    assert_eq!(body["data"]["text"], "Achieng Odhiambo owes KES 1085.00 to Sunrise Energy Kenya.");
    assert_eq!(processes(&server).await, ["1 A completed"]);
}

#[tokio::test]
async fn what_was_withdrawn_on_its_way_stays_withdrawn() {
    let receiver = Receiver::start().await;
    let url = format!("{}/", receiver.url);
    let accounts = [Account::defaulted("A", 100).paid_until("2026-08-12")];
    let server = server_with(settings(&[("hook", 0)], &url), &accounts).await;
    run(&server, "2026-11-21").await;
    let room = std::collections::BTreeMap::new();
    let leased =
        server.store.lease_messages(Outgoing::WebHook, 5, &room, 5, server.now()).await.unwrap();
    assert_eq!(leased.len(), 1);
    let admin = server.admin().await;
    let reply = pay(&admin, "P1", &payment("A", "2026-11-21", 108_500)).await;
    assert_eq!(reply.status, 201);
    let attempted = leased
        .into_iter()
        .map(|message| store::Attempted { message, at: server.now(), result: Ok(()) })
        .collect::<Vec<_>>();
    server.store.record_attempts(&attempted).await.unwrap();
    assert_eq!(messages(&server).await, ["1 web_hook withdrawn 0"]);
    assert_eq!(processes(&server).await, ["1 A canceled_by_system"]);
    assert_whole(&server).await;
}

/// What came of an attempt cannot be recorded where nobody knows what day it is.
#[tokio::test]
async fn a_company_whose_attempts_cannot_be_recorded_stops_no_other() {
    let receiver = Receiver::start().await;
    let url = format!("{}/", receiver.url);
    let plan = settings(&[("hook", 0)], &url);
    let server = server_with(plan.clone(), &[Account::defaulted("A", 100)]).await;
    server.add_elsewhere(&[Account::defaulted("B", 100)]).await;
    let plan = serde_json::from_value(plan).unwrap();
    server.store.set_up_write_offs(2, &plan, server.now()).await.unwrap().unwrap();
    let day = "2026-11-21".parse().unwrap();
    for company in server.store.companies_of_runs().await.unwrap() {
        server.store.run_day(&company, day, &server.clock()).await.unwrap();
    }
    let nowhere = "UPDATE operating_company SET time_zone = 'Nowhere' WHERE id = 1";
    server.execute(nowhere).await.unwrap();
    let clock = server.clock();
    deliver_due(&server.store, &senders(), &Outgoing::ALL, &clock).await.unwrap_err();
    assert_eq!(receiver.calls().len(), 2);
    let of_company =
        "SELECT concat_ws(' ', company, status, attempts) FROM message ORDER BY company";
    assert_eq!(server.texts(of_company).await, ["1 waiting 0", "2 delivered 1"]);
}

//! `/api/set-up`: an empty database.

use jiff::SignedDuration;
use serde_json::{Value, json};
use server::ids::IdSource;
use server::page::Page;
use server::set_up::command::make_link;
use server::store::OlderLinks;

use crate::database::TestDatabase;
use crate::support::{Actor, PASSWORD, TestServer};

async fn empty() -> TestServer {
    TestServer::start_on(TestDatabase::new().await, Page::from_fn(|_| None)).await
}

async fn link(server: &TestServer) -> Option<String> {
    link_and(server, OlderLinks::StopWorking).await
}

async fn link_and(server: &TestServer, older: OlderLinks) -> Option<String> {
    let made = make_link(&server.store, older, &server.clock(), &IdSource::system()).await.unwrap();
    made.map(|link| format!("/api{}", link.path))
}

fn request() -> Value {
    json!({
        "password": PASSWORD,
        "company": {
            "name": "Soleil du Sénégal", "code": "SN", "currency": "XOF",
            "time_zone": "Africa/Dakar", "default_after_days": 30, "early_write_off_days": 90,
            "language": "fr", "user_name": "awa", "admin": "Awa Diop",
        },
    })
}

#[tokio::test]
async fn a_link_makes_the_company_and_its_admin_once() {
    let server = empty().await;
    let path = link(&server).await.unwrap();
    let shown = server.anonymous().get(&path).await;
    assert_eq!((shown.status, &shown.json()["purpose"]), (200, &json!("set_up")));
    let reply = server.anonymous().post(&path, &request()).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    assert_eq!(reply.json()["company"]["currency"], json!({ "code": "XOF", "minor_digits": 0 }));
    let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
    let admin = Actor::new(&server, Some(cookie));
    let steps = admin.get("/api/set-up").await.json();
    assert_eq!(steps, json!({ "centres": 0, "products": 0, "people": 1, "accounts": false }));
    let receivables = "SELECT name FROM ledger_account WHERE role = 'receivables'";
    assert_eq!(server.texts(receivables).await, ["Clients"]);
    let settings = admin.get("/api/write-off-processes/settings").await.json();
    assert_eq!(settings["version"], 1);
    assert_eq!(settings["settings"]["controls"][0]["name"], "Dette standard");
    for used in
        [server.anonymous().get(&path).await, server.anonymous().post(&path, &request()).await]
    {
        used.assert_problem(404, "not_found");
    }
    assert_eq!(link(&server).await, None);
    assert!(server.verify_audit(&[]).await.misfits.is_empty());
}

/// Each server that begins prints one.
#[tokio::test]
async fn links_of_several_servers_work_until_one_was_used() {
    let server = empty().await;
    let first = link_and(&server, OlderLinks::Work).await.unwrap();
    let second = link_and(&server, OlderLinks::Work).await.unwrap();
    for path in [&first, &second] {
        assert_eq!(server.anonymous().get(path).await.status, 200);
    }
    let reply = server.anonymous().post(&first, &request()).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    server.anonymous().get(&second).await.assert_problem(404, "not_found");
    assert_eq!(server.number("SELECT count(*) FROM one_time_link").await, 0);
}

#[tokio::test]
async fn a_link_that_is_too_old_goes_when_another_is_made() {
    let server = empty().await;
    link_and(&server, OlderLinks::Work).await.unwrap();
    server.pass(SignedDuration::from_hours(24));
    link_and(&server, OlderLinks::Work).await.unwrap();
    assert_eq!(server.number("SELECT count(*) FROM one_time_link").await, 1);
}

#[tokio::test]
async fn a_newer_link_takes_the_place_of_an_older_one_and_none_works_after_a_day() {
    let server = empty().await;
    let older = link(&server).await.unwrap();
    let newer = link(&server).await.unwrap();
    server.anonymous().get(&older).await.assert_problem(404, "not_found");
    server.pass(SignedDuration::from_hours(24));
    server.anonymous().post(&newer, &request()).await.assert_problem(404, "not_found");
    assert_eq!(server.number("SELECT count(*) FROM operating_company").await, 0);
}

#[tokio::test]
async fn a_link_works_only_while_there_is_no_company() {
    let server = empty().await;
    let path = link(&server).await.unwrap();
    server.fill().await;
    server.anonymous().get(&path).await.assert_problem(404, "not_found");
    server.anonymous().post(&path, &request()).await.assert_problem(404, "not_found");
    assert_eq!(server.number("SELECT count(*) FROM operating_company").await, 2);
}

#[tokio::test]
async fn two_who_use_a_link_at_once_make_one_company() {
    let server = empty().await;
    let path = link(&server).await.unwrap();
    let (one, two) = (server.anonymous(), server.anonymous());
    let request = request();
    let (one, two) = tokio::join!(one.post(&path, &request), two.post(&path, &request));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 404]);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_place_and_the_link_still_works() {
    let server = empty().await;
    let path = link(&server).await.unwrap();
    for (field, value, code) in [
        ("code", json!("S N"), "not_a_company_code"),
        ("currency", json!("XXX"), "unknown_currency"),
        ("time_zone", json!("Africa/Atlantis"), "unknown_time_zone"),
        ("default_after_days", json!(0), "not_within"),
        ("user_name", json!(""), "not_a_user_name"),
        ("admin", json!(""), "missing"),
    ] {
        let mut wrong = request();
        wrong["company"][field] = value;
        let reply = server.anonymous().post(&path, &wrong).await;
        let problem = reply.assert_problem(422, "invalid_request");
        let error = &problem["errors"][0];
        assert_eq!(error["place"], format!("/company/{field}"));
        assert_eq!(error["code"], code);
    }
    let bare = server.anonymous().post(&path, &json!({ "password": "short" })).await;
    let problem = bare.assert_problem(422, "invalid_request");
    assert_eq!(problem["errors"][0]["place"], "/company");
    assert_eq!(problem["errors"][1]["place"], "/password");
    assert_eq!(server.anonymous().get(&path).await.status, 200);
}

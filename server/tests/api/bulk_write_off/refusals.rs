//! Submissions that are refused as a whole, and do nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::upload::{ENTRIES_MAX, FILE_BYTES_MAX};
use serde_json::{Value, json};

use crate::support::{Account, Actor, Reply, TestServer, submission};

type ChangeBody = fn(&mut Value);

const PATH: &str = "/api/bulk-write-offs/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

async fn put(admin: &Actor<'_>, change: impl FnOnce(&mut Value)) -> Reply {
    let mut body = submission(admin, "D\nE").await;
    change(&mut body);
    admin.put(PATH, &body).await
}

#[tokio::test]
async fn what_is_wrong_is_named_by_its_place() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100), Account::defaulted("E", 100)]).await;
    let admin = server.admin().await;
    let cases: [(ChangeBody, &str); 10] = [
        (|body| body["file_name"] = json!(""), "/file_name"),
        (|body| body["file_name"] = json!("x".repeat(256)), "/file_name"),
        (|body| body["file"] = json!("not Base64!"), "/file"),
        (|body| body["file"] = json!("RA"), "/file"),
        (|body| body["more"] = json!(1), "/more"),
        (|body| body["seen"][1]["account"] = json!("D"), "/seen/1/account"),
        (|body| body["seen"][1]["account"] = json!("X"), "/seen/1/account"),
        (|body| body["seen"][0]["standing"]["state"] = json!("lost"), "/seen/0/standing/state"),
        (|body| body["seen"][0]["standing"]["more"] = json!(1), "/seen/0/standing/more"),
        (|body| body["column"] = json!({ "index": -1 }), "/column/index"),
    ];
    for (change, place) in cases {
        let problem = put(&admin, change).await.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place, "{problem}");
    }
    assert_eq!(server.number("SELECT count(*) FROM bulk_operation").await, 0);
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_is_refused_with_the_reason() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let too_many: Vec<String> = (0..=ENTRIES_MAX).map(|number| format!("A-{number}")).collect();
    for (file, reason, said) in [
        (Vec::new(), "empty", "No account IDs found. The file is empty. "),
        (b"account id\n".to_vec(), "no_entries", "No account IDs found. There is a heading "),
        (too_many.join("\n").into_bytes(), "too_many_entries", "has 2,001 entries; up to 2,000 "),
        (b"PK\x03\x04xl/workbook.xml".to_vec(), "workbook", "This is a workbook. "),
        (b"a,b\nc,d\n".to_vec(), "which_column", "Which column holds the account IDs? The "),
    ] {
        let body = json!({ "file_name": "x.csv", "file": STANDARD.encode(file), "seen": [] });
        let problem = admin.put(PATH, &body).await.assert_problem(422, "file_refused");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains(said) && detail.ends_with(" Nothing was done."), "{problem}");
        let error = &problem["errors"][0];
        assert_eq!((&error["place"], &error["code"]), (&json!("/file"), &json!(reason)));
        assert!(error["detail"].as_str().unwrap().contains(said), "{problem}");
    }
    assert_eq!(server.number("SELECT count(*) FROM bulk_operation").await, 0);
}

#[tokio::test]
async fn the_chosen_column_is_the_one_that_counts() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let reply = put(&admin, |body| {
        body["file"] = json!(STANDARD.encode("x,y\n1,D\n"));
        body["seen"] = json!([body["seen"][0]]);
        body["column"] = json!({ "index": 1, "first_row_is_heading": true });
    })
    .await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(reply.json()["summary"]["written_off"], 1);
    let kept = server
        .number(
            "SELECT column_index * 10 + CAST(first_row_is_heading AS integer) FROM bulk_operation",
        )
        .await;
    assert_eq!(kept, 11);
}

#[tokio::test]
async fn early_ones_must_have_been_seen() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 89), Account::defaulted("E", 90)]).await;
    let admin = server.admin().await;
    let problem = put(&admin, |_| ()).await.assert_problem(422, "early_not_acknowledged");
    assert_eq!(problem["errors"][0]["place"], "/early_acknowledged");
    assert_eq!(server.number("SELECT count(*) FROM bulk_operation").await, 0);
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 0);
    let reply = put(&admin, |body| body["early_acknowledged"] = json!(true)).await.json();
    assert_eq!(reply["summary"]["written_off"], 2);
    let early: Vec<&Value> =
        reply["outcomes"].as_array().unwrap().iter().map(|outcome| &outcome["early"]).collect();
    assert_eq!(early, [true, false]);
}

#[tokio::test]
async fn another_companys_accounts_do_not_exist() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100), Account::defaulted("E", 100)]).await;
    let stranger = server.stranger().await;
    let seen = submission(&server.admin().await, "D").await["seen"].clone();
    // What an Admin here saw helps nobody there.
    let body = json!({ "file_name": "x.csv", "file": STANDARD.encode("D"), "seen": seen });
    let operation = stranger.put(PATH, &body).await.json();
    assert_eq!(operation["summary"]["written_off"], 0, "{operation}");
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 0);
}

#[tokio::test]
async fn the_largest_file_is_read_and_a_larger_one_is_not() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    let mut file = b"A-1".to_vec();
    file.resize(FILE_BYTES_MAX, b'\n');
    let body =
        |file: &[u8]| json!({ "file_name": "x.csv", "file": STANDARD.encode(file), "seen": [] });
    assert_eq!(admin.put(PATH, &body(&file)).await.status, 201);
    file.push(b'\n');
    admin.put(PATH, &body(&file)).await.assert_problem(422, "file_refused");
}

#[tokio::test]
async fn who_loses_the_role_in_the_middle_does_nothing() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100), Account::defaulted("E", 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D\nE").await;
    // The request has passed the door when the writer is held; the role goes away meanwhile.
    let mut held = server.database.hold("app_user").await;
    let request = tokio::spawn(admin.request(http::Method::PUT, PATH).json(&body).send());
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    held.execute("UPDATE app_user SET role = 'basic' WHERE user_name = 'admin'").await;
    held.release().await;
    let response = request.await.unwrap().unwrap();
    assert_eq!(response.status(), 403);
    let problem: Value = response.json().await.unwrap();
    assert_eq!(
        (&problem["code"], &problem["allowed_roles"]),
        (&json!("role_may_not"), &json!(["admin"]))
    );
    assert_eq!(server.number("SELECT count(*) FROM bulk_operation").await, 0);
}

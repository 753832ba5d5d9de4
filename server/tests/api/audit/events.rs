//! What is written down, row by row.

use domain::role::Role;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Account, Actor, PASSWORD, Reply, TestServer, submission};

const ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

/// What somebody who may read the log sees, the latest first.
async fn log(server: &TestServer) -> Vec<Value> {
    let reader = server.signed_in(Role::BackOfficeManagement).await;
    let mut rows = reader.get("/api/audit").await.json()["rows"].as_array().unwrap().clone();
    // That the reader signed in.
    rows.remove(0);
    rows
}

async fn sign_in(actor: &Actor<'_>, user: &str, password: &str) -> Reply {
    actor.post("/api/session", &json!({ "user": user, "password": password })).await
}

/// A row without what differs from run to run.
fn told(row: &Value) -> Value {
    json!([row["user"], row["role"], row["action"], row["result"], detail(row)])
}

fn detail(row: &Value) -> Value {
    serde_json::from_str(row["detail"].as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn signing_in_and_out_say_who_when_and_from_where() {
    let server = TestServer::start().await;
    let reply = sign_in(&server.anonymous(), " ADMIN ", PASSWORD).await;
    let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
    server.pass(SignedDuration::from_mins(1));
    let person = Actor::new(&server, Some(cookie));
    for _ in 0..2 {
        person.delete("/api/session").await;
    }
    let rows = log(&server).await;
    assert_eq!(told(&rows[0]), json!(["admin", "admin", "sign_out", "done", {}]));
    assert_eq!(rows[0]["at"], "2026-11-21T09:01:00.000Z");
    // Nobody signed out the second time.
    assert_eq!(told(&rows[1]), json!(["admin", "admin", "sign_in", "done", {}]));
    assert_eq!(rows[1]["at"], "2026-11-21T09:00:00.000Z");
    assert_eq!((&rows[1]["name"], &rows[1]["address"]), (&json!("The Admin"), &json!("127.0.0.1")));
    assert_eq!(rows[1]["request_id"], reply.header("x-request-id"));
}

#[tokio::test]
async fn each_attempt_that_fails_is_a_row_that_says_why() {
    let server = TestServer::start().await;
    server
        .execute("UPDATE app_user SET disabled_at = created_at WHERE user_name = 'sales'")
        .await
        .unwrap();
    let anonymous = server.anonymous();
    for (user, password) in [("Admin", "guess"), ("sales", PASSWORD), ("nobody", "guess")] {
        sign_in(&anonymous, user, password).await.assert_problem(401, "wrong_credentials");
    }
    let rows = log(&server).await;
    let why = |why| json!({ "why": why });
    assert_eq!(
        told(&rows[1]),
        json!(["admin", "admin", "sign_in", "refused", why("wrong_password")])
    );
    assert_eq!(told(&rows[0]), json!(["sales", "sales", "sign_in", "refused", why("disabled")]));
    // A name that nobody has belongs to no company, and none reads it.
    let nobody =
        "SELECT user_name || ' ' || result || ' ' || detail FROM audit_row WHERE company = 0";
    assert_eq!(server.texts(nobody).await, [r#"nobody refused {"why":"unknown_user"}"#]);
}

#[tokio::test]
async fn an_attempt_whose_client_goes_away_is_a_row_too() {
    let server = TestServer::start().await;
    let anonymous = server.anonymous();
    let body = json!({ "user": "admin", "password": "guess" });
    let request = anonymous.request(http::Method::POST, "/api/session").json(&body);
    let sent = tokio::time::timeout(std::time::Duration::from_millis(15), request.send()).await;
    assert!(sent.is_err(), "hashing takes longer than that");
    let refused = "SELECT count(*) FROM audit_row WHERE action = 'sign_in' AND result = 'refused'";
    for _ in 0..200 {
        if server.number(refused).await == 1 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("no row after ten seconds");
}

#[tokio::test]
async fn a_flood_of_attempts_is_a_row_when_the_limit_begins_and_no_more() {
    let server = TestServer::start().await;
    let guesses = "INSERT INTO sign_in_attempt (user_name_key, address, attempted_at, failed)
        VALUES ('admin', '127.0.0.1', '2026-11-21T08:59:00.000Z', true)";
    for _ in 0..10 {
        server.execute(guesses).await.unwrap();
    }
    for _ in 0..3 {
        sign_in(&server.anonymous(), "Admin", PASSWORD)
            .await
            .assert_problem(429, "too_many_attempts");
    }
    let rows = log(&server).await;
    let until = json!({ "until": "2026-11-21T09:14:00.000Z" });
    assert_eq!(told(&rows[0]), json!(["admin", "admin", "sign_in_limit", "refused", until]));
    assert_ne!(rows[1]["action"], "sign_in_limit");
    // The next time that it begins is another row.
    server.pass(SignedDuration::from_mins(20));
    for _ in 0..10 {
        server.execute(&guesses.replace("08:59", "09:19")).await.unwrap();
    }
    sign_in(&server.anonymous(), "admin", PASSWORD).await.assert_problem(429, "too_many_attempts");
    let limits = "SELECT count(*) FROM audit_row WHERE action = 'sign_in_limit'";
    assert_eq!(server.number(limits).await, 2);
}

#[tokio::test]
async fn a_bulk_write_off_is_a_row_an_account_and_one_for_the_operation() {
    let server = TestServer::start().await;
    server
        .add(&[Account::defaulted("D", 10).with_contracts(2), Account::defaulted("E", 100)])
        .await;
    let admin = server.admin().await;
    let mut body = submission(&admin, "E\nD\nX").await;
    body["early_acknowledged"] = json!(true);
    let reply = admin.put(&format!("/api/bulk-write-offs/{ID}"), &body).await;
    let operation = reply.json();
    let rows = log(&server).await;
    for row in &rows[..3] {
        assert_eq!(row["operation"], ID);
        assert_eq!((&row["user"], &row["role"]), (&json!("admin"), &json!("admin")));
        assert_eq!((&row["address"], &row["result"]), (&json!("127.0.0.1"), &json!("done")));
        assert_eq!(row["request_id"], reply.header("x-request-id"));
        assert_eq!((&row["operation_number"], &row["name"]), (&json!(1), &json!("The Admin")));
    }
    // The operation's row is the last one: the receipt.
    let last = &rows[0];
    assert_eq!((&last["action"], &last["account"]), (&json!("bulk_write_off"), &Value::Null));
    assert_eq!(operation["receipt"], json!({ "sequence": last["sequence"], "hash": last["hash"] }));
    let whole = detail(last);
    for (field, value) in [
        ("file_name", json!("defaults.csv")),
        ("file_sha256", operation["summary"]["file_sha256"].clone()),
        ("entries", json!(3)),
        ("written_off", json!(2)),
        ("failed", json!(1)),
        ("early", json!(1)),
        ("early_acknowledged", json!(true)),
        ("amount", json!(3 * 108_500)),
    ] {
        assert_eq!(whole[field], value, "{field}");
    }
    assert_eq!(whole["outcomes_sha256"].as_str().unwrap().len(), 64);
    // The accounts stand before it in their order.
    assert_eq!((&rows[2]["account"], &rows[1]["account"]), (&json!("D"), &json!("E")));
    let account = detail(&rows[2]);
    assert_eq!(account["method"], "bulk");
    assert_eq!(account["state"], json!({ "before": "defaulted", "after": "inactive" }));
    assert_eq!(
        (&account["amount"], &account["completes_repossession"]),
        (&json!(217_000), &json!(true))
    );
    assert_eq!(
        account["contracts"][1],
        json!({
            "contract": 2,
            "status": { "before": "active", "after": "terminated" },
            "principal": 100_000, "fees": 500, "tax": 8_000,
            "products": [
                { "product": 1, "returned": 0, "lost": 1 },
                { "product": 2, "returned": 0, "lost": 3 },
            ],
        })
    );
    // Asked for later, the receipt is the same.
    server.pass(SignedDuration::from_mins(5));
    let later = admin.get(&format!("/api/bulk-write-offs/{ID}")).await.json();
    assert_eq!(later["receipt"], operation["receipt"]);
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_done() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    server.database.refuse_rows("audit_row").await;
    let path = format!("/api/bulk-write-offs/{ID}");
    admin.put(&path, &body).await.assert_problem(500, "internal");
    assert_eq!(server.texts("SELECT state FROM account").await, ["defaulted"]);
    for table in ["bulk_operation", "repossession", "write_off", "stock_move", "notification"] {
        assert_eq!(server.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    let anonymous = server.anonymous();
    sign_in(&anonymous, "admin", PASSWORD).await.assert_problem(500, "internal");
    sign_in(&anonymous, "admin", "guess").await.assert_problem(500, "internal");
    let basic = server.number("SELECT count(*) FROM session").await;
    admin.delete("/api/session").await.assert_problem(500, "internal");
    assert_eq!(server.number("SELECT count(*) FROM session").await, basic);
    server.database.take_rows_again("audit_row").await;
    assert_eq!(admin.put(&path, &body).await.status, 201);
}

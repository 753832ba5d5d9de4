//! `POST /api/bulk-write-offs/facts`.

use domain::account::{AccountState, ContractStatus};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Account, Actor, TestServer, submission};

async fn facts(actor: &Actor<'_>, accounts: &[&str]) -> Value {
    let reply = actor.post("/api/bulk-write-offs/facts", &json!({ "accounts": accounts })).await;
    assert_eq!(reply.status, 200, "{}", reply.json());
    reply.json()
}

#[tokio::test]
async fn an_account_is_known_with_all_that_a_write_off_depends_on() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D-1", 100).with_contracts(2)]).await;
    let reply = facts(&server.admin().await, &["d-1"]).await;
    let contract = |id: i64| {
        json!({
            "id": id,
            "balance": { "principal": 100_000, "fees": 500, "tax": 8_000 },
            "held": [{ "product": 1, "quantity": 1 }, { "product": 2, "quantity": 3 }],
        })
    };
    let expected = json!({
        "today": "2026-11-21",
        "early_write_off_days": 90,
        "accounts": [{
            "account": "D-1",
            "customer": "Customer of D-1",
            "centre": "Kisumu",
            "failed_attempts": 0,
            "standing": {
                "state": "defaulted",
                "defaulted_on": "2026-08-13",
                "repossession_pending_since": "2026-08-13",
                "contracts": [contract(1), contract(2)],
            },
        }],
        "products": [{ "id": 1, "name": "Solar home system" }, { "id": 2, "name": "Lamp" }],
        "earlier": [],
    });
    assert_eq!(reply, expected);
}

#[tokio::test]
async fn accounts_come_in_order_once_each_without_those_that_do_not_exist() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("B", 1), Account::defaulted("A", 1)]).await;
    server.add_elsewhere(&[Account::defaulted("C", 1), Account::defaulted("A", 500)]).await;
    let reply = facts(&server.admin().await, &["b", "C", "A", "B", "nowhere"]).await;
    let accounts = reply["accounts"].as_array().unwrap();
    let ids: Vec<&Value> = accounts.iter().map(|facts| &facts["account"]).collect();
    assert_eq!(ids, ["A", "B"]);
    assert_eq!(accounts[0]["standing"]["defaulted_on"], "2026-11-20", "this company's A");
}

#[tokio::test]
async fn only_active_contracts_and_what_is_held_under_them_count() {
    let server = TestServer::start().await;
    server
        .add(&[
            Account::in_state("F", AccountState::Finished, ContractStatus::Finished),
            Account::in_state("N", AccountState::Normal, ContractStatus::Active),
        ])
        .await;
    let reply = facts(&server.admin().await, &["F", "N"]).await;
    assert_eq!(reply["accounts"][0]["standing"]["contracts"], json!([]));
    assert_eq!(reply["accounts"][1]["standing"]["contracts"].as_array().unwrap().len(), 1);
    assert_eq!(reply["accounts"][1]["standing"]["repossession_pending_since"], Value::Null);
}

#[tokio::test]
async fn failed_attempts_count_since_the_latest_default() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    for day in ["2026-08-12", "2026-08-13", "2026-09-01"] {
        let attempt = format!(
            "INSERT INTO failed_attempt (company, account, pending_action, attempted_on, reason,
                                         recorded_by, recorded_at)
             VALUES (1, 'D', 1, '{day}', 'home_not_found', 1, '{day}T10:00:00.000Z')"
        );
        server.execute(&attempt).await.unwrap();
    }
    assert_eq!(facts(&server.admin().await, &["D"]).await["accounts"][0]["failed_attempts"], 2);
}

#[tokio::test]
async fn a_done_repossession_is_not_pending() {
    let server = TestServer::start().await;
    server.add(&[Account::paid_since("P", 200)]).await;
    let done = "UPDATE pending_action SET status = 'done', done_at = '2026-11-01T00:00:00.000Z'";
    server.execute(done).await.unwrap();
    let reply = facts(&server.admin().await, &["P"]).await;
    assert_eq!(reply["accounts"][0]["standing"]["repossession_pending_since"], Value::Null);
}

#[tokio::test]
async fn earlier_operations_with_the_same_file_are_told() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    let id = Uuid::from_u128(7);
    let done = admin.put(&format!("/api/bulk-write-offs/{id}"), &body).await.json();
    let file_sha256 = done["summary"]["file_sha256"].clone();
    let asked = json!({ "accounts": ["D"], "file_sha256": file_sha256 });
    let earlier = |reply: Value| reply["earlier"].clone();
    let told = admin.post("/api/bulk-write-offs/facts", &asked).await.json();
    let expected = json!([{
        "id": id,
        "committed_at": "2026-11-21T09:00:00.000Z",
        "submitted_by": "The Admin",
        "written_off": 1,
            "started": 0,
        "failed": 0,
    }]);
    assert_eq!(earlier(told), expected);
    let stranger = server.stranger().await;
    let elsewhere = stranger.post("/api/bulk-write-offs/facts", &asked).await.json();
    assert_eq!(earlier(elsewhere), json!([]));
}

#[tokio::test]
async fn today_is_the_companys() {
    let server = TestServer::start().await;
    // Half past midnight in Nairobi, half past nine in the evening in Dakar.
    server.pass(jiff::SignedDuration::from_mins(12 * 60 + 30));
    let nairobi = facts(&server.admin().await, &[]).await;
    let dakar = facts(&server.stranger().await, &[]).await;
    assert_eq!((&nairobi["today"], &dakar["today"]), (&json!("2026-11-22"), &json!("2026-11-21")));
}

//! `PUT /api/payments` and `POST /api/payments/check`.

use serde_json::{Value, json};

use super::{account, assert_whole, late, payment};
use crate::support::TestServer;

fn batched(id: &str, account: &str, paid_on: &str, amount: i64) -> Value {
    let mut one = payment(account, paid_on, amount);
    one["id"] = json!(id);
    one
}

/// What became of each: the result, and the place and code of the first error.
fn results(reply: &Value) -> Vec<String> {
    let results = reply["results"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    results
        .iter()
        .map(|one| {
            let error = &one["errors"][0];
            let said = [
                text(&one["id"]),
                text(&one["result"]),
                text(&error["place"]),
                text(&error["code"]),
            ];
            said.join(" ").trim_end().to_owned()
        })
        .collect()
}

#[tokio::test]
async fn each_payment_of_a_batch_is_recorded_on_its_own() {
    let server = TestServer::start().await;
    server.add(&[late("L", "2026-11-10"), late("M", "2026-11-10")]).await;
    let admin = server.admin().await;
    let batch = json!({ "payments": [
        batched("A", "L", "2026-11-19", 600),
        batched("B", "M", "2026-11-19", 6_050),
        batched("C", "X", "2026-11-19", 5),
        batched("D", "L", "2026-11-22", 5),
        batched("E", "L", "2026-11-19", 0),
        batched("", "", "", 5),
        batched("A", "L", "2026-11-19", 600),
        batched("A", "L", "2026-11-19", 700),
        batched("F", "L", "2026-11-20", 650),
        // After the payment above nothing is left to pay.
        batched("G", "M", "2026-11-20", 10),
    ] });
    let expected = [
        "A recorded",
        "B recorded",
        "C refused /account account_does_not_exist",
        "D refused /paid_on in_the_future",
        "E refused /amount amount_not_positive",
        " refused /id malformed_payment_id",
        "A already_recorded",
        "A refused /id id_reused",
        "F recorded",
        "G refused /account nothing_to_pay",
    ];
    let checked = admin.post("/api/payments/check", &batch).await.json();
    assert_eq!(results(&checked), expected);
    assert_eq!(server.number("SELECT count(*) FROM payment").await, 0);
    let reply = admin.put("/api/payments", &batch).await;
    assert_eq!(reply.status, 200);
    let reply = reply.json();
    assert_eq!(reply, checked);
    let counts = ["recorded", "already_recorded", "refused", "amount"].map(|name| &reply[name]);
    assert_eq!(counts, [&json!(3), &json!(1), &json!(6), &json!(7_300)]);
    assert_eq!(account(&server, "L").await, "normal 2026-11-22 50 0");
    assert_eq!(account(&server, "M").await, "finished 2027-01-09 50 50");
    // Again, and nothing happens.
    let again = admin.put("/api/payments", &batch).await.json();
    assert_eq!(again["recorded"], 0);
    assert_eq!(again["already_recorded"], 4);
    assert_eq!(server.number("SELECT count(*) FROM payment").await, 3);
    assert_eq!(server.number("SELECT count(*) FROM audit_row WHERE action = 'payment'").await, 3);
    assert_whole(&server).await;
}

#[tokio::test]
async fn a_batch_has_one_to_a_thousand_payments() {
    let server = TestServer::start().await;
    server.add(&[late("L", "2026-11-10")]).await;
    let admin = server.admin().await;
    let many = |count: usize| {
        let one = |number| batched(&format!("P{number}"), "L", "2026-11-20", 3);
        json!({ "payments": (0..count).map(one).collect::<Vec<_>>() })
    };
    for count in [0, 1_001] {
        let reply = admin.put("/api/payments", &many(count)).await;
        assert_eq!(reply.status, 422, "{count}");
        assert_eq!(reply.json()["errors"][0]["place"], "/payments");
    }
    let reply = admin.put("/api/payments", &many(1_000)).await.json();
    assert_eq!(reply["recorded"], 1_000);
    assert_eq!(account(&server, "L").await, "normal 2026-12-10 0 0");
    assert_whole(&server).await;
}

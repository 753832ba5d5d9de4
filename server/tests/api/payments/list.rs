//! `GET /api/payments`.

use serde_json::Value;

use super::{late, pay, payment, reverse};
use crate::support::{Actor, TestServer};

async fn ids(actor: &Actor<'_>, query: &str) -> Vec<String> {
    let reply = actor.get(&format!("/api/payments{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.json());
    let reply = reply.json();
    let payments = reply["payments"].as_array().unwrap().iter();
    payments.filter_map(|one| one["id"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn payments_are_listed_narrowed_and_paged() {
    let server = TestServer::start().await;
    server.add(&[late("L", "2026-11-10"), late("M", "2026-11-10")]).await;
    let admin = server.admin().await;
    for (id, account, day) in
        [("A", "L", "2026-11-18"), ("B", "M", "2026-11-20"), ("C", "L", "2026-11-19")]
    {
        assert_eq!(pay(&admin, id, &payment(account, day, 10)).await.status, 201);
    }
    reverse(&admin, "A").await;
    assert_eq!(ids(&admin, "").await, ["B", "C", "A"]);
    for (query, expected) in [
        ("?account=l", &["C", "A"][..]),
        ("?id=B", &["B"]),
        ("?from=2026-11-19", &["B", "C"]),
        ("?to=2026-11-19", &["C", "A"]),
        ("?channel=cash", &[]),
        ("?channel=mobile_money&recovery=false", &["B", "C", "A"]),
        ("?recovery=true", &[]),
        ("?reversed=true", &["A"]),
        ("?reversed=false", &["B", "C"]),
        ("?from=", &["B", "C", "A"]),
    ] {
        assert_eq!(ids(&admin, query).await, expected, "{query}");
    }
    let first = admin.get("/api/payments?limit=2").await.json();
    let next = first["next"].as_str().unwrap();
    assert_eq!(ids(&admin, &format!("?limit=2&after={next}")).await, ["A"]);
    assert_eq!(admin.get("/api/payments?limit=3").await.json()["next"], Value::Null);
    assert_eq!(ids(&server.stranger().await, "").await, Vec::<String>::new());
    for query in ["?from=2026-02-30", "?after=x", "?account=a%20b", "?limit=0", "?id=", "?x=1"] {
        let reply = admin.get(&format!("/api/payments{query}")).await;
        assert_eq!(reply.status, 422, "{query}");
    }
}

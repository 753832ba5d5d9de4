//! `GET /api/write-off-processes`.

use domain::role::Role;
use serde_json::{Value, json};

use super::{change, complete, set_up, start_of, started};
use crate::support::{Actor, TestServer};

/// Process 1 of A is cancelled, 2 of A is of control `hard` and template `c`, 3 is of B and fails.
async fn filled(server: &TestServer) -> Actor<'_> {
    let admin = server.admin().await;
    let first = started(&admin, 1, &start_of("A", &[1])).await;
    assert_eq!(change(&admin, &first, 1, json!("cancel")).await.status, 201);
    let mut body = start_of("A", &[3]);
    body["form"]["control"] = json!("hard");
    body["form"]["template"] = json!("c");
    body["created_at"] = json!("2026-11-20T09:00");
    started(&admin, 2, &body).await;
    let third = started(&admin, 3, &start_of("B", &[4])).await;
    complete(server, &third, 2).await;
    let fails = "UPDATE process_event SET failure = 'no_agency' WHERE process = 3 AND sequence = 1";
    server.execute(fails).await.unwrap();
    admin
}

async fn numbers(actor: &Actor<'_>, query: &str) -> Vec<i64> {
    let reply = actor.get(&format!("/api/write-off-processes?{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.json());
    let reply = reply.json();
    let processes = reply["processes"].as_array().unwrap().iter();
    processes.filter_map(|process| process["id"].as_i64()).collect()
}

#[tokio::test]
async fn the_latest_comes_first_and_filters_narrow() {
    let server = set_up().await;
    filled(&server).await;
    let basic = server.signed_in(Role::Basic).await;
    for (query, expected) in [
        ("", &[3, 2, 1][..]),
        ("id=2", &[2]),
        ("id=0000000002", &[2]),
        ("id=9", &[]),
        ("account=a", &[2, 1]),
        ("customer=odhi", &[2, 1]),
        ("customer=Baraka%20oti", &[3]),
        ("customer=Baraka%20odhi", &[]),
        ("status=active", &[3, 2]),
        ("status=inactive", &[1]),
        ("reason=canceled_by_user", &[1]),
        ("reason=completed", &[]),
        ("control=std", &[3, 1]),
        ("template=c", &[2]),
        ("created_from=2026-11-21", &[3, 1]),
        ("created_until=2026-11-20", &[2]),
        ("failing=true", &[3]),
        ("failing=false", &[2, 1]),
        ("account=A&status=active", &[2]),
        ("created_from=&created_until=", &[3, 2, 1]),
        ("limit=2", &[3, 2]),
        ("limit=2&after=2", &[1]),
    ] {
        assert_eq!(numbers(&basic, query).await, expected, "{query}");
    }
    let page = basic.get("/api/write-off-processes?limit=2").await.json();
    assert_eq!((&page["next"], &page["today"]), (&json!(2), &json!("2026-11-21")));
    let last = basic.get("/api/write-off-processes?limit=2&after=2").await.json();
    assert_eq!(last["next"], json!(null));
    assert_eq!(
        page["processes"][0],
        json!({
            "id": 3,
            "account": "B",
            "customer": "Baraka Otieno",
            "reason": "events_pending",
            "control": "std",
            "control_name": "Standard control",
            "template_name": "Residential",
            "created_on": "2026-11-21",
            "next_event_on": "2026-11-21",
            "failing": true,
            "owed": 108_500,
        })
    );
    // What has ended owes nothing in it, and nothing is due.
    let ended: Value = basic.get("/api/write-off-processes?id=1").await.json();
    assert_eq!(ended["processes"][0]["owed"], 0);
    assert_eq!(ended["processes"][0]["next_event_on"], json!(null));
}

#[tokio::test]
async fn what_cannot_be_asked_says_where() {
    let server = set_up().await;
    let admin = server.admin().await;
    for (query, place) in [
        ("id=KE-1", "id"),
        ("id=0", "id"),
        ("account=a%20b", "account"),
        ("customer=%20", "customer"),
        ("customer=--", "customer"),
        (&*format!("customer={}", "x".repeat(101)), "customer"),
        ("created_from=2026-02-30", "created_from"),
        ("created_until=soon", "created_until"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("reason=bored", "query"),
        ("status=late", "query"),
        ("failing=perhaps", "query"),
        ("after=x", "query"),
        ("colour=red", "query"),
    ] {
        let reply = admin.get(&format!("/api/write-off-processes?{query}")).await;
        let problem = reply.assert_problem(422, "invalid_request");
        assert_eq!(problem["errors"][0]["place"], place, "{query}: {problem}");
    }
}

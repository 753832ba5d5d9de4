//! `PUT /api/write-off-processes/holds/{id}`.

use domain::role::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{assert_faults, audited, set_up};

fn path(id: u128) -> String {
    format!("/api/write-off-processes/holds/{}", Uuid::from_u128(2_000 + id))
}

fn until(day: &str) -> Value {
    json!({ "account": "a", "until": day })
}

#[tokio::test]
async fn an_account_is_held_and_the_hold_is_lifted() {
    let server = set_up().await;
    let manager = server.signed_in(Role::BackOfficeManagement).await;
    let reply = manager.put(&path(1), &until("2026-12-15")).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(reply.json()["account"], "A");
    assert_eq!(reply.json()["held_until"], "2026-12-15");
    let grounds = manager.get("/api/write-off-processes/accounts/A").await.json();
    assert_eq!(grounds["account"], reply.json());
    let again = manager.put(&path(1), &until("2026-12-15")).await;
    assert_eq!((again.json(), again.header("idempotent-replayed")), (reply.json(), "true"));
    manager.put(&path(1), &until("2026-12-16")).await.assert_problem(409, "id_reused");
    let lifted = manager.put(&path(2), &until(" ")).await;
    assert_eq!((lifted.status, &lifted.json()["held_until"]), (201, &json!(null)));
    assert_eq!(server.number("SELECT count(*) FROM account_hold").await, 2);
    let log = audited(&server, "account_hold").await;
    let expected = [
        ("A".to_owned(), json!({ "before": null, "after": "2026-12-15" })),
        ("A".to_owned(), json!({ "before": "2026-12-15", "after": null })),
    ];
    assert_eq!(log, expected);
}

#[tokio::test]
async fn what_is_wrong_is_refused() {
    let server = set_up().await;
    let admin = server.admin().await;
    for (day, code) in [("2026-02-30", "not_a_date"), ("2037-01-01", "too_many_days")] {
        assert_faults(&admin.put(&path(1), &until(day)).await, &[("/until", code)]);
    }
    for account in ["S", "NOPE"] {
        let body = json!({ "account": account, "until": "2026-12-15" });
        admin.put(&path(1), &body).await.assert_problem(404, "not_found");
    }
    let technician = server.signed_in(Role::FieldTechnician).await;
    technician.put(&path(1), &until("2026-12-15")).await.assert_problem(403, "role_may_not");
    assert_eq!(server.number("SELECT count(*) FROM account_hold").await, 0);
    assert_eq!(server.number("SELECT count(*) FROM account WHERE held_until IS NOT NULL").await, 0);
}

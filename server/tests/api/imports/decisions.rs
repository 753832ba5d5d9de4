//! An import never undoes what was decided here.

use serde_json::json;

use super::{account, assert_whole, bring_in, contract, put_as, refused, start, unit};
use crate::support::{Actor, TestServer, submission};

const ID: &str = "01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";

/// An account with a contract and a unit, in default since a while.
async fn in_default(admin: &Actor<'_>, id: &str) {
    bring_in(admin, id).await;
    let mut row = account(id);
    row["paid_until"] = json!("2026-06-01");
    row["defaulted_on"] = json!("2026-07-02");
    put_as(admin, "accounts", json!([row]), "changed").await;
}

async fn written_off(server: &TestServer, admin: &Actor<'_>, id: &str) {
    in_default(admin, id).await;
    let pending = "SELECT count(*) FROM pending_action WHERE status = 'pending'";
    assert_eq!(server.number(pending).await, 1);
    let file = submission(admin, id).await;
    let reply = admin.put(&format!("/api/bulk-write-offs/{ID}"), &file).await;
    assert_eq!(reply.json()["summary"]["written_off"], 1, "{}", reply.text());
}

#[tokio::test]
async fn what_was_written_off_stays_so() {
    let server = start().await;
    let admin = server.admin().await;
    written_off(&server, &admin, "K-1").await;
    let mut reopened = contract("C-K-1", "K-1");
    let said = refused(&admin, "contracts", reopened.clone()).await;
    assert!(said.ends_with("written_off"), "{said}");
    reopened["status"] = json!("terminated");
    let said = refused(&admin, "contracts", reopened).await;
    assert!(said.ends_with("written_off"), "{said}");
    let said = refused(&admin, "units", unit("C-K-1", "CU-NEW-1")).await;
    assert_eq!(said, "contract lost");
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_is_lost_does_not_come_back_under_another_contract() {
    let server = start().await;
    let admin = server.admin().await;
    written_off(&server, &admin, "K-1").await;
    bring_in(&admin, "K-2").await;
    assert_eq!(refused(&admin, "units", unit("C-K-2", "CU-K-1")).await, "cu_number lost");
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_payments_moved_is_not_moved_by_an_import() {
    let server = start().await;
    let admin = server.admin().await;
    bring_in(&admin, "K-1").await;
    let payment = json!({
        "payment": "P-1", "account": "K-1", "paid_on": "2026-11-20", "amount": "3.00",
        "channel": "cash",
    });
    put_as(&admin, "payments", json!([payment]), "created").await;
    let mut moved = account("K-1");
    moved["paid_until"] = json!("2026-12-31");
    let said = refused(&admin, "accounts", moved).await;
    assert_eq!(said, "paid_until paid_until_follows_payments");
    let mut other = payment;
    other["amount"] = json!("4.00");
    let said = refused(&admin, "payments", other).await;
    assert!(said.ends_with("payment_differs"), "{said}");
    assert_whole(&server).await;
}

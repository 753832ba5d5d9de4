//! What changed since the preview is not written off, and nothing that was not shown is tried.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Account, TestServer, submission};

/// Previews C and D, lets something happen to C, and submits.
async fn submit_after(statement: &str) -> (TestServer, Value) {
    let server = TestServer::start().await;
    server
        .add(&[Account::defaulted("C", 100).with_contracts(2), Account::defaulted("D", 100)])
        .await;
    let operation = {
        let admin = server.admin().await;
        let body = submission(&admin, "C\nD").await;
        server.execute(statement).await.unwrap();
        let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
        let reply = admin.put(&path, &body).await;
        assert_eq!(reply.status, 201, "{}", reply.json());
        reply.json()
    };
    (server, operation)
}

#[tokio::test]
async fn each_change_keeps_the_account_from_being_written_off_and_is_told() {
    for (statement, expected) in [
        ("UPDATE account SET state = 'normal' WHERE account_id = 'C'", json!(["state"])),
        ("UPDATE account SET defaulted_on = '2026-08-14' WHERE account_id = 'C'", json!(["state"])),
        ("UPDATE contract SET status = 'finished' WHERE id = 1", json!(["contracts"])),
        (
            "UPDATE held_product SET quantity = 2 WHERE contract = 2 AND product = 2",
            json!(["products_held"]),
        ),
        ("DELETE FROM held_product WHERE contract = 2 AND product = 2", json!(["products_held"])),
        ("UPDATE contract SET principal_balance = 99999 WHERE id = 2", json!(["balance"])),
        ("UPDATE contract SET tax_balance = 8001 WHERE id = 2", json!(["balance"])),
        (
            "UPDATE pending_action SET status = 'done', done_at = '2026-11-21T08:59:59.000Z' WHERE account = 'C'",
            json!(["pending_repossession"]),
        ),
    ] {
        let (server, operation) = submit_after(statement).await;
        let [changed, unchanged] = [&operation["outcomes"][0], &operation["outcomes"][1]];
        assert_eq!(changed["outcome"], "changed_since_preview", "{statement}");
        assert_eq!(changed["changed"], expected, "{statement}");
        assert_eq!(unchanged["outcome"], "written_off", "{statement}");
        let written_off = server.texts("SELECT account FROM repossession").await;
        assert_eq!(written_off, ["D"], "{statement}");
        let stays = server
            .number("SELECT count(*) FROM account WHERE account_id = 'C' AND state = 'inactive'")
            .await;
        assert_eq!(stays, 0, "{statement}");
    }
}

#[tokio::test]
async fn what_does_not_matter_does_not_keep_it() {
    for (statement, happened) in [
        ("UPDATE customer SET phone = '1' WHERE id = 1", "FROM customer WHERE phone = '1'"),
        ("UPDATE account SET centre = 2 WHERE account_id = 'C'", "FROM account WHERE centre = 2"),
        ("UPDATE contract SET paid = 777 WHERE id = 1", "FROM contract WHERE paid = 777"),
    ] {
        let (server, operation) = submit_after(statement).await;
        let changed = server.number(&format!("SELECT count(*) {happened}")).await;
        assert_eq!(changed, 1, "{statement}");
        assert_eq!(operation["summary"]["written_off"], 2, "{statement}");
    }
}

#[tokio::test]
async fn what_was_not_shown_as_eligible_is_not_tried() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("C", 100), Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let mut body = submission(&admin, "C\nD").await;
    body["seen"].as_array_mut().unwrap().remove(0);
    let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    let operation = admin.put(&path, &body).await.json();
    assert_eq!(operation["outcomes"][0]["outcome"], "changed_since_preview");
    assert_eq!(operation["outcomes"][0]["changed"], json!(["became_eligible"]));
    assert_eq!(server.texts("SELECT account FROM repossession").await, ["D"]);
}

#[tokio::test]
async fn an_account_that_another_operation_has_taken_is_not_taken_twice() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("C", 100), Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let both = submission(&admin, "C\nD").await;
    let one = submission(&admin, "D").await;
    let submit = async |number: u128, body: &Value| {
        let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(number));
        admin.put(&path, body).await.json()
    };
    assert_eq!(submit(1, &one).await["summary"]["written_off"], 1);
    let second = submit(2, &both).await;
    assert_eq!(second["outcomes"][0]["outcome"], "written_off");
    assert_eq!(second["outcomes"][1]["outcome"], "changed_since_preview");
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 2);
}

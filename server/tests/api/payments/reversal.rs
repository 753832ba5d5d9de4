//! `PUT /api/payments/{id}/reversal`.

use domain::role::Role;
use serde_json::json;
use uuid::Uuid;

use super::{account, assert_whole, booked, contracts, late, pay, payment, reverse};
use crate::support::{Account, TestServer, submission};

#[tokio::test]
async fn a_reversal_undoes_what_the_payment_did_and_a_second_one_nothing() {
    let server = TestServer::start().await;
    server.add(&[late("L", "2026-11-10")]).await;
    let admin = server.admin().await;
    pay(&admin, "QX7", &payment("L", "2026-11-20", 1_250)).await;
    let reply = reverse(&admin, "QX7").await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(reply.json()["reversed_on"], "2026-11-21");
    // The state is left to the next daily run.
    assert_eq!(account(&server, "L").await, "normal 2026-11-10 0 0");
    assert_eq!(contracts(&server).await, ["active 5000 200 800 0"]);
    assert_eq!(booked(&server, 2).await, ["3 reversal receivables clearing_mobile_money 1250"]);
    let again = reverse(&admin, "QX7").await;
    assert_eq!((again.status, again.json()), (201, reply.json()));
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(server.number("SELECT count(*) FROM payment").await, 2);
    let log = "SELECT count(*) FROM audit_row WHERE action = 'payment_reversal'";
    assert_eq!(server.number(log).await, 1);
    // The payment itself was recorded: sending it again does nothing.
    let paid = pay(&admin, "QX7", &payment("L", "2026-11-20", 1_250)).await;
    assert_eq!(paid.header("idempotent-replayed"), "true");
    let history = admin.get("/api/accounts/L").await.json();
    assert_eq!(history["payments_in_all"], 1);
    assert_eq!(history["history"][0]["what"], "payment_reversed");
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_a_reversal_brings_back_of_a_written_off_contract_is_written_off() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100).owing([950, 50, 100], 100)]).await;
    let admin = server.admin().await;
    pay(&admin, "QX7", &payment("D", "2026-11-01", 200)).await;
    let body = submission(&admin, "D").await;
    let operation = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    assert_eq!(admin.put(&operation, &body).await.json()["summary"]["written_off"], 1);
    assert_eq!(reverse(&admin, "QX7").await.status, 201);
    assert_eq!(
        booked(&server, 3).await,
        [
            "4 reversal receivables clearing_mobile_money 200",
            "5 write_off tax_liability receivables 100",
            "5 write_off write_off_expense receivables 100",
        ]
    );
    let page = admin.get("/api/accounts/D").await.json();
    assert_eq!(page["lost"], json!({ "principal": 950, "fees": 50, "tax": 100 }));
    assert_eq!((&page["state"], &page["balance"]["principal"]), (&json!("inactive"), &json!(0)));
    assert_eq!(contracts(&server).await, ["terminated 0 0 0 0"]);
    assert_whole(&server).await;
}

#[tokio::test]
async fn a_recovery_and_a_deposit_are_taken_back_too() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100).owing([900, 50, 100], 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    let operation = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    admin.put(&operation, &body).await;
    pay(&admin, "R1", &payment("D", "2026-11-21", 1_100)).await;
    assert_eq!(reverse(&admin, "R1").await.status, 201);
    assert_eq!(account(&server, "D").await, "inactive 0 0");
    let page = admin.get("/api/accounts/D").await.json();
    assert_eq!(page["recovered"], json!({ "principal": 0, "fees": 0, "tax": 0 }));
    assert_whole(&server).await;
}

#[tokio::test]
async fn only_what_was_paid_here_is_taken_back_and_only_by_the_back_office() {
    let server = TestServer::start().await;
    server.add(&[late("L", "2026-11-10")]).await;
    let admin = server.admin().await;
    pay(&admin, "QX7", &payment("L", "2026-11-20", 1_250)).await;
    assert_eq!(reverse(&admin, "QX8").await.status, 404);
    assert_eq!(reverse(&server.stranger().await, "QX7").await.status, 404);
    assert_eq!(reverse(&server.signed_in(Role::CallCentreAdvanced).await, "QX7").await.status, 403);
    assert_eq!(server.number("SELECT count(*) FROM payment").await, 1);
}

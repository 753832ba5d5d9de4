//! `PUT /api/payments/{id}`.

use domain::account::{AccountState, ContractStatus};
use domain::role::Role;
use serde_json::json;
use uuid::Uuid;

use super::{account, assert_whole, booked, contracts, late, pay, payment};
use crate::suite::repossession;
use crate::support::{Account, TestServer, submission};

#[tokio::test]
async fn a_payment_goes_to_fees_then_tax_then_principal_and_makes_the_account_normal() {
    let server = TestServer::start().await;
    server.add(&[late("L", "2026-11-10")]).await;
    let manager = server.signed_in(Role::BackOfficeManagement).await;
    let reply = pay(&manager, "QX7", &payment("l", "2026-11-20", 1_250)).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(
        reply.json(),
        json!({
            "number": 1,
            "id": "QX7",
            "account": "L",
            "paid_on": "2026-11-20",
            "booked_on": "2026-11-21",
            "amount": 1_250,
            "channel": "mobile_money",
            "recorded_at": "2026-11-21T09:00:00.000Z",
            "recorded_by": "The Back Office Management",
            "recovery": false,
            "before_write_off": false,
            "reversed_on": null,
            "parts": [{
                "contract": 1,
                "of": "balance",
                "amount": { "principal": 250, "fees": 200, "tax": 800 },
            }],
            "deposit": 0,
            "days": 12,
            "paid_until": "2026-11-22",
        })
    );
    assert_eq!(account(&server, "L").await, "normal 2026-11-22 50 0");
    assert_eq!(contracts(&server).await, ["active 4750 0 0 1050"]);
    assert_eq!(booked(&server, 1).await, ["2 payment clearing_mobile_money receivables 1250"]);
    let log = "SELECT action || ' ' || account || ' ' || user_name FROM audit_row
                WHERE action = 'payment'";
    assert_eq!(server.texts(log).await, ["payment L back_office_management"]);
    let page = manager.get("/api/accounts/L").await.json();
    assert_eq!(page["payments"], json!([reply.json()]));
    assert_eq!((&page["credit"], &page["contracts"][0]["daily_rate"]), (&json!(50), &json!(100)));
    assert_whole(&server).await;
}

#[tokio::test]
async fn the_same_payment_again_does_nothing_and_another_one_under_its_id_is_refused() {
    let server = TestServer::start().await;
    server.add(&[late("L", "2026-11-10"), late("M", "2026-11-10")]).await;
    let admin = server.admin().await;
    let first = pay(&admin, "QX7", &payment("L", "2026-11-20", 1_250)).await;
    let again = pay(&admin, "QX7", &payment(" l ", "2026-11-20", 1_250)).await;
    assert_eq!((again.status, again.json()), (201, first.json()));
    assert_eq!(again.header("idempotent-replayed"), "true");
    for other in [
        payment("L", "2026-11-20", 1_251),
        payment("L", "2026-11-19", 1_250),
        payment("M", "2026-11-20", 1_250),
        json!({ "account": "L", "paid_on": "2026-11-20", "amount": 1_250, "channel": "cash" }),
    ] {
        let refused = pay(&admin, "QX7", &other).await;
        assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("id_reused")));
    }
    assert_eq!(server.number("SELECT count(*) FROM payment").await, 1);
    // Identifiers of providers keep their case.
    assert_eq!(pay(&admin, "qx7", &payment("L", "2026-11-20", 50)).await.status, 201);
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_cannot_be_a_payment_is_refused_at_its_field() {
    let server = TestServer::start().await;
    let finished = Account::in_state("F", AccountState::Finished, ContractStatus::Finished);
    server.add(&[late("L", "2026-11-10"), finished.owing([0, 0, 0], 100)]).await;
    let admin = server.admin().await;
    for (told, place, code) in [
        (payment("L", "2026-11-22", 5), "/paid_on", "in_the_future"),
        (payment("L", "2026-02-30", 5), "/paid_on", "not_a_date"),
        (payment("L", "2026-11-20", 0), "/amount", "amount_not_positive"),
        (payment("L", "2026-11-20", -5), "/amount", "amount_not_positive"),
        (payment("L", "2026-11-20", 1_000_000_000_001), "/amount", "amount_too_large"),
        // More days than the calendar has.
        (payment("L", "2026-11-20", 1_000_000_000_000), "/account", "paid_until_too_late"),
        (payment("F", "2026-11-20", 5), "/account", "nothing_to_pay"),
        (payment("a b", "2026-11-20", 5), "/account", "malformed_account_id"),
        (
            json!({ "account": "L", "paid_on": "2026-11-20", "amount": "1.5", "channel": "cash" }),
            "/amount",
            "not_an_amount",
        ),
        (
            json!({ "account": "L", "paid_on": "2026-11-20", "amount": 5, "channel": "cheque" }),
            "/channel",
            "unknown_channel",
        ),
    ] {
        let reply = pay(&admin, "A", &told).await;
        let problem = reply.json();
        assert_eq!(reply.status, 422, "{told}: {problem}");
        assert_eq!(problem["errors"][0]["place"], place, "{told}: {problem}");
        assert_eq!(problem["errors"][0]["code"], code, "{told}: {problem}");
    }
    let nobody = pay(&admin, "A", &payment("X", "2026-11-20", 5)).await;
    assert_eq!((nobody.status, &nobody.json()["code"]), (404, &json!("not_found")));
    let long = "x".repeat(65);
    assert_eq!(pay(&admin, &long, &payment("L", "2026-11-20", 5)).await.status, 422);
    assert_eq!(server.number("SELECT count(*) FROM payment").await, 0);
    let stranger = server.stranger().await;
    assert_eq!(pay(&stranger, "A", &payment("L", "2026-11-20", 5)).await.status, 404);
}

#[tokio::test]
async fn only_the_back_office_records_payments() {
    let server = TestServer::start().await;
    server.add(&[late("L", "2026-11-10")]).await;
    for role in Role::ALL {
        let may = matches!(role, Role::Admin | Role::BackOfficeManagement);
        let actor = server.signed_in(role).await;
        let id = role.code();
        let expected = if may { 201 } else { 403 };
        assert_eq!(pay(&actor, id, &payment("L", "2026-11-20", 5)).await.status, expected, "{id}");
        let expected = if may { 200 } else { 403 };
        assert_eq!(actor.get("/api/payments").await.status, expected, "{id}");
    }
}

#[tokio::test]
async fn what_is_paid_after_a_write_off_is_a_recovery_and_at_most_what_was_lost() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100).owing([900, 50, 100], 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    let operation = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    assert_eq!(admin.put(&operation, &body).await.json()["summary"]["written_off"], 1);
    let paid = pay(&admin, "R1", &payment("D", "2026-11-21", 500)).await.json();
    assert_eq!((&paid["recovery"], &paid["before_write_off"]), (&json!(true), &json!(false)));
    // It was paid before the customer was written off.
    let paid = pay(&admin, "R2", &payment("D", "2026-11-20", 600)).await.json();
    assert_eq!((&paid["before_write_off"], &paid["deposit"]), (&json!(true), &json!(50)));
    assert_eq!(pay(&admin, "R3", &payment("D", "2026-11-21", 70)).await.json()["deposit"], 70);
    assert_eq!(
        booked(&server, 2).await,
        [
            "3 recovery clearing_mobile_money recovery_income 400",
            "3 recovery clearing_mobile_money tax_liability 100",
            "4 recovery clearing_mobile_money recovery_income 550",
            "4 recovery clearing_mobile_money customer_deposits 50",
            "5 recovery clearing_mobile_money customer_deposits 70",
        ]
    );
    assert_eq!(account(&server, "D").await, "inactive 0 120");
    assert_eq!(contracts(&server).await, ["terminated 0 0 0 0"]);
    let page = admin.get("/api/accounts/D").await.json();
    assert_eq!(page["lost"], json!({ "principal": 900, "fees": 50, "tax": 100 }));
    assert_eq!(page["recovered"], page["lost"]);
    assert_whole(&server).await;
}

#[tokio::test]
async fn what_is_paid_after_a_repossession_is_a_recovery_of_what_was_lost() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100).owing([4_000, 300, 700], 100)]).await;
    server.execute("INSERT INTO product_value VALUES (1, 'used', 2500)").await.unwrap();
    let technician = server.signed_in(Role::FieldTechnician).await;
    let form = repossession::form(&technician, "D").await;
    assert_eq!(technician.put(&repossession::path(1), &form).await.status, 201);
    assert_eq!(
        booked(&server, 1).await,
        [
            "2 repossession repossessed_stock receivables 2500",
            "2 repossession tax_liability receivables 700",
            "2 repossession loss_on_repossession receivables 1800",
        ]
    );
    let admin = server.admin().await;
    let paid = pay(&admin, "R1", &payment("D", "2026-11-21", 2_000)).await.json();
    assert_eq!(paid["parts"][0]["amount"], json!({ "principal": 1_000, "fees": 300, "tax": 700 }));
    let paid = pay(&admin, "R2", &payment("D", "2026-11-21", 700)).await.json();
    assert_eq!((&paid["recovery"], &paid["deposit"]), (&json!(true), &json!(200)));
    assert_eq!(account(&server, "D").await, "defaulted 0 200");
    assert_whole(&server).await;
}

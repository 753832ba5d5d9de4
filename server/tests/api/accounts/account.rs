//! `GET /api/accounts/{id}`: everything about an account.

use domain::role::Role;
use serde_json::json;

use crate::suite::repossession::{form, path};
use crate::support::{Account, TestServer};

#[tokio::test]
async fn the_page_has_everything() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100).of("Achieng Odhiambo", "+254 712 345 678")]).await;
    let statements = [
        "INSERT INTO control_unit (contract, cu_number, product, company) VALUES (1, 'CU0001', 1, 1)",
        "INSERT INTO failed_attempt (company, account, pending_action, attempted_on, reason,
             promised_on, recorded_by, recorded_at)
         VALUES (1, 'D', 1, '2026-09-01', 'promised_to_pay', '2026-09-10', 4,
                 '2026-09-01T10:00:00.000Z')",
    ];
    for statement in statements {
        server.execute(statement).await.unwrap();
    }
    let admin = server.admin().await;
    for (id, paid_on, amount) in [("MP1", "2026-07-01", 5_000), ("R2", "2026-07-03", 7_000)] {
        let payment =
            json!({ "account": "D", "paid_on": paid_on, "amount": amount, "channel": "cash" });
        assert_eq!(admin.put(&format!("/api/payments/{id}"), &payment).await.status, 201);
    }
    let basic = server.signed_in(Role::Basic).await;
    let reply = basic.get("/api/accounts/d").await;
    assert_eq!(reply.status, 200, "{}", reply.json());
    let account = reply.json();
    for (pointer, expected) in [
        ("/account", json!("D")),
        ("/state", json!("defaulted")),
        ("/days_since_default", json!(100)),
        (
            "/customer",
            json!({ "name": "Achieng Odhiambo", "class": "residential", "phone": "+254 712 345 678" }),
        ),
        ("/centre/name", json!("Kisumu")),
        ("/balance", json!({ "principal": 96_500, "fees": 0, "tax": 0 })),
        ("/contracts/0/status", json!("active")),
        ("/contracts/0/cu_numbers", json!(["CU0001"])),
        (
            "/contracts/0/products/1",
            json!({ "product": 2, "name": "Lamp", "delivered": 3, "held": 3, "returned": 0, "lost": 0 }),
        ),
        ("/payments/0/amount", json!(7_000)),
        ("/payments_in_all", json!(2)),
        ("/actions/0/status", json!("pending")),
        ("/failed_attempts_since_default", json!(1)),
        ("/attempts/0/promised_on", json!("2026-09-10")),
        ("/attempts/0/recorded_by", json!("The Field Technician")),
        ("/repossessions", json!([])),
        ("/standing/repossession_pending_since", json!("2026-08-13")),
    ] {
        assert_eq!(account.pointer(pointer), Some(&expected), "{pointer}");
    }
    let history: Vec<(&str, &str)> = account["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["what"].as_str().unwrap(), entry["at"].as_str().unwrap()))
        .collect();
    assert_eq!(
        history,
        [
            ("attempt_failed", "2026-09-01T10:00:00.000Z"),
            ("defaulted", "2026-08-13T02:00:00.000Z"),
            ("paid", "2026-07-03"),
            ("paid", "2026-07-01"),
            ("contract_signed", "2025-10-17"),
        ]
    );
}

#[tokio::test]
async fn what_became_of_it_is_told_with_who_and_when() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let technician = server.signed_in(Role::FieldTechnician).await;
    let body = form(&technician, "D").await;
    assert_eq!(technician.put(&path(1), &body).await.status, 201);
    let account = technician.get("/api/accounts/D").await.json();
    for (pointer, expected) in [
        ("/state", json!("defaulted")),
        ("/contracts/0/status", json!("terminated")),
        ("/balance", json!({ "principal": 0, "fees": 0, "tax": 0 })),
        (
            "/contracts/0/products/1",
            json!({ "product": 2, "name": "Lamp", "delivered": 3, "held": 0, "returned": 2, "lost": 1 }),
        ),
        ("/actions/0/status", json!("done")),
        ("/repossessions/0/recorded_by", json!("The Field Technician")),
        ("/repossessions/0/lines/1/returned", json!(2)),
        ("/repossessions/0/write_off", json!(null)),
        ("/history/0/what", json!("repossessed")),
        ("/history/0/by", json!("The Field Technician")),
    ] {
        assert_eq!(account.pointer(pointer), Some(&expected), "{pointer}");
    }
}

#[tokio::test]
async fn another_companys_account_does_not_exist() {
    let server = TestServer::start().await;
    server.add_elsewhere(&[Account::defaulted("S", 100)]).await;
    let admin = server.admin().await;
    for account in ["S", "NOPE"] {
        admin.get(&format!("/api/accounts/{account}")).await.assert_problem(404, "not_found");
    }
    let stranger = server.stranger().await;
    assert_eq!(stranger.get("/api/accounts/S").await.status, 200);
    for account in ["a%20b", "%2F", "a%2Fb", &"A".repeat(33)] {
        admin
            .get(&format!("/api/accounts/{account}"))
            .await
            .assert_problem(400, "malformed_request");
    }
}

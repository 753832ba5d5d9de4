//! What recording a repossession does, row by row.

use domain::role::Role;
use serde_json::{Value, json};

use super::{form, path, staff, ticked};
use crate::support::{Account, TestServer};

#[tokio::test]
async fn what_came_back_goes_to_the_centre_and_the_rest_is_lost() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100).elsewhere()]).await;
    server.execute("INSERT INTO product_value VALUES (1, 'used', 30000)").await.unwrap();
    let technician = server.signed_in(Role::FieldTechnician).await;
    let body = form(&technician, "D").await;
    let reply = technician.put(&path(1), &body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(
        reply.json(),
        json!({
            "number": 1,
            "account": "D",
            "date": "2026-11-20",
            "completed_by": "The Field Technician",
            "recorded_by": "The Field Technician",
            "recorded_at": "2026-11-21T09:00:00.000Z",
            "cu_number": "CU0001234",
            "product_condition": "used",
            "lines": [
                { "contract": 1, "product": 1, "name": "Solar home system", "held": 1, "returned": 1 },
                { "contract": 1, "product": 2, "name": "Lamp", "held": 3, "returned": 2 },
            ],
            "write_off": null,
        })
    );
    assert_eq!(server.texts("SELECT state FROM account").await, ["defaulted"]);
    let contract = "SELECT status || ' ' || principal_balance || ' ' || fees_balance || ' ' || tax_balance FROM contract";
    assert_eq!(server.texts(contract).await, ["terminated 0 0 0"]);
    assert_eq!(server.texts("SELECT status FROM pending_action").await, ["done"]);
    assert_eq!(server.number("SELECT count(*) FROM held_product").await, 0);
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 0);
    let moves = "SELECT f.kind || ' to ' || t.kind || ' ' || coalesce(CAST(t.centre AS text), '-') || ' ' || product || ' ' || quantity || ' ' || moved_on
                   FROM stock_move
                   JOIN location AS f ON f.id = from_location JOIN location AS t ON t.id = to_location
                  ORDER BY stock_move.id";
    assert_eq!(
        server.texts(moves).await,
        [
            "customer to lost - 2 1 2026-11-20",
            "customer to fulfilment_centre 2 1 1 2026-11-20",
            "customer to fulfilment_centre 2 2 2 2026-11-20",
        ]
    );
    let stock = "SELECT kind || ' ' || product || ' ' || quantity FROM stock
                   JOIN location ON location.id = stock.location ORDER BY 1";
    assert_eq!(
        server.texts(stock).await,
        ["fulfilment_centre 1 1", "fulfilment_centre 2 2", "lost 2 1"]
    );
    let journal = "SELECT debit || ' ' || credit || ' ' || amount FROM journal_posting WHERE entry > 1 ORDER BY 1";
    assert_eq!(
        server.texts(journal).await,
        [
            "loss_on_repossession receivables 70500",
            "repossessed_stock receivables 30000",
            "tax_liability receivables 8000",
        ]
    );
    let entry =
        "SELECT booked_on || ' ' || repossession || ' ' || cause FROM journal_entry WHERE id > 1";
    assert_eq!(server.texts(entry).await, ["2026-11-21 1 repossession"]);
    let log = "SELECT action || ' ' || account || ' ' || user_name FROM audit_row WHERE operation IS NOT NULL";
    assert_eq!(server.texts(log).await, ["repossession D field_technician"]);
    // The account is found by what came back from now on.
    let found = technician.get("/api/accounts?q=CU0001234").await.json();
    assert_eq!(found["accounts"][0]["account"], "D");
}

#[tokio::test]
async fn the_tick_writes_the_customer_off() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100).with_contracts(2)]).await;
    let manager = server.signed_in(Role::BackOfficeManagement).await;
    let body = ticked(&manager, "D").await;
    let reply = manager.put(&path(1), &body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    let record = reply.json();
    assert_eq!(
        record["write_off"],
        json!({
            "method": "personal",
            "operation": null,
            "process": null,
            "amount": { "principal": 200_000, "fees": 1_000, "tax": 16_000 },
        })
    );
    assert_eq!(record["product_condition"], "nothing_recovered");
    assert_eq!(
        (record["completed_by"].as_str(), record["recorded_by"].as_str()),
        (Some("The Admin"), Some("The Back Office Management"))
    );
    assert_eq!(server.texts("SELECT state FROM account").await, ["inactive"]);
    assert_eq!(server.texts("SELECT status FROM contract").await, ["terminated"; 2]);
    let account = manager.get("/api/accounts/D").await.json();
    assert_eq!(account["history"][0]["what"], "written_off");
    assert_eq!(account["history"][0]["method"], "personal");
    let log = "SELECT action FROM audit_row WHERE operation IS NOT NULL";
    assert_eq!(server.texts(log).await, ["account_write_off"]);
}

/// The rows that a write-off leaves, without numbers and times.
async fn rows(server: &TestServer) -> Vec<String> {
    let mut rows = Vec::new();
    for query in [
        "SELECT account || repossessed_on || completed_by || product_condition FROM repossession",
        "SELECT contract || ' ' || product || ' ' || held || ' ' || returned FROM repossession_line",
        "SELECT method FROM write_off",
        "SELECT debit || credit || amount FROM journal_posting WHERE entry > 1 ORDER BY 1",
        "SELECT state FROM account",
    ] {
        rows.extend(server.texts(query).await);
    }
    rows
}

#[tokio::test]
async fn returning_nothing_is_the_same_act() {
    let mut left: Vec<Vec<String>> = Vec::new();
    for by_tick in [true, false] {
        let server = TestServer::start().await;
        server.add(&[Account::defaulted("D", 100)]).await;
        let admin = server.admin().await;
        let mut body = ticked(&admin, "D").await;
        if !by_tick {
            body["write_off"] = json!(false);
            body["product_condition"] = json!("used");
            body["returned"] = json!([
                { "contract": 1, "product": 1, "quantity": 0 },
                { "contract": 1, "product": 2, "quantity": "0" },
            ]);
        }
        let reply = admin.put(&path(1), &body).await;
        assert_eq!(reply.status, 201, "{}", reply.json());
        left.push(rows(&server).await);
    }
    assert_eq!(left[0], left[1]);
    assert!(left[0].contains(&"inactive".to_owned()), "{left:?}");
}

#[tokio::test]
async fn a_retry_gets_the_first_answer_and_does_nothing() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = ticked(&admin, "D").await;
    let tasks: Vec<_> = (0..10)
        .map(|_| tokio::spawn(admin.request(http::Method::PUT, &path(1)).json(&body).send()))
        .collect();
    let mut answers: Vec<Value> = Vec::new();
    let mut replayed = 0;
    for task in tasks {
        let response = task.await.unwrap().unwrap();
        assert_eq!(response.status(), 201);
        replayed += usize::from(response.headers().contains_key("idempotent-replayed"));
        answers.push(response.json().await.unwrap());
    }
    assert_eq!(replayed, 9);
    assert!(answers.iter().all(|answer| answer == &answers[0]));
    assert_eq!(server.number("SELECT count(*) FROM repossession").await, 1);
    let mut other = body.clone();
    other["cu_number"] = json!("CU9");
    let problem = admin.put(&path(1), &other).await;
    problem.assert_problem(409, "id_reused");
    // The same answer even where another would no longer be admitted.
    server.execute("UPDATE app_user SET role = 'sales' WHERE user_name = 'admin'").await.unwrap();
    let again = admin.put(&path(1), &body).await;
    assert_eq!(again.json(), answers[0]);
    assert!(staff(&admin, "sales").await.is_i64());
}

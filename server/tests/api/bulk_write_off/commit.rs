//! `PUT /api/bulk-write-offs/{id}`: what a commit does, row by row.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::account::{AccountState, ContractStatus};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::database::TestDatabase;
use crate::support::{Account, TestServer, submission};

const ID: Uuid = Uuid::from_u128(42);

fn path() -> String {
    format!("/api/bulk-write-offs/{ID}")
}

#[tokio::test]
async fn everything_that_a_write_off_is_happens_at_once() {
    let server = TestServer::start().await;
    server
        .add(&[Account::defaulted("D", 100).with_contracts(2), Account::paid_since("P", 200)])
        .await;
    let admin = server.admin().await;
    let body = submission(&admin, "D\nP").await;
    let reply = admin.put(&path(), &body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(reply.header("location"), path());

    let told =
        server.texts("SELECT account_id || ' ' || state FROM account ORDER BY account_id").await;
    assert_eq!(told, ["D inactive", "P inactive"]);
    let told = server
        .texts("SELECT status || ' ' || principal_balance || ' ' || fees_balance || ' ' || tax_balance FROM contract")
        .await;
    assert_eq!(told, ["terminated 0 0 0"; 3]);
    assert_eq!(server.number("SELECT count(*) FROM held_product").await, 0);
    let done_at = TestDatabase::instant("done_at");
    let told = server
        .texts(&format!("SELECT account || ' ' || status || ' ' || {done_at} FROM pending_action"))
        .await;
    assert_eq!(told, ["D done 2026-11-21T09:00:00.000Z", "P done 2026-11-21T09:00:00.000Z"]);
    let told = server
        .texts(
            "SELECT account || ' ' || repossessed_on || ' ' || product_condition || ' ' ||
                    app_user.user_name || ' ' || pending_action
               FROM repossession JOIN app_user ON app_user.id = completed_by",
        )
        .await;
    let expected =
        ["D 2026-11-21 nothing_recovered admin 1", "P 2026-11-21 nothing_recovered admin 2"];
    assert_eq!(told, expected);
    let told = server.texts("SELECT contract || ' ' || product || ' ' || held || ' ' || returned FROM repossession_line").await;
    assert_eq!(told, ["1 1 1 0", "1 2 3 0", "2 1 1 0", "2 2 3 0", "3 1 1 0", "3 2 3 0"]);
    let told = server.texts("SELECT method || ' ' || operation FROM write_off").await;
    assert_eq!(told, ["bulk 1", "bulk 1"]);
    let told = server
        .texts("SELECT contract || ' ' || write_off || ' ' || principal || ' ' || fees || ' ' || tax FROM write_off_contract")
        .await;
    assert_eq!(told, ["1 1 100000 500 8000", "2 1 100000 500 8000", "3 2 100000 500 8000"]);
}

#[tokio::test]
async fn what_the_customer_held_is_lost_and_nothing_else_moves() {
    let server = TestServer::start().await;
    server
        .add(&[Account::defaulted("D", 100).with_contracts(2), Account::defaulted("E", 100)])
        .await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    admin.put(&path(), &body).await;
    let told = server
        .texts(
            "SELECT f.kind || ' to ' || t.kind || ' ' || contract || ' ' || product || ' ' ||
                    quantity || ' ' || moved_on
               FROM stock_move
               JOIN location AS f ON f.id = from_location
               JOIN location AS t ON t.id = to_location",
        )
        .await;
    let expected = [
        "customer to lost 1 1 1 2026-11-21",
        "customer to lost 1 2 3 2026-11-21",
        "customer to lost 2 1 1 2026-11-21",
        "customer to lost 2 2 3 2026-11-21",
    ];
    assert_eq!(told, expected);
    let lost = "SELECT product || ' ' || quantity FROM stock
                  JOIN location ON location.id = stock.location AND kind = 'lost'";
    assert_eq!(server.texts(lost).await, ["1 2", "2 6"]);
    assert_eq!(server.number("SELECT sum(quantity) FROM held_product").await, 4, "E's");

    let body = submission(&admin, "E").await;
    admin.put(&format!("/api/bulk-write-offs/{}", Uuid::from_u128(43)), &body).await;
    assert_eq!(server.texts(lost).await, ["1 3", "2 9"]);
}

#[tokio::test]
async fn the_loss_is_booked_and_balances() {
    let server = TestServer::start().await;
    server
        .add(&[Account::defaulted("D", 100).with_contracts(2), Account::defaulted("O", 100)])
        .await;
    server
        .execute("UPDATE contract SET principal_balance = 0, fees_balance = 0, tax_balance = 0 WHERE account = 'O'")
        .await
        .unwrap();
    let admin = server.admin().await;
    let body = submission(&admin, "D\nO").await;
    let reply = admin.put(&path(), &body).await.json();
    assert_eq!(reply["summary"]["written_off"], 2);
    let told = server
        .texts(
            "SELECT entry || ' ' || debit || ' ' || credit || ' ' || sum(amount) FROM journal_posting
              WHERE debit <> 'receivables' GROUP BY entry, debit, credit ORDER BY 1",
        )
        .await;
    // Who owed nothing has no entry.
    assert_eq!(
        told,
        ["2 tax_liability receivables 16000", "2 write_off_expense receivables 201000"]
    );
    let told = server
        .texts("SELECT booked_on || ' ' || repossession || ' ' || account FROM journal_entry WHERE repossession > 0")
        .await;
    assert_eq!(told, ["2026-11-21 1 D"]);
}

/// Every verdict that there is, in one file.
#[tokio::test]
async fn every_entry_has_an_outcome() {
    let server = TestServer::start().await;
    server
        .add(&[
            Account::defaulted("D", 100),
            Account::defaulted("E", 10),
            Account::paid_since("P", 200),
            Account::in_state("I", AccountState::Inactive, ContractStatus::Cancelled),
            Account::in_state("L", AccountState::Late, ContractStatus::Active),
        ])
        .await;
    server.add_elsewhere(&[Account::defaulted("S", 100)]).await;
    let admin = server.admin().await;
    let file = "D\nE\nP\nI\nL\nS\nX\nd\nno id\n1.23E+15";
    let mut body = submission(&admin, "D\nE\nP\nI\nL\nS\nX").await;
    body["file"] = json!(STANDARD.encode(file));
    body["early_acknowledged"] = json!(true);
    let reply = admin.put(&path(), &body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    let operation = reply.json();
    let summary = &operation["summary"];
    assert_eq!(
        (&summary["entries"], &summary["written_off"], &summary["failed"], &summary["amount"]),
        (&json!(10), &json!(3), &json!(7), &json!(325_500))
    );
    let outcomes: Vec<(u64, &str, &str)> = operation["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|outcome| {
            let text = |field: &str| outcome[field].as_str().unwrap();
            (outcome["line"].as_u64().unwrap(), text("account"), text("outcome"))
        })
        .collect();
    let expected = [
        (1, "D", "written_off"),
        (2, "E", "written_off"),
        (3, "P", "written_off"),
        (4, "I", "account_already_terminated"),
        (5, "L", "account_not_in_default"),
        (6, "S", "account_does_not_exist"),
        (7, "X", "account_does_not_exist"),
        (8, "D", "duplicate_entry"),
        (9, "no id", "malformed_account_id"),
        (10, "1.23E+15", "rounded_by_spreadsheet"),
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(operation["outcomes"][1]["early"], true);
    assert_eq!(operation["outcomes"][1]["days_since_default"], 10);
    assert_eq!(operation["outcomes"][4]["customer"], "Customer of L");
    assert_eq!(operation["outcomes"][5]["customer"], Value::Null);
    assert_eq!(operation["outcomes"][7]["first_line"], 1);
    assert_eq!(
        server
            .texts("SELECT account_id FROM account WHERE company = 2 AND state = 'defaulted'")
            .await,
        ["S"]
    );
}

#[tokio::test]
async fn the_operation_says_who_when_and_what_and_stays_as_it_was() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    let operation = admin.put(&path(), &body).await.json();
    let expected = json!({
        "id": ID,
        "number": 1,
        "committed_at": "2026-11-21T09:00:00.000Z",
        "today": "2026-11-21",
        "submitted_by": "The Admin",
        "file_name": "defaults.csv",
        "file_bytes": 1,
        // printf D | sha256sum
        "file_sha256": "3f39d5c348e5b79d06e842c114e6cc571583bbf44e4b0ebfda1a01ec05745d43",
        "entries": 1,
        "written_off": 1,
            "started": 0,
            "kind": "write_off",
            "control": null,
        "failed": 0,
        "amount": 108_500,
        "currency": { "code": "KES", "minor_digits": 2 },
    });
    assert_eq!(operation["summary"], expected);
    server.execute("UPDATE customer SET name = 'Somebody else'").await.unwrap();
    assert_eq!(admin.get(&path()).await.json(), operation);
}

#[tokio::test]
async fn a_full_file_is_written_off() {
    let server = TestServer::start().await;
    let accounts = Account::many(2_000);
    server.add(&accounts).await;
    let file: Vec<&str> = accounts.iter().map(|account| account.id.as_str()).collect();
    let admin = server.admin().await;
    let body = submission(&admin, &file.join("\r\n")).await;
    let operation = admin.put(&path(), &body).await.json();
    assert_eq!(operation["summary"]["written_off"], 2_000);
    assert_eq!(server.number("SELECT count(*) FROM write_off_contract").await, 2_000);
    let booked = "SELECT sum(amount) FROM journal_posting WHERE credit = 'receivables'";
    assert_eq!(server.number(booked).await, 2_000 * 108_500);
    assert_eq!(server.number("SELECT count(*) FROM bulk_operation_outcome").await, 2_000);
}

#[tokio::test]
async fn operations_are_numbered_within_a_company() {
    let server = TestServer::start().await;
    server.add(&[Account::defaulted("D", 100), Account::defaulted("E", 100)]).await;
    server.add_elsewhere(&[Account::defaulted("D", 100)]).await;
    let (admin, stranger) = (server.admin().await, server.stranger().await);
    // The same id, too: ids are a company's own.
    for (actor, file, id, number) in
        [(&admin, "D", 1, 1), (&stranger, "D", 1, 1), (&admin, "E", 2, 2)]
    {
        let body = submission(actor, file).await;
        let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(id));
        let operation = actor.put(&path, &body).await.json();
        assert_eq!(operation["summary"]["number"], number, "{operation}");
        assert_eq!(operation["summary"]["written_off"], 1, "{operation}");
    }
}

//! Payments in files: the preview shows what is done.

use serde_json::{Value, json};

use super::super::imports::decisions::written_off;
use super::super::imports::{account, assert_whole, contract, put_as, start};
use super::{ID, OTHER_ID, commit, counts, previewed};
use crate::support::{Actor, TestServer};

const FILE: &[u8] = b"Payment ID,Account ID,Date,Amount,Channel\n\
                      P-1,K-1,2026-11-20,202.50,cash\n\
                      P-2,K-1,2026-11-20,1.00,cash\n\
                      P-3,K-2,2026-11-20,50.00,cash\n\
                      P-4,K-3,2026-11-20,50.00,cash\n";

/// K-1 owes 202.50, K-2 nothing, and K-3 is paid until the last day of the calendar.
async fn company() -> TestServer {
    let server = start().await;
    let admin = server.admin().await;
    let mut last = account("K-3");
    last["paid_until"] = json!("9999-12-31");
    put_as(&admin, "accounts", json!([account("K-1"), account("K-2"), last]), "created").await;
    let mut finished = contract("C-2", "K-2");
    for field in ["principal", "fees", "tax"] {
        finished[field] = json!("0");
    }
    finished["status"] = json!("finished");
    let contracts = json!([contract("C-1", "K-1"), finished, contract("C-3", "K-3")]);
    put_as(&admin, "contracts", contracts, "created").await;
    drop(admin);
    server
}

/// Key, result, and the field and reason of the first refusal of each row.
async fn rows(actor: &Actor<'_>, id: &str) -> Vec<String> {
    let rows = actor.get(&format!("/api/imports/{id}/rows")).await.json();
    let said = |row: &Value| {
        let outcome = &row["outcome"];
        let refusal = &outcome["refusals"][0];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        [&outcome["key"], &outcome["result"], &refusal["field"], &refusal["reason"]]
            .map(text)
            .join(" ")
            .trim()
            .to_owned()
    };
    rows["rows"].as_array().unwrap().iter().map(said).collect()
}

#[tokio::test]
async fn a_preview_of_payments_shows_what_is_done() {
    let server = company().await;
    let admin = server.admin().await;
    let import = previewed(&admin, ID, "payments.csv", FILE).await;
    let expected = [
        "P-1 created",
        "P-2 refused account nothing_to_pay",
        "P-3 refused account nothing_to_pay",
        "P-4 refused account paid_until_too_late",
    ];
    assert_eq!(counts(&import), [1, 0, 0, 3], "{import}");
    assert_eq!(rows(&admin, ID).await, expected);
    let done = commit(&admin, ID, &import["shown"]).await;
    assert_eq!((done.status, counts(&done.json())), (201, [1, 0, 0, 3]), "{}", done.text());
    assert_eq!(done.json()["shown"], import["shown"]);
    assert_eq!(rows(&admin, ID).await, expected);
    let again = previewed(&admin, OTHER_ID, "payments.csv", FILE).await;
    assert_eq!(counts(&again), [0, 0, 1, 3], "{again}");
    assert_eq!(server.number("SELECT count(*) FROM payment").await, 1);
    assert_whole(&server).await;
}

/// What a payment does depends on what was paid before: on the deposit, what is left for days and what was lost.
#[tokio::test]
async fn what_is_paid_meanwhile_is_a_change_since_the_preview() {
    let server = company().await;
    let admin = server.admin().await;
    let import = previewed(&admin, ID, "payments.csv", FILE).await;
    let payment = json!({
        "payment": "P-0", "account": "K-1", "paid_on": "2026-11-19", "amount": "202.50",
        "channel": "cash",
    });
    put_as(&admin, "payments", json!([payment]), "created").await;
    let refused = commit(&admin, ID, &import["shown"]).await;
    refused.assert_problem(409, "changed_since_preview");
    let again = previewed(&admin, ID, "payments.csv", FILE).await;
    assert_eq!(counts(&again), [0, 0, 0, 4], "{again}");
    // A batch says the same.
    let row = json!({
        "payment": "P-3", "account": "K-2", "paid_on": "2026-11-20", "amount": "50", "channel": "cash",
    });
    let reply = put_as(&admin, "payments", json!([row]), "refused").await;
    assert_eq!((&reply["counts"]["refused"], &reply["import"]), (&json!(1), &Value::Null));
    assert_eq!(server.number("SELECT count(*) FROM payment").await, 1);
    assert_whole(&server).await;
}

#[tokio::test]
async fn payments_of_accounts_with_a_history_are_shown_as_they_are_done() {
    let server = company().await;
    let admin = server.admin().await;
    // Each leaves half a day of credit; some of the last are more than is owed.
    let row = |number: u32| format!("H-{number},K-1,2026-11-20,{}.50,cash\n", number % 9);
    let lines: String = (0..30).map(row).collect();
    let mut file = format!("Payment ID,Account ID,Date,Amount,Channel\n{lines}");
    for id in [ID, OTHER_ID] {
        let import = previewed(&admin, id, "payments.csv", file.as_bytes()).await;
        let shown = rows(&admin, id).await;
        let done = commit(&admin, id, &import["shown"]).await;
        assert_eq!(done.status, 201, "{}", done.text());
        assert_eq!(rows(&admin, id).await, shown);
        assert_whole(&server).await;
        file = file.replace("H-", "I-");
    }
    // The last twelve found nothing to pay.
    assert_eq!(server.number("SELECT count(*) FROM payment").await, 48);
}

/// 202.50 was lost: the first payment recovers of it, the others the rest, and become a deposit.
#[tokio::test]
async fn payments_of_a_customer_who_was_written_off_are_shown_as_they_are_done() {
    let server = start().await;
    let admin = server.admin().await;
    written_off(&server, &admin, "K-1").await;
    for (id, number) in [(ID, 1), (OTHER_ID, 3)] {
        let rows =
            [number, number + 1].map(|number| format!("P-{number},K-1,2026-11-20,90,cash\n"));
        let file = format!("Payment ID,Account ID,Date,Amount,Channel\n{}", rows.concat());
        let import = previewed(&admin, id, "payments.csv", file.as_bytes()).await;
        assert_eq!(counts(&import), [2, 0, 0, 0], "{import}");
        let done = commit(&admin, id, &import["shown"]).await;
        assert_eq!((done.status, &done.json()["shown"]), (201, &import["shown"]));
    }
    let deposit = "SELECT deposit FROM account WHERE account_id = 'K-1'";
    assert_eq!(server.number(deposit).await, 4 * 9_000 - 20_250);
    assert_whole(&server).await;
}

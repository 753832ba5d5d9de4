//! The journal: entries, their correction, and the export.

use domain::role::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::payments::{assert_whole, late, pay, payment, reverse};
use crate::support::{Account, Actor, TestServer, submission};

fn correction(id: u128) -> String {
    format!("/api/journal/corrections/{}", Uuid::from_u128(100 + id))
}

fn line(account: &str, debit: i64, credit: i64) -> Value {
    json!({ "ledger_account": account, "debit": debit, "credit": credit })
}

/// A payment of 1,250, a reversal, and a write-off: entries 2 to 4 after the opening balances.
async fn booked(server: &TestServer) -> Actor<'_> {
    server.add(&[late("L", "2026-11-10"), Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    pay(&admin, "QX7", &payment("L", "2026-11-20", 1_250)).await;
    reverse(&admin, "QX7").await;
    let body = submission(&admin, "D").await;
    let operation = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    assert_eq!(admin.put(&operation, &body).await.json()["summary"]["written_off"], 1);
    admin
}

async fn numbers(actor: &Actor<'_>, query: &str) -> Vec<i64> {
    let reply = actor.get(&format!("/api/journal{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.json());
    let reply = reply.json();
    let entries = reply["entries"].as_array().unwrap().iter();
    entries.filter_map(|entry| entry["number"].as_i64()).collect()
}

#[tokio::test]
async fn entries_are_listed_narrowed_and_tied_to_their_cause() {
    let server = TestServer::start().await;
    let admin = booked(&server).await;
    assert_eq!(numbers(&admin, "").await, [4, 3, 2, 1]);
    for (query, expected) in [
        ("?account=l", &[3, 2][..]),
        ("?cause=write_off", &[4]),
        ("?ledger_account=clearing_mobile_money", &[3, 2]),
        ("?ledger_account=opening_equity", &[1]),
        ("?from=2026-11-21", &[4, 3, 2]),
        ("?to=2026-11-20", &[1]),
        ("?limit=2&after=4", &[3, 2]),
    ] {
        assert_eq!(numbers(&admin, query).await, expected, "{query}");
    }
    assert_eq!(admin.get("/api/journal?limit=3").await.json()["next"], 2);
    let entry = admin.get("/api/journal/4").await.json();
    assert_eq!(entry["operation"]["number"], 1);
    assert_eq!((&entry["account"], &entry["amount"]), (&json!("D"), &json!(108_500)));
    assert_eq!(
        entry["lines"],
        json!([
            { "ledger_account": "tax_liability", "code": "2210",
              "name": "Deferred tax on receivables", "debit": 8_000, "credit": 0 },
            { "ledger_account": "write_off_expense", "code": "6510",
              "name": "Customer debts written off", "debit": 100_500, "credit": 0 },
            { "ledger_account": "receivables", "code": "1200",
              "name": "Customer receivables", "debit": 0, "credit": 108_500 },
        ])
    );
    assert_eq!(admin.get("/api/journal/2").await.json()["payment"], "QX7");
    assert_eq!(admin.get("/api/journal/5").await.status, 404);
    let stranger = server.stranger().await;
    assert_eq!(numbers(&stranger, "").await, Vec::<i64>::new());
    assert_eq!(stranger.get("/api/journal/2").await.status, 404);
    let chart = admin.get("/api/ledger-accounts").await.json();
    assert_eq!(chart["ledger_accounts"].as_array().unwrap().len(), 11);
}

#[tokio::test]
async fn a_correction_reverses_and_replaces_and_changes_nothing() {
    let server = TestServer::start().await;
    let admin = booked(&server).await;
    let body = json!({
        "entry": 2,
        "reason": "paid in cash",
        "lines": [line("clearing_cash", 1_250, 0), line("receivables", 0, 1_250)],
    });
    let reply = admin.put(&correction(1), &body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    let done = reply.json();
    for (pointer, expected) in [
        ("/reversing/number", json!(5)),
        ("/reversing/corrects", json!(2)),
        ("/reversing/reversing", json!(true)),
        ("/reversing/reason", json!("paid in cash")),
        ("/reversing/recorded_by", json!("The Admin")),
        ("/replacing/number", json!(6)),
        ("/replacing/corrects", json!(2)),
        ("/replacing/reversing", json!(false)),
        ("/replacing/lines/0/ledger_account", json!("clearing_cash")),
    ] {
        assert_eq!(done.pointer(pointer), Some(&expected), "{pointer}");
    }
    let again = admin.put(&correction(1), &body).await;
    assert_eq!((again.status, again.json()), (201, done));
    let corrected = admin.get("/api/journal/2").await.json();
    assert_eq!(corrected["corrected_by"], json!([5, 6]));
    for (id, entry, status, code) in
        [(2, 2, 409, "changed_meanwhile"), (3, 5, 409, "not_possible"), (4, 99, 404, "not_found")]
    {
        let mut body = body.clone();
        body["entry"] = json!(entry);
        let reply = admin.put(&correction(id), &body).await;
        assert_eq!((reply.status, &reply.json()["code"]), (status, &json!(code)));
    }
    // What stands in its place may be corrected in its turn, where something is different.
    let mut body = body.clone();
    body["entry"] = json!(6);
    let same = admin.put(&correction(5), &body).await;
    assert_eq!((same.status, &same.json()["errors"][0]["code"]), (422, &json!("nothing_changes")));
    body["lines"][0]["ledger_account"] = json!("clearing_mobile_money");
    assert_eq!(admin.put(&correction(6), &body).await.status, 201);
    let log = "SELECT count(*) FROM audit_row WHERE action = 'journal_correction'";
    assert_eq!(server.number(log).await, 2);
    assert_whole(&server).await;
}

#[tokio::test]
async fn a_correction_that_the_rules_refuse_books_nothing() {
    let server = TestServer::start().await;
    let admin = booked(&server).await;
    for (lines, place, code) in [
        (
            json!([line("clearing_cash", 1_250, 0), line("receivables", 0, 1_000)]),
            "/lines",
            "does_not_balance",
        ),
        (
            json!([line("clearing_cash", 1_000, 0), line("receivables", 0, 1_000)]),
            "/lines",
            "kept_by_accounts",
        ),
        (
            json!([line("till", 1_250, 0), line("receivables", 0, 1_250)]),
            "/lines/0/ledger_account",
            "unknown_ledger_account",
        ),
        (json!([]), "/lines", "not_so_many_lines"),
    ] {
        let body = json!({ "entry": 2, "reason": "x", "lines": lines });
        let problem = admin.put(&correction(9), &body).await.assert_problem(422, "invalid_request");
        assert_eq!(
            (&problem["errors"][0]["place"], &problem["errors"][0]["code"]),
            (&json!(place), &json!(code))
        );
    }
    let technician = server.signed_in(Role::FieldTechnician).await;
    assert_eq!(technician.put(&correction(9), &json!({})).await.status, 403);
    assert_eq!(numbers(&admin, "").await, [4, 3, 2, 1]);
}

#[tokio::test]
async fn a_period_is_exported_in_each_format() {
    let server = TestServer::start().await;
    let admin = booked(&server).await;
    let export = async |query: &str| {
        let reply = admin.get(&format!("/api/journal/export?{query}")).await;
        assert_eq!(reply.status, 200, "{query}");
        (reply.header("content-disposition").to_owned(), reply.text())
    };
    let period = "from=2026-11-21&to=2026-11-30";
    let (name, csv) = export(period).await;
    assert_eq!(name, "attachment; filename=\"journal-2026-11-21-2026-11-30.csv\"");
    let lines: Vec<&str> = csv.lines().collect();
    // A heading, and two lines of a payment, two of its reversal, three of a write-off.
    assert_eq!(lines.len(), 8, "{csv}");
    assert!(lines[1].starts_with("2,2026-11-21,1110,Mobile money clearing,"), "{csv}");
    assert!(lines[1].contains(",12.50,,"), "{csv}");
    let (_, french) = export(&format!("{period}&lang=fr")).await;
    assert!(french.lines().nth(1).unwrap().starts_with("2;2026-11-21;1110;"), "{french}");
    let (name, fec) = export(&format!("{period}&format=fec")).await;
    assert!(name.ends_with(".txt\""), "{name}");
    assert!(fec.starts_with("JournalCode\tJournalLib\tEcritureNum\t"), "{fec}");
    let (name, hledger) = export(&format!("{period}&format=hledger")).await;
    assert!(name.ends_with(".journal\""), "{name}");
    assert!(hledger.contains("2026-11-21"), "{hledger}");
    let (_, beancount) = export(&format!("{period}&format=beancount")).await;
    assert!(beancount.contains(" open "), "{beancount}");
    // Compressed as browsers ask for it, it is whole too.
    let compressed = admin
        .request(http::Method::GET, &format!("/api/journal/export?{period}"))
        .header("accept-encoding", "gzip")
        .send()
        .await
        .unwrap();
    assert_eq!(compressed.headers()["content-encoding"], "gzip");
    assert!(compressed.bytes().await.unwrap().len() > 100);
    // Nothing of a company that has nothing.
    let stranger = server.stranger().await;
    let reply = stranger.get(&format!("/api/journal/export?{period}")).await;
    assert_eq!(reply.text().lines().count(), 1);
}

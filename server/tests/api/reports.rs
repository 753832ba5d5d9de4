//! `GET /api/reports/{name}` and `GET /api/start`.

use calamine::{Data, Reader as _, Xlsx};
use domain::account::{AccountState, ContractStatus};
use domain::reports::ReportName;
use serde_json::{Value, json};
use uuid::Uuid;

use super::payments::{pay, payment, reverse};
use crate::support::{Account, Actor, TestServer, submission};

/// Accounts past due by 0 and by 51 days, and one that was written off today, of which a third was
/// recovered; what is owed is 1,085.00 each.
async fn portfolio(server: &TestServer) -> Actor<'_> {
    use AccountState::{Late, Normal};
    let active = ContractStatus::Active;
    server
        .add(&[
            Account::in_state("N", Normal, active).paid_until("2026-11-21"),
            Account::in_state("L", Late, active).paid_until("2026-10-01").elsewhere(),
            Account::defaulted("D", 100).paid_until("2026-07-14"),
        ])
        .await;
    let admin = server.admin().await;
    // A part of what is written off comes back into it, as the provider takes its payment back.
    pay(&admin, "P1", &payment("D", "2026-11-01", 8_500)).await;
    let body = submission(&admin, "D").await;
    let operation = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    assert_eq!(admin.put(&operation, &body).await.json()["summary"]["written_off"], 1);
    reverse(&admin, "P1").await;
    pay(&admin, "R1", &payment("D", "2026-11-21", 36_166)).await;
    admin
}

async fn report(actor: &Actor<'_>, name: &str) -> Value {
    let reply = actor.get(&format!("/api/reports/{name}")).await;
    assert_eq!(reply.status, 200, "{name}: {}", reply.json());
    reply.json()["report"].clone()
}

/// The figures of a report: name and value.
fn figures(report: &Value) -> Vec<String> {
    let figures = report["figures"].as_array().unwrap().iter();
    figures
        .map(|one| {
            let value = one["value"].as_object().unwrap().values().next().unwrap();
            format!("{} {value}", one["name"].as_str().unwrap())
        })
        .collect()
}

/// The rows of a table: what stands in their cells.
fn rows(report: &Value, table: usize) -> Vec<String> {
    let rows = report["tables"][table]["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let cells = row.as_array().unwrap().iter().map(|cell| match cell.as_object() {
            Some(cell) => cell.values().next().unwrap().to_string().replace('"', ""),
            None => "-".to_owned(),
        });
        cells.collect::<Vec<_>>().join(" ")
    })
    .collect()
}

#[tokio::test]
async fn the_register_has_each_write_off_and_what_was_added() {
    let server = TestServer::start().await;
    let admin = portfolio(&server).await;
    let register = report(&admin, "write-off-register").await;
    assert_eq!(
        figures(&register),
        ["amount 108500", "count 1", "principal 100000", "fees 500", "tax 8000"]
    );
    assert_eq!(
        rows(&register, 0),
        [
            "2026-11-21 D Customer of D Kisumu 0 500 8000 8500 bulk 1 - none reversal",
            "2026-11-21 D Customer of D Kisumu 100000 0 0 100000 bulk 1 - none write_off",
        ]
    );
    let summed = report(&admin, "write-offs").await;
    assert_eq!(figures(&summed), ["amount 108500", "count 1"]);
    assert_eq!(rows(&summed, 0).len(), 12);
    assert_eq!(rows(&summed, 0)[11], "2026-11 1 108500");
    for (table, expected) in [(1, "Kisumu 1 108500"), (2, "bulk 1 108500"), (3, "none 1 108500")] {
        assert_eq!(rows(&summed, table), [expected]);
    }
    let rate = report(&admin, "recovery-rate").await;
    assert_eq!(figures(&rate), ["rate 333", "written_off 108500", "recovered 36166"]);
    assert_eq!(rows(&rate, 0)[11], "2026-11 108500 36166 333 72334");
}

#[tokio::test]
async fn ageing_adds_up_to_the_journal_and_a_centre_to_its_own() {
    let server = TestServer::start().await;
    let admin = portfolio(&server).await;
    let ageing = report(&admin, "ageing").await;
    assert_eq!(
        figures(&ageing),
        ["gross_receivables 217000", "journal_receivables 217000", "difference 0"]
    );
    assert_eq!(
        rows(&ageing, 0),
        [
            "current 1 108500 500",
            "1-30 0 0 0",
            "31-60 1 108500 500",
            "61-90 0 0 0",
            "91-180 0 0 0",
            "over-180 0 0 0",
        ]
    );
    let nakuru = report(&admin, "ageing?centre=2").await;
    assert_eq!(
        figures(&nakuru),
        ["gross_receivables 108500", "journal_receivables 108500", "difference 0"]
    );
    let at_risk = report(&admin, "portfolio-at-risk").await;
    assert_eq!(
        figures(&at_risk),
        ["par_30 500", "par_60 0", "par_90 0", "gross_receivables 217000"]
    );
    assert_eq!(rows(&at_risk, 1), ["Kisumu 108500 0 0 0", "Nakuru 108500 1000 0 0"]);
    let delinquency = report(&admin, "delinquency").await;
    assert_eq!(figures(&delinquency), ["late 1", "defaulted 0", "pending 0", "outstanding 108500"]);
    assert_eq!(rows(&delinquency, 0)[2], "31-60 1 108500 0");
}

#[tokio::test]
async fn the_books_balance_and_the_ratio_is_over_the_average() {
    let server = TestServer::start().await;
    let admin = portfolio(&server).await;
    let balance = report(&admin, "trial-balance?from=2026-11-21&to=2026-11-21").await;
    let figures_of = figures(&balance);
    assert_eq!(figures_of[0].replace("debits", ""), figures_of[1].replace("credits", ""));
    assert_eq!(rows(&balance, 0)[3], "1200 Customer receivables 8500 117000 217000 0");
    // Owed at the ends of October to November: 3 x 1,085.00; and now 2 x 1,085.00.
    let ratio = report(&admin, "write-off-ratio?from=2026-10-01&to=2026-11-30").await;
    assert_eq!(
        rows(&ratio, 0),
        ["2026-09-30 325500 -", "2026-10-31 325500 0", "2026-11-30 217000 108500"]
    );
    assert_eq!(figures(&ratio), ["ratio 375", "written_off 108500", "average_gross 289333"]);
}

#[tokio::test]
async fn every_report_is_there_empty_and_only_of_the_own_company() {
    let server = TestServer::start().await;
    portfolio(&server).await;
    let stranger = server.stranger().await;
    for name in ReportName::ALL {
        let reply = stranger.get(&format!("/api/reports/{}", name.code())).await;
        assert_eq!(reply.status, 200, "{}", name.code());
        let text = reply.text();
        assert!(!text.contains("Kisumu") && !text.contains("108500"), "{text}");
    }
    assert_eq!(stranger.get("/api/reports/secrets").await.status, 404);
}

#[tokio::test]
async fn a_report_is_a_file_too_with_its_figures_intact() {
    let server = TestServer::start().await;
    let admin = portfolio(&server).await;
    let path = "/api/reports/write-off-register";
    let csv = admin.get(&format!("{path}?format=csv")).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let disposition = "attachment; filename=\"write-off-register-2026-11-21.csv\"";
    assert_eq!(csv.header("content-disposition"), disposition);
    assert!(csv.text().contains(",0.00,5.00,80.00,85.00,bulk"), "{}", csv.text());
    let french = admin.get(&format!("{path}?format=csv&lang=fr")).await.text();
    assert!(french.contains(";0,00;5,00;80,00;85,00;groupé"), "{french}");

    server
        .execute("UPDATE customer SET name = '=HYPERLINK(\"http://evil.example\")'")
        .await
        .unwrap();
    let xlsx = admin.get(&format!("{path}?format=xlsx")).await;
    assert!(xlsx.header("content-type").starts_with("application/vnd.openxmlformats"));
    let mut workbook: Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(xlsx.bytes)).unwrap();
    let names = workbook.sheet_names();
    assert_eq!(names.len(), 2, "{names:?}");
    let register = workbook.worksheet_range(&names[1]).unwrap();
    // A heading, two write-offs, the total.
    assert_eq!(register.height(), 4);
    let cell = |row, column| register.get_value((row, column)).cloned();
    assert_eq!(cell(1, 2), Some(Data::String("=HYPERLINK(\"http://evil.example\")".to_owned())));
    assert_eq!(cell(1, 7), Some(Data::Float(85.0)));
    assert_eq!(cell(3, 7), Some(Data::Float(1_085.0)));
    let formulas = workbook.worksheet_formula(&names[1]).unwrap();
    assert!(formulas.is_empty(), "{formulas:?}");
}

#[tokio::test]
async fn the_start_page_says_what_needs_somebody_today() {
    let server = TestServer::start().await;
    let admin = portfolio(&server).await;
    server.add(&[Account::defaulted("P", 40)]).await;
    let start = admin.get("/api/start").await.json();
    for (pointer, expected) in [
        ("/pending/0/count", json!(0)),
        (
            "/pending/1",
            json!({ "days_min": 31, "days_max": 60, "count": 1, "outstanding": 108_500 }),
        ),
        ("/pending/4/days_max", Value::Null),
        ("/recoveries_open", json!(1)),
        ("/recoveries_amount", json!(36_166)),
        ("/operations/0/number", json!(1)),
        ("/this_month", json!({ "count": 1, "amount": 108_500 })),
        ("/last_month", json!({ "count": 0, "amount": 0 })),
        ("/at_risk_before", Value::Null),
    ] {
        assert_eq!(start.pointer(pointer), Some(&expected), "{pointer}");
    }
    let manager = server.signed_in(domain::role::Role::BackOfficeManagement).await;
    assert_eq!(manager.get("/api/start").await.json()["operations"], json!([]));
}

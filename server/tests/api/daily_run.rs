//! The daily run, and `GET /api/daily-runs`.

use domain::Date;
use domain::account::{AccountState, ContractStatus};
use jiff::SignedDuration;
use serde_json::json;
use server::daily_run::{daily, run_what_is_due};
use server::ids::IdSource;
use server::messages::MessageSettings;
use server::store::{CompanyOfRun, RunCounts};

use crate::support::{Account, TestServer};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An account that was paid until that day.
fn paid_until(id: &str, state: AccountState, day: &str) -> Account {
    Account::in_state(id, state, ContractStatus::Active).paid_until(day)
}

async fn kenya(server: &TestServer) -> CompanyOfRun {
    server.store.companies_of_runs().await.unwrap().remove(0)
}

async fn run(server: &TestServer, on: &str) -> RunCounts {
    let company = kenya(server).await;
    server.store.run_day(&company, day(on), &server.clock()).await.unwrap()
}

async fn states(server: &TestServer) -> Vec<String> {
    server
        .texts("SELECT concat_ws(' ', account_id, state, defaulted_on) FROM account ORDER BY account_id")
        .await
}

#[tokio::test]
async fn accounts_become_late_and_default_and_a_repossession_becomes_pending() {
    use AccountState::{Defaulted, Finished, Late, Normal};
    let server = TestServer::start().await;
    server
        .add(&[
            paid_until("A", Normal, "2026-11-21"),
            paid_until("B", Normal, "2026-11-20"),
            paid_until("C", Late, "2026-10-23"),
            paid_until("D", Late, "2026-10-22"),
            paid_until("E", Normal, "2026-10-01"),
            paid_until("F", Finished, "2026-01-01"),
            Account::paid_since("G", 100).paid_until("2026-10-22"),
            Account::defaulted("H", 100).paid_until("2026-01-01"),
            Account::in_state("I", Defaulted, ContractStatus::Draft).defaulted_days(5),
        ])
        .await;
    let counts = run(&server, "2026-11-21").await;
    assert_eq!(counts, RunCounts { late: 1, defaulted: 3, actions: 2, ..RunCounts::default() });
    assert_eq!(
        states(&server).await,
        [
            "A normal",
            "B late",
            "C late",
            "D defaulted 2026-11-21",
            "E defaulted 2026-11-21",
            "F finished",
            "G defaulted 2026-11-21",
            "H defaulted 2026-08-13",
            "I defaulted 2026-11-16",
        ]
    );
    // Where one is pending already, it stays the only one.
    let pending = "SELECT concat_ws(' ', account, defaulted_on) FROM pending_action
                    WHERE status = 'pending' ORDER BY account";
    assert_eq!(
        server.texts(pending).await,
        ["D 2026-11-21", "E 2026-11-21", "G 2026-08-13", "H 2026-08-13"]
    );
    // The same again changes nothing.
    assert_eq!(run(&server, "2026-11-21").await, counts);
    let log = "SELECT count(*) FROM audit_row WHERE action = 'daily_run'";
    assert_eq!(server.number(log).await, 3);
    let aged = "SELECT concat_ws(' ', bucket, accounts, amount) FROM ageing WHERE company = 1
                 ORDER BY bucket";
    let mut aged = server.texts(aged).await;
    aged.sort();
    assert_eq!(aged, ["1-30 4 434000", "31-60 1 108500", "current 2 217000", "over-180 2 217000"]);
}

#[tokio::test]
async fn missed_days_are_made_up_one_by_one_with_the_true_dates() {
    let server = TestServer::start().await;
    server
        .add(&[
            paid_until("A", AccountState::Late, "2026-10-23"),
            paid_until("B", AccountState::Late, "2026-10-24"),
            paid_until("C", AccountState::Late, "2026-10-25"),
        ])
        .await;
    run(&server, "2026-11-21").await;
    // The server is off for three days; its hour is two in the morning.
    server.pass(SignedDuration::from_hours(3 * 24));
    run_what_is_due(&server.store, &server.clock()).await.unwrap();
    assert_eq!(
        states(&server).await,
        ["A defaulted 2026-11-22", "B defaulted 2026-11-23", "C defaulted 2026-11-24"]
    );
    let admin = server.admin().await;
    let reply = admin.get("/api/daily-runs").await.json();
    assert_eq!((&reply["today"], &reply["hour"]), (&json!("2026-11-24"), &json!(2)));
    let runs = reply["runs"].as_array().unwrap();
    let days: Vec<_> = runs.iter().map(|run| (&run["date"], &run["defaulted"])).collect();
    assert_eq!(
        days,
        [
            (&json!("2026-11-24"), &json!(1)),
            (&json!("2026-11-23"), &json!(1)),
            (&json!("2026-11-22"), &json!(1)),
            (&json!("2026-11-21"), &json!(0)),
        ]
    );
    assert!(runs.iter().all(|run| run["finished_at"].is_string()));
    let page = admin.get("/api/daily-runs?limit=3").await.json();
    let next = page["next"].as_str().unwrap();
    let rest = admin.get(&format!("/api/daily-runs?before={next}")).await.json();
    assert_eq!(rest["runs"].as_array().unwrap().len(), 1);
    // The other company has its own, since today.
    let others = server.stranger().await.get("/api/daily-runs").await.json();
    assert_eq!((&others["runs"][0]["defaulted"], &others["runs"][1]), (&json!(0), &json!(null)));
}

#[tokio::test]
async fn a_company_begins_at_its_hour_and_runs_once_a_day() {
    let server = TestServer::start().await;
    server.add(&[paid_until("A", AccountState::Normal, "2026-11-20")]).await;
    // One in the morning of the next day in Nairobi.
    server.pass(SignedDuration::from_hours(13));
    run_what_is_due(&server.store, &server.clock()).await.unwrap();
    assert_eq!(server.number("SELECT count(*) FROM daily_run WHERE company = 1").await, 0);
    server.pass(SignedDuration::from_hours(1));
    for _ in 0..2 {
        run_what_is_due(&server.store, &server.clock()).await.unwrap();
    }
    let runs = "SELECT concat_ws(' ', run_on, late) FROM daily_run WHERE company = 1";
    assert_eq!(server.texts(runs).await, ["2026-11-22 1"]);
}

/// No change of an account of the first company can be noted any more.
async fn break_first_company(server: &TestServer) {
    let last = "INSERT INTO account_change (company, sequence, account)
                VALUES (1, 9223372036854775807, 'A')";
    server.execute(last).await.unwrap();
}

#[tokio::test]
async fn a_company_whose_run_fails_stops_no_other() {
    let server = TestServer::start().await;
    server.add(&[paid_until("A", AccountState::Normal, "2026-11-20")]).await;
    server.add_elsewhere(&[paid_until("B", AccountState::Normal, "2026-11-20")]).await;
    break_first_company(&server).await;
    let failed = run_what_is_due(&server.store, &server.clock()).await.unwrap_err();
    assert!(failed.to_string().starts_with("the daily run failed for KE: "), "{failed}");
    assert_eq!(states(&server).await, ["A normal", "B late"]);
    let finished = "SELECT concat_ws(' ', company, run_on, late) FROM daily_run
                     WHERE finished_at IS NOT NULL";
    assert_eq!(server.texts(finished).await, ["2 2026-11-21 1"]);
}

#[tokio::test]
async fn by_command_too_a_company_whose_run_fails_stops_no_other() {
    let server = TestServer::start().await;
    server.add(&[paid_until("A", AccountState::Normal, "2026-11-20")]).await;
    server.add_elsewhere(&[paid_until("B", AccountState::Normal, "2026-11-20")]).await;
    break_first_company(&server).await;
    let (clock, ids) = (server.clock(), IdSource::system());
    let mut made = Vec::new();
    let failed = daily(
        &server.database.opening(),
        None,
        &MessageSettings::default(),
        (&clock, &ids),
        |run| made.push(run.company.clone()),
    )
    .await
    .unwrap_err();
    assert!(failed.to_string().starts_with("the daily run failed for KE: "), "{failed}");
    assert_eq!(made, ["SN"]);
}

#[tokio::test]
async fn two_servers_make_one_run() {
    let server = TestServer::start().await;
    let late: Vec<Account> = (0..300)
        .map(|number| paid_until(&format!("N-{number:03}"), AccountState::Normal, "2026-11-01"))
        .collect();
    server.add(&late).await;
    let company = kenya(&server).await;
    let clock = server.clock();
    let (one, other) = tokio::join!(
        server.store.run_day(&company, day("2026-11-21"), &clock),
        server.store.run_day(&company, day("2026-11-21"), &clock),
    );
    one.unwrap();
    assert_eq!(other.unwrap().late, 300);
    assert_eq!(server.texts("SELECT DISTINCT state FROM account").await, ["late"]);
    assert_eq!(server.number("SELECT late FROM daily_run").await, 300);
}

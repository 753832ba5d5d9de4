//! What write-off processes do by themselves: opened, their events done, their messages delivered.

mod activator;
mod dates;
mod delivery;
mod ends;
mod failures;
mod imported;
mod mail;
mod monitor;
pub(super) mod receivers;
mod together;

use domain::Date;
use domain::write_off_process::settings::WriteOffSettings;
use serde_json::{Value, json};
use server::store::{CompanyOfRun, RunCounts};

use crate::support::{Account, TestServer};

/// What calls of the web hook are signed with.
pub(super) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// An event of a template: a type, and after how many days.
pub(super) type Planned<'a> = (&'a str, u32);

/// One control, whose only template has these events; processes are opened 30 days after a default,
/// and up to 50 is written down.
pub(super) fn settings(events: &[Planned<'_>], hook: &str) -> Value {
    let kind = |code: &str, skipped: bool, does: Value| json!({ "code": code, "name": code, "may_be_skipped": skipped, "does": does });
    let notice = |channel: &str| {
        json!({
            "kind": "notice", "channel": channel, "subject": "Account {account}",
            "text": "{customer} owes {amount} to {company}.",
        })
    };
    let events: Vec<Value> = events
        .iter()
        .map(|(event_type, days)| json!({ "event_type": event_type, "days_after": days }))
        .collect();
    let call = json!({ "kind": "web_hook", "url": hook, "secret": SECRET });
    json!({
        "small_balance_limit": 50,
        "grace_days": 30,
        "opens_by_itself": true,
        "holidays": [{ "day": "2026-11-24", "name": "A holiday" }],
        "debt_classes": [
            { "code": "standard", "name": "Standard" }, { "code": "hardship", "name": "Hardship" },
        ],
        "agencies": [{ "code": "north", "name": "North" }, { "code": "south", "name": "South" }],
        "event_types": [
            kind("refer", false, json!({ "kind": "refer_to_agency" })),
            kind("cancel", false, json!({ "kind": "cancel_referral" })),
            kind("write-off", false, json!({ "kind": "write_off" })),
            kind("task", false, json!({ "kind": "task", "text": "Call {customer}" })),
            kind("score", false, json!({ "kind": "credit_score", "points": -50 })),
            kind("letter", false, notice("letter")),
            kind("mail", false, notice("mail")),
            kind("sms", false, notice("sms")),
            kind("mail-or-not", true, notice("mail")),
            kind("hook", false, call.clone()),
            kind("hook-or-not", true, call),
        ],
        "templates": [{ "code": "t", "name": "The template", "days": "calendar", "events": events }],
        "controls": [
            { "code": "std", "name": "Standard control", "debt_class": "standard",
              "criteria": [{ "priority": 9, "when": "default", "template": "t" }] },
            { "code": "hard", "name": "Hardship control", "debt_class": "hardship",
              "criteria": [{ "priority": 9, "when": "default", "template": "t" }] },
        ],
    })
}

/// A server whose first company has set that up, with these accounts.
pub(super) async fn server_with(settings: Value, accounts: &[Account]) -> TestServer {
    let server = TestServer::start().await;
    server.add(accounts).await;
    set_up(&server, settings).await;
    server
}

pub(super) async fn set_up(server: &TestServer, settings: Value) {
    let settings: WriteOffSettings = serde_json::from_value(settings).unwrap();
    server.store.set_up_write_offs(1, &settings, server.now()).await.unwrap().unwrap();
}

pub(super) async fn kenya(server: &TestServer) -> CompanyOfRun {
    server.store.companies_of_runs().await.unwrap().remove(0)
}

/// Makes the run of a day.
pub(super) async fn run(server: &TestServer, on: &str) -> RunCounts {
    let day: Date = on.parse().unwrap();
    server.store.run_day(&kenya(server).await, day, &server.clock()).await.unwrap()
}

/// Processes, as `id account reason`.
pub(super) async fn processes(server: &TestServer) -> Vec<String> {
    let sql = "SELECT concat_ws(' ', id, account, reason) FROM write_off_process ORDER BY id";
    server.texts(sql).await
}

/// The events of a process, as `sequence type status day`.
pub(super) async fn events(server: &TestServer, process: i64) -> Vec<String> {
    let sql = format!(
        "SELECT concat_ws(' ', sequence, event_type, status, completed_on) FROM process_event
          WHERE process = {process} ORDER BY sequence"
    );
    server.texts(&sql).await
}

/// The links of a process, as `contract end day`.
pub(super) async fn links(server: &TestServer, process: i64) -> Vec<String> {
    let sql = format!(
        "SELECT concat_ws(' ', contract, ended, ended_on) FROM process_contract
          WHERE process = {process} ORDER BY link"
    );
    server.texts(&sql).await
}

/// Messages, as `sequence channel status attempts`.
pub(super) async fn messages(server: &TestServer) -> Vec<String> {
    let sql = "SELECT concat_ws(' ', sequence, channel, status, attempts) FROM message ORDER BY id";
    server.texts(sql).await
}

/// What happened to a process, in its order, as `what`.
pub(super) async fn history(server: &TestServer, process: i64) -> Vec<String> {
    let sql = format!("SELECT what FROM process_history WHERE process = {process} ORDER BY id");
    server.texts(&sql).await
}

/// The accounts' state and their contracts' status.
pub(super) async fn standing(server: &TestServer) -> Vec<String> {
    let sql = "SELECT concat_ws(' ', account_id, state, status,
                                principal_balance + fees_balance + tax_balance)
                 FROM account JOIN contract ON contract.company = account.company
                  AND contract.account = account.account_id
                ORDER BY contract.id";
    server.texts(sql).await
}

//! Write-off processes over HTTP, and what is set up for them.

mod cancel;
mod change;
mod events;
mod holds;
mod list;
mod many;
mod settings;
mod start;
mod tasks;

use domain::write_off_process::settings::WriteOffSettings;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Account, Actor, Reply, TestServer};

/// What calls of the web hook are signed with.
pub(super) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// Template `r` of the worked examples, `c` of working days; controls `std` and `hard` of the debt
/// classes `standard` and `hardship`.
pub(super) fn what_is_set_up() -> Value {
    let event =
        |event_type: &str, days: u32| json!({ "event_type": event_type, "days_after": days });
    let kind = |code: &str, does: Value| json!({ "code": code, "name": code, "may_be_skipped": false, "does": does });
    let named = |code: &str| json!({ "code": code, "name": format!("The {code}") });
    let default = |priority: u32, template: &str| json!({ "priority": priority, "when": "default", "template": template });
    json!({
        "small_balance_limit": 50,
        "grace_days": 30,
        "opens_by_itself": false,
        "holidays": [{ "day": "2026-12-12", "name": "Jamhuri Day" }],
        "debt_classes": [named("standard"), named("hardship")],
        "agencies": [named("north"), named("south")],
        "event_types": [
            kind("refer", json!({ "kind": "refer_to_agency" })),
            kind("cancel", json!({ "kind": "cancel_referral" })),
            kind("write-off", json!({ "kind": "write_off" })),
            kind("task", json!({ "kind": "task", "text": "Call the customer" })),
            kind("letter", json!({
                "kind": "notice", "channel": "letter", "subject": "Account {account}",
                "text": "{customer} owes {amount}.",
            })),
            kind("hook", json!({
                "kind": "web_hook", "url": "https://example.com/hook", "secret": SECRET,
            })),
        ],
        "templates": [
            { "code": "r", "name": "Residential", "days": "calendar", "events": [
                event("refer", 0), event("letter", 0), event("cancel", 60), event("write-off", 60),
            ] },
            { "code": "c", "name": "Commercial", "days": "working", "events": [event("task", 5)] },
        ],
        "controls": [
            { "code": "std", "name": "Standard control", "debt_class": "standard", "criteria": [
                { "priority": 1, "when": "class_business", "template": "c" }, default(9, "r"),
            ] },
            { "code": "hard", "name": "Hardship control", "debt_class": "hardship",
              "criteria": [default(1, "c")] },
        ],
    })
}

/// A server of which the first company has set up how it writes off. Account A has the contracts 1, 2
/// and 3, the last of class `hardship`; B has 4, and S is of the other company.
pub(super) async fn set_up() -> TestServer {
    let server = TestServer::start().await;
    let accounts = [
        Account::defaulted("A", 100).with_contracts(3).of("Achieng Odhiambo", "0712"),
        Account::defaulted("B", 50).of("Baraka Otieno", "0713"),
    ];
    server.add(&accounts).await;
    server.add_elsewhere(&[Account::defaulted("S", 100)]).await;
    let other_class = "UPDATE contract SET write_off_debt_class = 'hardship' WHERE id = 3";
    server.execute(other_class).await.unwrap();
    let settings: WriteOffSettings = serde_json::from_value(what_is_set_up()).unwrap();
    server.store.set_up_write_offs(1, &settings, server.now()).await.unwrap().unwrap();
    server
}

pub(super) fn start_path(id: u128) -> String {
    format!("/api/write-off-processes/starts/{}", Uuid::from_u128(id))
}

pub(super) fn change_path(process: &Value, id: u128) -> String {
    format!("/api/write-off-processes/{}/changes/{}", process["id"], Uuid::from_u128(1_000 + id))
}

/// A process of control `std` and template `r`, from today on.
pub(super) fn start_of(account: &str, contracts: &[i64]) -> Value {
    json!({
        "account": account,
        "created_at": "2026-11-21T12:00",
        "form": {
            "control": "std", "template": "r", "comments": "", "contracts": contracts, "events": [],
        },
    })
}

/// Starts a process.
pub(super) async fn started(actor: &Actor<'_>, id: u128, body: &Value) -> Value {
    let reply = actor.put(&start_path(id), body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    reply.json()
}

/// The form that changes nothing of a process.
pub(super) fn form_of(process: &Value) -> Value {
    let list = |name: &str| process[name].as_array().unwrap().clone().into_iter();
    let active = list("contracts").filter(|link| link["ended"].is_null());
    let contracts: Vec<Value> = active.map(|link| link["contract"].clone()).collect();
    let pending = list("events").filter(|event| event["status"] == "pending");
    let event = |event: Value| {
        json!({
            "sequence": event["sequence"],
            "event_type": event["event_type"],
            "trigger_on": event["trigger_on"],
        })
    };
    json!({
        "control": process["control"],
        "template": process["template"],
        "comments": process["comments"],
        "contracts": contracts,
        "events": pending.map(event).collect::<Vec<_>>(),
    })
}

/// Sends a change of the version that is shown.
pub(super) async fn change(actor: &Actor<'_>, process: &Value, id: u128, change: Value) -> Reply {
    let body = json!({ "version": process["version"], "change": change });
    actor.put(&change_path(process, id), &body).await
}

/// Saves a form.
pub(super) async fn save(actor: &Actor<'_>, process: &Value, id: u128, form: Value) -> Reply {
    change(actor, process, id, json!({ "save": form })).await
}

/// Saves a form that is accepted.
pub(super) async fn saved(actor: &Actor<'_>, process: &Value, id: u128, form: Value) -> Value {
    let reply = save(actor, process, id, form).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    reply.json()
}

/// That a form is refused for these fields, each with its fault.
pub(super) fn assert_faults(reply: &Reply, expected: &[(&str, &str)]) {
    let problem = reply.assert_problem(422, "invalid_request");
    let errors = problem["errors"].as_array().unwrap();
    let found: Vec<(&str, &str)> = errors
        .iter()
        .map(|error| (error["place"].as_str().unwrap(), error["code"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(found, expected, "{problem}");
}

/// Each event as `sequence type day status`.
pub(super) fn events(process: &Value) -> Vec<String> {
    let events = process["events"].as_array().unwrap().iter();
    let text = |event: &Value, field: &str| event[field].as_str().unwrap().to_owned();
    events
        .map(|event| {
            let (kind, day) = (text(event, "event_type"), text(event, "trigger_on"));
            format!("{} {kind} {day} {}", event["sequence"], text(event, "status"))
        })
        .collect()
}

/// Each link as `contract`, and why it ended.
pub(super) fn links(process: &Value) -> Vec<(i64, Option<String>)> {
    let links = process["contracts"].as_array().unwrap().iter();
    let ended = |link: &Value| link["ended"].as_str().map(str::to_owned);
    links.map(|link| (link["contract"].as_i64().unwrap(), ended(link))).collect()
}

/// What happened, the latest first.
pub(super) fn history(process: &Value) -> Vec<String> {
    let history = process["history"].as_array().unwrap().iter();
    let by = |line: &Value| line["by"].as_str().unwrap_or("the system").to_owned();
    history.map(|line| format!("{} by {}", line["what"].as_str().unwrap(), by(line))).collect()
}

/// What the audit log has of an action: account and detail.
pub(super) async fn audited(server: &TestServer, action: &str) -> Vec<(String, Value)> {
    let rows = server
        .texts(&format!(
            "SELECT coalesce(account, '') || ' ' || detail FROM audit_row
              WHERE action = '{action}' AND result = 'done' ORDER BY sequence"
        ))
        .await;
    rows.iter()
        .map(|row| {
            let (account, detail) = row.split_once(' ').unwrap();
            (account.to_owned(), serde_json::from_str(detail).unwrap())
        })
        .collect()
}

/// Completes an event as the daily run does.
pub(super) async fn complete(server: &TestServer, process: &Value, sequence: u32) {
    let complete = format!(
        "UPDATE process_event SET status = 'complete', completed_on = '2026-11-21'
          WHERE process = {} AND sequence = {sequence}",
        process["id"]
    );
    assert_eq!(server.execute(&complete).await.unwrap(), 1);
}

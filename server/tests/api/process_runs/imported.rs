//! Processes on contracts that an import changes.

use serde_json::{Value, json};

use super::{events, history, links, messages, processes, run, set_up, settings, standing};
use crate::suite::imports::{account, assert_whole, contract, put_as, refused, unit};
use crate::support::{Actor, TestServer};

const NOWHERE: &str = "https://example.com/";

const REFERRALS: &str = "SELECT concat_ws(' ', process, agency, cancelled_on) FROM referral";
const TASKS: &str =
    "SELECT concat_ws(' ', account, status) FROM pending_action WHERE type = 'task'";

/// What became of a process that was cancelled by the system: debt had been referred and a task given, a call waited
/// and a write-off was to come.
const CANCELLED: [&str; 4] = [
    "1 refer complete 2026-11-21",
    "2 task complete 2026-11-21",
    "3 hook cancelled",
    "4 write-off cancelled",
];
const GOING_ON: [&str; 4] = [
    "1 refer complete 2026-11-21",
    "2 task complete 2026-11-21",
    "3 hook pending",
    "4 write-off pending",
];

/// Account K-1 that came in by import, in default, with so many contracts and a process that was opened for them.
async fn started(admin: &Actor<'_>, server: &TestServer, contracts: usize) {
    let plan = [("refer", 0), ("task", 0), ("hook", 0), ("write-off", 60)];
    set_up(server, settings(&plan, NOWHERE)).await;
    put_as(admin, "accounts", json!([in_default()]), "created").await;
    for number in 1..=contracts {
        let name = format!("C-{number}");
        put_as(admin, "contracts", json!([contract(&name, "K-1")]), "created").await;
        put_as(admin, "units", json!([unit(&name, &format!("CU-{number}"))]), "created").await;
    }
    run(server, "2026-11-21").await;
    assert_eq!(processes(server).await, ["1 K-1 events_pending"]);
    assert_eq!(messages(server).await, ["3 web_hook waiting 0"]);
    assert_whole(server).await;
}

fn in_default() -> Value {
    let mut row = account("K-1");
    (row["paid_until"], row["defaulted_on"]) = (json!("2026-06-01"), json!("2026-07-02"));
    row
}

/// The contract as the other system has it when nothing is owed any more.
fn cleared(number: &str, status: &str) -> Value {
    let mut row = contract(number, "K-1");
    for component in ["principal", "fees", "tax"] {
        row[component] = json!("0.00");
    }
    (row["paid"], row["status"]) = (json!("240.00"), json!(status));
    row
}

async fn assert_cancelled(server: &TestServer) {
    assert_eq!(processes(server).await, ["1 K-1 canceled_by_system"]);
    assert_eq!(links(server, 1).await, ["1 debt_cleared 2026-11-21"]);
    assert_eq!(events(server, 1).await, CANCELLED);
    assert_eq!(server.texts(REFERRALS).await, ["1 north 2026-11-21"]);
    assert_eq!(messages(server).await, ["3 web_hook withdrawn 0"]);
    // A task is a person's, and stays until somebody says that it is done.
    assert_eq!(server.texts(TASKS).await, ["K-1 pending"]);
    let told = history(server, 1).await;
    assert_eq!(told[told.len() - 2..], ["contract_ended", "canceled_by_system"]);
    assert_whole(server).await;
    // Nothing of it is due any more, and no other one is opened.
    let counts = run(server, "2027-02-01").await;
    assert_eq!((counts.events, counts.processes), (0, 0));
    assert_whole(server).await;
}

#[tokio::test]
async fn a_contract_that_owes_nothing_any_more_ends_the_process() {
    for (status, is) in [("active", "active"), ("finished", "finished"), ("cancelled", "cancelled")]
    {
        let server = TestServer::start().await;
        let admin = server.admin().await;
        started(&admin, &server, 1).await;
        if status == "cancelled" {
            let mut back = unit("C-1", "CU-1");
            back["quantity"] = json!("0");
            put_as(&admin, "units", json!([back]), "changed").await;
        }
        put_as(&admin, "contracts", json!([cleared("C-1", status)]), "changed").await;
        assert!(standing(&server).await[0].ends_with(&format!("{is} 0")));
        assert_cancelled(&server).await;
    }
}

#[tokio::test]
async fn a_payment_that_comes_by_import_ends_it_too() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    started(&admin, &server, 1).await;
    let payment = json!({
        "payment": "P-1", "account": "K-1", "paid_on": "2026-11-20", "amount": "202.50", "channel": "cash",
    });
    put_as(&admin, "payments", json!([payment]), "created").await;
    assert_eq!(standing(&server).await, ["K-1 finished finished 0"]);
    assert_cancelled(&server).await;
}

#[tokio::test]
async fn one_of_two_contracts_leaves_the_process_to_the_other() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    started(&admin, &server, 2).await;
    put_as(&admin, "contracts", json!([cleared("C-1", "finished")]), "changed").await;
    assert_eq!(processes(&server).await, ["1 K-1 events_pending"]);
    assert_eq!(links(&server, 1).await, ["1 debt_cleared 2026-11-21", "2"]);
    assert_eq!(events(&server, 1).await, GOING_ON);
    assert_eq!(messages(&server).await, ["3 web_hook waiting 0"]);
    assert_whole(&server).await;
}

/// What is still owed is still collected, whatever else changes: the rules of payments say the same.
#[tokio::test]
async fn days_and_smaller_balances_leave_the_process_as_it_is() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    started(&admin, &server, 1).await;
    let mut paid = in_default();
    paid["paid_until"] = json!("2026-12-31");
    put_as(&admin, "accounts", json!([paid]), "changed").await;
    let mut less = contract("C-1", "K-1");
    less["principal"] = json!("1.00");
    put_as(&admin, "contracts", json!([less]), "changed").await;
    assert_eq!(standing(&server).await, ["K-1 normal active 2350"]);
    assert_eq!(processes(&server).await, ["1 K-1 events_pending"]);
    assert_eq!(events(&server, 1).await, GOING_ON);
    assert_eq!(links(&server, 1).await, ["1"]);
    assert_whole(&server).await;
}

/// A process goes by the class of its contracts, so that class stays until somebody takes the contract out.
#[tokio::test]
async fn another_debt_class_is_refused_while_the_process_goes_on() {
    let server = TestServer::start().await;
    let admin = server.admin().await;
    started(&admin, &server, 1).await;
    let mut other = contract("C-1", "K-1");
    other["debt_class"] = json!("Hardship");
    assert_eq!(refused(&admin, "contracts", other.clone()).await, "debt_class in_process");
    let mut cleared = cleared("C-1", "active");
    cleared["debt_class"] = json!("hardship");
    assert_eq!(processes(&server).await, ["1 K-1 events_pending"]);
    assert_whole(&server).await;
    let shown = admin.get("/api/write-off-processes/1").await.json();
    let path = "/api/write-off-processes/1/changes/01938a5e-2f6b-7c3d-9e4f-1a2b3c4d5e6f";
    let cancel = json!({ "version": shown["version"], "change": "cancel" });
    let reply = admin.put(path, &cancel).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    put_as(&admin, "contracts", json!([other]), "changed").await;
    assert_whole(&server).await;

    // What is owed no more leaves the process with the same row.
    let server = TestServer::start().await;
    let admin = server.admin().await;
    started(&admin, &server, 1).await;
    put_as(&admin, "contracts", json!([cleared]), "changed").await;
    assert_cancelled(&server).await;
}

//! Processes whose contracts are paid, or end in another way.

use serde_json::json;

use super::{events, history, links, messages, processes, run, server_with, settings, standing};
use crate::suite::payments::{assert_whole, pay, payment, reverse};
use crate::suite::repossession;
use crate::support::{Account, TestServer, submission};
use uuid::Uuid;

const NOWHERE: &str = "https://example.com/";

/// Account A with a process: debt is referred, a call waits, and a write-off is to come.
async fn started(contracts: usize) -> TestServer {
    let plan = [("refer", 0), ("hook", 0), ("write-off", 60)];
    let account = Account::defaulted("A", 100).with_contracts(contracts).paid_until("2026-08-12");
    let server = server_with(settings(&plan, NOWHERE), &[account]).await;
    run(&server, "2026-11-21").await;
    assert_eq!(messages(&server).await, ["2 web_hook waiting 0"]);
    server
}

const REFERRALS: &str = "SELECT concat_ws(' ', process, agency, cancelled_on) FROM referral";

#[tokio::test]
async fn a_payment_that_clears_the_last_contract_cancels_the_process_at_once() {
    let server = started(1).await;
    let admin = server.admin().await;
    let reply = pay(&admin, "P1", &payment("A", "2026-11-21", 108_500)).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(processes(&server).await, ["1 A canceled_by_system"]);
    assert_eq!(links(&server, 1).await, ["1 debt_cleared 2026-11-21"]);
    assert_eq!(
        events(&server, 1).await,
        ["1 refer complete 2026-11-21", "2 hook cancelled", "3 write-off cancelled"]
    );
    assert_eq!(server.texts(REFERRALS).await, ["1 north 2026-11-21"]);
    assert_eq!(messages(&server).await, ["2 web_hook withdrawn 0"]);
    assert_eq!(
        history(&server, 1).await,
        ["started", "event_completed", "contract_ended", "canceled_by_system"]
    );
    assert_whole(&server).await;
    // Nothing of it is due any more.
    assert_eq!(run(&server, "2027-02-01").await.events, 0);
}

#[tokio::test]
async fn a_payment_that_clears_one_of_two_leaves_the_process_to_the_other() {
    let server = started(2).await;
    let admin = server.admin().await;
    let reply = pay(&admin, "P1", &payment("A", "2026-11-21", 108_500 + 1_000)).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(processes(&server).await, ["1 A events_pending"]);
    assert_eq!(links(&server, 1).await, ["1 debt_cleared 2026-11-21", "2"]);
    assert_eq!(server.texts(REFERRALS).await, ["1 north"]);
    assert_eq!(messages(&server).await, ["2 web_hook waiting 0"]);
    assert_whole(&server).await;
}

#[tokio::test]
async fn that_a_payment_is_taken_back_leads_nothing_back_and_the_next_run_opens_another() {
    let server = started(1).await;
    let admin = server.admin().await;
    pay(&admin, "P1", &payment("A", "2026-11-21", 108_500)).await;
    let reply = reverse(&admin, "P1").await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(processes(&server).await, ["1 A canceled_by_system"]);
    assert_whole(&server).await;
    // The account is in default again since the run of the next day, and past its grace in a month.
    run(&server, "2026-11-22").await;
    run(&server, "2026-12-22").await;
    assert_eq!(processes(&server).await, ["1 A canceled_by_system", "2 A events_pending"]);
    assert_eq!(links(&server, 2).await, ["1"]);
}

#[tokio::test]
async fn a_repossession_and_a_write_off_end_them_too() {
    let server = started(1).await;
    let admin = server.admin().await;
    let form = repossession::form(&admin, "A").await;
    let reply = admin.put(&repossession::path(1), &form).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(processes(&server).await, ["1 A canceled_by_system"]);
    assert_eq!(links(&server, 1).await, ["1 ended 2026-11-21"]);
    assert_eq!(server.texts(REFERRALS).await, ["1 north 2026-11-21"]);
    assert_whole(&server).await;

    let server = started(2).await;
    let admin = server.admin().await;
    let file = submission(&admin, "A").await;
    let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    let reply = admin.put(&path, &file).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(reply.json()["summary"]["written_off"], json!(1));
    assert_eq!(processes(&server).await, ["1 A canceled_by_system"]);
    assert_eq!(links(&server, 1).await, ["1 ended 2026-11-21", "2 ended 2026-11-21"]);
    assert_eq!(standing(&server).await[0], "A inactive terminated 0");
    assert_whole(&server).await;
}

//! What each kind of event does.

use jiff::SignedDuration;
use serde_json::json;
use server::store::RunCounts;

use super::{events, history, links, messages, processes, run, server_with, settings, standing};
use crate::suite::payments::assert_whole;
use crate::suite::processes::{start_of, started};
use crate::support::Account;

const NOWHERE: &str = "https://example.com/";

#[tokio::test]
async fn the_events_of_the_first_worked_example() {
    let plan = [("refer", 0), ("letter", 0), ("cancel", 60), ("write-off", 60)];
    let accounts = [Account::defaulted("A", 100).of("Achieng Odhiambo", "0712")];
    let server = server_with(settings(&plan, NOWHERE), &accounts).await;
    let counts = run(&server, "2026-11-21").await;
    assert_eq!(counts, RunCounts { processes: 1, events: 2, ..RunCounts::default() });
    assert_eq!(
        events(&server, 1).await,
        [
            "1 refer complete 2026-11-21",
            "2 letter complete 2026-11-21",
            "3 cancel pending",
            "4 write-off pending",
        ]
    );
    let referrals =
        "SELECT concat_ws(' ', process, agency, amount, referred_on, cancelled_on) FROM referral";
    assert_eq!(server.texts(referrals).await, ["1 north 108500 2026-11-21"]);
    assert_eq!(messages(&server).await, ["2 letter delivered 0"]);
    let letter = "SELECT subject || ': ' || body FROM message";
    assert_eq!(
        server.texts(letter).await,
        ["Account A: Achieng Odhiambo owes KES 1085.00 to Sunrise Energy Kenya."]
    );
    assert_eq!(run(&server, "2027-01-19").await, RunCounts::default());
    server.pass(SignedDuration::from_hours(60 * 24));
    let counts = run(&server, "2027-01-20").await;
    assert_eq!(counts, RunCounts { events: 2, ..RunCounts::default() });
    assert_eq!(server.texts(referrals).await, ["1 north 108500 2026-11-21 2027-01-20"]);
    assert_eq!(processes(&server).await, ["1 A completed"]);
    assert_eq!(links(&server, 1).await, ["1 written_off 2027-01-20"]);
    assert_eq!(standing(&server).await, ["A inactive terminated 0"]);
    let register = "SELECT concat_ws(' ', method, process, repossessed_on, principal, fees, tax)
                      FROM write_off
                      JOIN repossession ON repossession.id = write_off.repossession
                      JOIN write_off_contract ON write_off = repossession.id
                     WHERE completed_by IS NULL AND recorded_by IS NULL";
    assert_eq!(server.texts(register).await, ["process 1 2027-01-20 100000 500 8000"]);
    let booked = "SELECT concat_ws(' ', booked_on, debit, credit, amount)
                    FROM journal_entry JOIN journal_posting ON entry = journal_entry.id
                   WHERE cause = 'write_off' ORDER BY posting";
    assert_eq!(
        server.texts(booked).await,
        [
            "2027-01-20 tax_liability receivables 8000",
            "2027-01-20 write_off_expense receivables 100500",
        ]
    );
    assert_eq!(server.number("SELECT count(*) FROM held_product").await, 0);
    let actions = "SELECT DISTINCT status FROM pending_action";
    assert_eq!(server.texts(actions).await, ["done"]);
    let log = "SELECT concat_ws(' ', account, action) FROM audit_row
                WHERE action = 'account_write_off' AND operation IS NULL AND app_user IS NULL";
    assert_eq!(server.texts(log).await, ["A account_write_off"]);
    assert_eq!(
        history(&server, 1).await,
        [
            "started",
            "event_completed",
            "event_completed",
            "event_completed",
            "event_completed",
            "contract_ended",
            "completed",
        ]
    );
    assert_whole(&server).await;
}

#[tokio::test]
async fn only_linked_contracts_are_written_off_and_the_account_ends_with_the_last() {
    let plan = [("write-off", 0), ("score", 1)];
    let mut by_hand = settings(&plan, NOWHERE);
    by_hand["opens_by_itself"] = json!(false);
    by_hand["templates"][0]["code"] = json!("r");
    by_hand["controls"][0]["criteria"][0]["template"] = json!("r");
    by_hand["controls"][1]["criteria"][0]["template"] = json!("r");
    let server = server_with(by_hand, &[Account::defaulted("A", 100).with_contracts(3)]).await;
    let admin = server.admin().await;
    started(&admin, 1, &start_of("A", &[1, 3])).await;
    assert_eq!(run(&server, "2026-11-21").await.events, 1);
    assert_eq!(
        standing(&server).await,
        ["A defaulted terminated 0", "A defaulted active 108500", "A defaulted terminated 0"]
    );
    let pending = "SELECT count(*) FROM pending_action WHERE status = 'pending'";
    assert_eq!(server.number(pending).await, 1);
    assert_whole(&server).await;
    // The process goes on with what it still has to do; the account's last contract ends in another.
    assert_eq!(processes(&server).await, ["1 A events_pending"]);
    started(&admin, 2, &start_of("A", &[2])).await;
    assert_eq!(run(&server, "2026-11-22").await.events, 3);
    assert_eq!(processes(&server).await, ["1 A completed", "2 A completed"]);
    assert_eq!(standing(&server).await[1], "A inactive terminated 0");
    assert_eq!(server.number(pending).await, 0);
    assert_whole(&server).await;
}

#[tokio::test]
async fn two_processes_of_an_account_are_done_one_after_the_other() {
    let accounts = [Account::defaulted("A", 100).with_contracts(2)];
    let server = server_with(settings(&[("write-off", 0)], NOWHERE), &accounts).await;
    let other = "UPDATE contract SET write_off_debt_class = 'hardship' WHERE id = 2";
    server.execute(other).await.unwrap();
    let counts = run(&server, "2026-11-21").await;
    assert_eq!((counts.processes, counts.events, counts.failures), (2, 2, 0));
    assert_eq!(standing(&server).await, ["A inactive terminated 0", "A inactive terminated 0"]);
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 2);
    assert_whole(&server).await;
}

#[tokio::test]
async fn scores_tasks_and_the_agency_with_the_least() {
    let plan = [("score", 0), ("score", 0), ("task", 0), ("refer", 0)];
    let accounts = [
        Account::defaulted("A", 100).of("Achieng Odhiambo", "0712"),
        Account::defaulted("B", 100).with_contracts(2),
        Account::defaulted("C", 100),
    ];
    let server = server_with(settings(&plan, NOWHERE), &accounts).await;
    let counts = run(&server, "2026-11-21").await;
    assert_eq!((counts.processes, counts.events), (3, 12));
    let scores = "SELECT concat_ws(' ', account_id, credit_score) FROM account ORDER BY account_id";
    assert_eq!(server.texts(scores).await, ["A -100", "B -100", "C -100"]);
    let referred = "SELECT concat_ws(' ', agency, amount) FROM referral ORDER BY process";
    assert_eq!(server.texts(referred).await, ["north 108500", "south 217000", "north 108500"]);
    let tasks = "SELECT concat_ws(' ', account, status, defaulted_on, process, sequence, text)
                   FROM process_task JOIN pending_action ON pending_action.id = action
                  WHERE type = 'task' AND account = 'A'";
    assert_eq!(server.texts(tasks).await, ["A pending 2026-08-13 1 3 Call Achieng Odhiambo"]);
    let listed = server.admin().await.get("/api/write-off-processes/1").await.json();
    assert_eq!(listed["tasks"][0]["text"], "Call Achieng Odhiambo");
    assert_eq!(listed["referrals"][0]["agency"], "North");
}

#[tokio::test]
async fn what_is_referred_and_cancelled_on_one_day_is_cancelled() {
    let plan = [("cancel", 0), ("refer", 0), ("cancel", 1), ("refer", 1)];
    let accounts = [Account::defaulted("A", 100)];
    let server = server_with(settings(&plan, NOWHERE), &accounts).await;
    run(&server, "2026-11-21").await;
    let open = "SELECT concat_ws(' ', agency, referred_on, cancelled_on) FROM referral ORDER BY id";
    assert_eq!(server.texts(open).await, ["north 2026-11-21"]);
    run(&server, "2026-11-22").await;
    assert_eq!(
        server.texts(open).await,
        ["north 2026-11-21 2026-11-22", "south 2026-11-22"],
        "who was chosen does not depend on what the same run cancels"
    );
    let again = server_with(settings(&[("refer", 0), ("cancel", 0)], NOWHERE), &accounts).await;
    run(&again, "2026-11-21").await;
    assert_eq!(again.texts(open).await, ["north 2026-11-21 2026-11-21"]);
}

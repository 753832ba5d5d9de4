//! Opening processes by themselves.

use domain::account::{AccountState, ContractStatus};
use serde_json::json;
use server::store::RunCounts;
use uuid::Uuid;

use super::{events, history, processes, run, server_with, settings, standing};
use crate::suite::payments::assert_whole;
use crate::support::Account;

const NOWHERE: &str = "https://example.com/";

#[tokio::test]
async fn they_open_past_grace_and_not_on_hold() {
    let accounts = [
        Account::defaulted("A", 100).with_contracts(2),
        Account::defaulted("B", 29),
        Account::defaulted("C", 100),
        Account::in_state("D", AccountState::Normal, ContractStatus::Active),
        Account::defaulted("E", 100).owing([0, 0, 0], 100),
    ];
    let server = server_with(settings(&[("task", 5)], NOWHERE), &accounts).await;
    let hold = json!({ "account": "C", "until": "2026-11-22" });
    let path = format!("/api/write-off-processes/holds/{}", Uuid::from_u128(1));
    assert_eq!(server.admin().await.put(&path, &hold).await.status, 201);
    let counts = run(&server, "2026-11-21").await;
    assert_eq!(counts, RunCounts { processes: 1, ..RunCounts::default() });
    assert_eq!(processes(&server).await, ["1 A events_pending"]);
    // The same run again, and that of the next day: the hold is over, and B's grace.
    assert_eq!(run(&server, "2026-11-21").await, counts);
    assert_eq!(run(&server, "2026-11-22").await.processes, 2);
    assert_eq!(
        processes(&server).await,
        ["1 A events_pending", "2 B events_pending", "3 C events_pending"]
    );
    let opened = "SELECT concat_ws(' ', control, template, created_on, starts_on, version)
                    FROM write_off_process WHERE started_by IS NULL ORDER BY id";
    assert_eq!(
        server.texts(opened).await,
        [
            "std t 2026-11-21 2026-11-21 1",
            "std t 2026-11-22 2026-11-22 1",
            "std t 2026-11-22 2026-11-22 1",
        ]
    );
    assert_eq!(super::links(&server, 1).await, ["1", "2"]);
    assert_eq!(events(&server, 1).await, ["1 task pending"]);
    assert_eq!(history(&server, 1).await, ["started"]);
    let reply = server.admin().await.get("/api/daily-runs").await.json();
    assert_eq!(reply["runs"][0]["processes"], 2);
    assert_whole(&server).await;
}

#[tokio::test]
async fn one_opens_for_each_kind_of_debt() {
    let accounts = [Account::defaulted("A", 100).with_contracts(3)];
    let server = server_with(settings(&[("task", 5)], NOWHERE), &accounts).await;
    let other = "UPDATE contract SET write_off_debt_class = 'hardship' WHERE id = 2";
    server.execute(other).await.unwrap();
    assert_eq!(run(&server, "2026-11-21").await.processes, 2);
    let found = "SELECT concat_ws(' ', process, contract, control) FROM process_contract
                   JOIN write_off_process ON id = process ORDER BY contract";
    assert_eq!(server.texts(found).await, ["2 1 std", "1 2 hard", "2 3 std"]);
}

#[tokio::test]
async fn small_balances_are_written_down_instead() {
    let small = |id: &str, days| Account::defaulted(id, days).owing([30, 2, 8], 100);
    let accounts = [small("F", 100), small("G", 100).with_contracts(2), small("H", 20)];
    let server = server_with(settings(&[("task", 5)], NOWHERE), &accounts).await;
    let counts = run(&server, "2026-11-21").await;
    assert_eq!(counts, RunCounts { write_downs: 3, ..RunCounts::default() });
    assert_eq!(
        standing(&server).await,
        [
            "F finished finished 0",
            "G finished finished 0",
            "G finished finished 0",
            "H defaulted active 40"
        ]
    );
    let booked = "SELECT concat_ws(' ', journal_entry.account, contract, debit, credit, amount)
                    FROM journal_entry JOIN journal_posting ON entry = journal_entry.id
                   WHERE cause = 'write_down' ORDER BY entry, posting";
    assert_eq!(
        server.texts(booked).await,
        [
            "F 1 tax_liability receivables 8",
            "F 1 write_off_expense receivables 32",
            "G 2 tax_liability receivables 8",
            "G 2 write_off_expense receivables 32",
            "G 3 tax_liability receivables 8",
            "G 3 write_off_expense receivables 32",
        ]
    );
    assert_eq!(run(&server, "2026-11-21").await, counts, "nothing twice");
    assert_whole(&server).await;
    // Past H's grace it is too.
    assert_eq!(run(&server, "2026-12-01").await.write_downs, 1);
}

#[tokio::test]
async fn nothing_opens_where_that_is_switched_off_or_nothing_is_set_up() {
    let mut off = settings(&[("task", 5)], NOWHERE);
    off["opens_by_itself"] = json!(false);
    let server = server_with(off, &[Account::defaulted("A", 100)]).await;
    server.add_elsewhere(&[Account::defaulted("S", 100)]).await;
    assert_eq!(run(&server, "2026-11-21").await, RunCounts::default());
    let companies = server.store.companies_of_runs().await.unwrap();
    let day = "2026-11-21".parse().unwrap();
    let elsewhere = server.store.run_day(&companies[1], day, &server.clock()).await.unwrap();
    assert_eq!(elsewhere, RunCounts::default());
}

#[tokio::test]
async fn more_accounts_than_one_transaction_takes() {
    let accounts: Vec<Account> =
        (0..2_100).map(|number| Account::defaulted(&format!("N-{number:04}"), 100)).collect();
    let server = server_with(settings(&[("score", 0)], NOWHERE), &accounts).await;
    let counts = run(&server, "2026-11-21").await;
    assert_eq!((counts.processes, counts.events), (2_100, 2_100));
    assert_eq!(server.number("SELECT count(DISTINCT credit_score) FROM account").await, 1);
    assert_eq!(server.number("SELECT sum(credit_score) FROM account").await, -50 * 2_100);
}

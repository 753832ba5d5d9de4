//! Days: working ones, missed ones, and those that end at midnight where the company is.

use jiff::SignedDuration;
use serde_json::json;
use server::daily_run::run_what_is_due;

use super::{events, processes, run, server_with, settings};
use crate::suite::processes::{start_of, started};
use crate::support::Account;

const NOWHERE: &str = "https://example.com/";

#[tokio::test]
async fn working_days_leave_out_the_weekend_and_a_holiday() {
    let mut plan = settings(&[("task", 0), ("score", 1), ("task", 2)], NOWHERE);
    plan["templates"][0]["days"] = json!("working");
    let server = server_with(plan, &[Account::defaulted("A", 100)]).await;
    // The 21st is a Saturday, and Tuesday the 24th a holiday.
    run(&server, "2026-11-21").await;
    let days = "SELECT concat_ws(' ', sequence, trigger_on) FROM process_event ORDER BY sequence";
    assert_eq!(server.texts(days).await, ["1 2026-11-23", "2 2026-11-23", "3 2026-11-25"]);
    for (day, done) in [("2026-11-22", 0), ("2026-11-23", 2), ("2026-11-24", 0), ("2026-11-25", 1)]
    {
        assert_eq!(run(&server, day).await.events, done, "{day}");
    }
    assert_eq!(processes(&server).await, ["1 A completed"]);
}

#[tokio::test]
async fn missed_days_are_made_up_with_their_own_dates() {
    let plan = [("score", 0), ("task", 1), ("score", 2), ("task", 9)];
    let accounts = [Account::defaulted("A", 100), Account::defaulted("B", 28)];
    let server = server_with(settings(&plan, NOWHERE), &accounts).await;
    run(&server, "2026-11-21").await;
    server.pass(SignedDuration::from_hours(3 * 24));
    run_what_is_due(&server.store, &server.clock()).await.unwrap();
    assert_eq!(
        events(&server, 1).await,
        [
            "1 score complete 2026-11-21",
            "2 task complete 2026-11-22",
            "3 score complete 2026-11-23",
            "4 task pending",
        ]
    );
    let opened = "SELECT concat_ws(' ', account, created_on) FROM write_off_process ORDER BY id";
    assert_eq!(server.texts(opened).await, ["A 2026-11-21", "B 2026-11-23"]);
    assert_eq!(
        events(&server, 2).await[..2],
        ["1 score complete 2026-11-23", "2 task complete 2026-11-24"]
    );
    let counted = "SELECT concat_ws(' ', run_on, processes, events) FROM daily_run
                    WHERE company = 1 ORDER BY run_on";
    assert_eq!(
        server.texts(counted).await,
        ["2026-11-21 1 1", "2026-11-22 0 1", "2026-11-23 1 2", "2026-11-24 0 1"]
    );
}

#[tokio::test]
async fn what_is_started_just_before_midnight_is_of_that_day_where_the_company_is() {
    let mut by_hand = settings(&[("score", 0), ("score", 1)], NOWHERE);
    by_hand["opens_by_itself"] = json!(false);
    by_hand["templates"][0]["code"] = json!("r");
    for control in [0, 1] {
        by_hand["controls"][control]["criteria"][0]["template"] = json!("r");
    }
    let accounts = [Account::defaulted("A", 100), Account::defaulted("B", 100)];
    let server = server_with(by_hand, &accounts).await;
    // One second before midnight in Nairobi, which is 21:00 of the same day in UTC.
    server.pass(SignedDuration::from_secs(12 * 3_600 - 1));
    let admin = server.admin().await;
    let mut body = start_of("A", &[1]);
    body["created_at"] = json!("2026-11-21T23:59");
    let before = started(&admin, 1, &body).await;
    assert_eq!(before["created_on"], "2026-11-21");
    server.pass(SignedDuration::from_secs(1));
    let mut body = start_of("B", &[2]);
    body["created_at"] = json!("2026-11-22T00:00");
    let after = started(&admin, 2, &body).await;
    assert_eq!(after["created_on"], "2026-11-22");
    assert_eq!(run(&server, "2026-11-21").await.events, 1);
    assert_eq!(run(&server, "2026-11-22").await.events, 2);
    assert_eq!(events(&server, 1).await[1], "2 score complete 2026-11-22");
    assert_eq!(events(&server, 2).await[1], "2 score pending");
}

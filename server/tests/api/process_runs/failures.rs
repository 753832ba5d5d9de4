//! Events that cannot be done: told once a day, tried again, and in nobody's way.

use serde_json::json;

use super::{events, history, kenya, messages, processes, run, server_with, set_up, settings};
use crate::suite::payments::assert_whole;
use crate::support::{Account, TestServer};

const NOWHERE: &str = "https://example.com/";

async fn failures(server: &TestServer) -> Vec<String> {
    let sql = "SELECT concat_ws(' ', process, sequence, failure, failed_on) FROM process_event
                WHERE failure IS NOT NULL ORDER BY process, sequence";
    server.texts(sql).await
}

#[tokio::test]
async fn one_holds_up_the_later_ones_until_it_can_be_done() {
    let plan = [("mail", 0), ("score", 0)];
    let accounts = [Account::defaulted("A", 100), Account::defaulted("B", 100)];
    let server = server_with(settings(&plan, NOWHERE), &accounts).await;
    let reach = "UPDATE customer SET mail = 'b@example.com' WHERE id = 2";
    server.execute(reach).await.unwrap();
    let counts = run(&server, "2026-11-21").await;
    assert_eq!((counts.events, counts.failures), (1, 1));
    assert_eq!(failures(&server).await, ["1 1 no_address 2026-11-21"]);
    assert_eq!(events(&server, 1).await, ["1 mail pending", "2 score pending"]);
    assert_eq!(history(&server, 1).await, ["started", "event_failed"]);
    // The next run tries again, and tells it again; the same run repeated would not.
    assert_eq!(run(&server, "2026-11-22").await.failures, 1);
    assert_eq!(history(&server, 1).await, ["started", "event_failed", "event_failed"]);
    let shown = server.admin().await.get("/api/write-off-processes/1").await.json();
    assert_eq!(shown["events"][0]["failure"], "no_address");
    server.execute("UPDATE customer SET mail = 'a@example.com' WHERE id = 1").await.unwrap();
    let counts = run(&server, "2026-11-23").await;
    assert_eq!((counts.events, counts.failures), (1, 0));
    assert_eq!(failures(&server).await, [""; 0]);
    assert_eq!(messages(&server).await, ["1 mail waiting 0", "1 mail waiting 0"]);
    // What waits for its delivery is not written again.
    assert_eq!(run(&server, "2026-11-24").await.events, 0);
}

#[tokio::test]
async fn one_that_may_be_skipped_holds_up_nothing() {
    let plan = [("mail-or-not", 0), ("score", 0)];
    let server = server_with(settings(&plan, NOWHERE), &[Account::defaulted("A", 100)]).await;
    let counts = run(&server, "2026-11-21").await;
    assert_eq!((counts.events, counts.failures), (1, 1));
    assert_eq!(events(&server, 1).await, ["1 mail-or-not pending", "2 score complete 2026-11-21"]);
    assert_eq!(processes(&server).await, ["1 A events_pending"]);
}

#[tokio::test]
async fn without_an_agency_or_a_default_it_says_so() {
    let mut nobody = settings(&[("refer", 0)], NOWHERE);
    nobody["agencies"] = json!([]);
    let server = server_with(nobody, &[Account::defaulted("A", 100)]).await;
    run(&server, "2026-11-21").await;
    assert_eq!(failures(&server).await, ["1 1 no_agency 2026-11-21"]);
    set_up(&server, settings(&[("refer", 0)], NOWHERE)).await;
    assert_eq!(run(&server, "2026-11-22").await.events, 1);
    assert_eq!(processes(&server).await, ["1 A completed"]);

    // A customer who has paid since may owe, and may not be written off.
    let server =
        server_with(settings(&[("write-off", 1)], NOWHERE), &[Account::defaulted("B", 100)]).await;
    run(&server, "2026-11-21").await;
    let paid = "UPDATE account SET state = 'normal', paid_until = '2027-01-01'";
    server.execute(paid).await.unwrap();
    server
        .execute("UPDATE pending_action SET status = 'done', done_at = created_at")
        .await
        .unwrap();
    assert_eq!(run(&server, "2026-11-22").await.failures, 1);
    assert_eq!(failures(&server).await, ["1 1 account_not_in_default 2026-11-22"]);
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 0);
}

#[tokio::test]
async fn what_the_database_refuses_is_set_aside_and_the_others_are_done() {
    let accounts: Vec<Account> =
        (0..9).map(|number| Account::defaulted(&format!("N-{number}"), 100)).collect();
    let server = server_with(settings(&[("score", 0), ("refer", 0)], NOWHERE), &accounts).await;
    // One process refers, and no referral is taken.
    server
        .execute("UPDATE account SET held_until = '2026-12-31' WHERE account_id <> 'N-4'")
        .await
        .unwrap();
    run(&server, "2026-11-20").await;
    assert_eq!(processes(&server).await, ["1 N-4 completed"]);
    server.execute("UPDATE account SET held_until = NULL").await.unwrap();
    set_up(&server, settings(&[("score", 1), ("refer", 1)], NOWHERE)).await;
    run(&server, "2026-11-21").await;
    assert_eq!(server.number("SELECT count(*) FROM write_off_process").await, 10);
    // Now a template of others refers nothing.
    let others = "UPDATE process_event SET event_type = 'score'
                   WHERE sequence = 2 AND status = 'pending' AND process <> 5";
    server.execute(others).await.unwrap();
    server.database.refuse_rows("referral").await;
    let counts = run(&server, "2026-11-22").await;
    assert_eq!((counts.events, counts.failures), (16, 1));
    assert_eq!(failures(&server).await, ["5 1 not_done 2026-11-22"]);
    assert_eq!(history(&server, 5).await, ["started", "event_failed"]);
    let finished = "SELECT count(*) FROM daily_run WHERE finished_at IS NOT NULL";
    assert_eq!(server.number(finished).await, 3);
    server.database.take_rows_again("referral").await;
    assert_eq!(run(&server, "2026-11-23").await.events, 2);
    assert_eq!(failures(&server).await, [""; 0]);
    assert_eq!(kenya(&server).await.last.unwrap().to_string(), "2026-11-23");
    assert_whole(&server).await;
}

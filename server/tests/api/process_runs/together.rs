//! Several at once, and runs that are killed: nothing doubled, nothing lost.

use std::time::Duration;

use server::ids::IdSource;
use server::store::{self, Store};

use super::{kenya, processes, run, server_with, settings};
use crate::suite::payments::{assert_whole, pay, payment};
use crate::support::{Account, TestServer};

const NOWHERE: &str = "https://example.com/";

const EVERYTHING: [(&str, u32); 5] =
    [("refer", 0), ("score", 0), ("task", 0), ("letter", 0), ("write-off", 0)];

fn many(count: usize) -> Vec<Account> {
    (0..count).map(|number| Account::defaulted(&format!("N-{number:04}"), 100)).collect()
}

async fn another_store(server: &TestServer) -> Store {
    store::open(&server.database.opening(), &IdSource::system()).await.unwrap()
}

/// Each account was written off once, and everything before that was done once.
async fn assert_done_once(server: &TestServer, accounts: i64) {
    for (what, expected) in [
        ("SELECT count(*) FROM write_off_process WHERE reason = 'completed'", accounts),
        ("SELECT count(*) FROM write_off_process", accounts),
        ("SELECT count(*) FROM write_off", accounts),
        ("SELECT count(*) FROM referral", accounts),
        ("SELECT count(*) FROM message", accounts),
        ("SELECT count(*) FROM process_task", accounts),
        ("SELECT sum(credit_score) FROM account", -50 * accounts),
        ("SELECT count(*) FROM process_history WHERE what = 'event_completed'", 5 * accounts),
        ("SELECT events FROM daily_run WHERE company = 1", 5 * accounts),
        ("SELECT processes FROM daily_run WHERE company = 1", accounts),
        ("SELECT failures FROM daily_run WHERE company = 1", 0),
    ] {
        assert_eq!(server.number(what).await, expected, "{what}");
    }
    assert_whole(server).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_stores_that_run_the_same_day_do_each_event_once() {
    let server = server_with(settings(&EVERYTHING, NOWHERE), &many(700)).await;
    let other = another_store(&server).await;
    let company = kenya(&server).await;
    let clock = server.clock();
    let day = "2026-11-21".parse().unwrap();
    let (one, another) = tokio::join!(
        server.store.run_day(&company, day, &clock),
        other.run_day(&company, day, &clock),
    );
    assert_eq!(one.unwrap(), another.unwrap());
    assert_done_once(&server, 700).await;
    other.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_killed_goes_on_where_it_was() {
    let server = server_with(settings(&EVERYTHING, NOWHERE), &many(1_300)).await;
    let company = kenya(&server).await;
    let clock = server.clock();
    let day = "2026-11-21".parse().unwrap();
    // Given up after ever longer: what was not committed by then is not there.
    let mut killed = 0;
    for turn in 1..40 {
        let time = Duration::from_millis(40 * turn);
        if tokio::time::timeout(time, server.store.run_day(&company, day, &clock)).await.is_ok() {
            break;
        }
        killed += 1;
    }
    assert!(killed >= 2, "{killed}");
    server.store.run_day(&company, day, &clock).await.unwrap();
    assert_done_once(&server, 1_300).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_in_the_middle_comes_before_the_write_off_or_after_it() {
    let accounts: Vec<Account> =
        many(40).into_iter().map(|account| account.paid_until("2026-08-12")).collect();
    let server = server_with(settings(&[("refer", 0), ("write-off", 1)], NOWHERE), &accounts).await;
    run(&server, "2026-11-21").await;
    let admin = server.admin().await;
    let company = kenya(&server).await;
    let clock = server.clock();
    let paying = async {
        for number in (0..40).rev() {
            let account = format!("N-{number:04}");
            let reply =
                pay(&admin, &format!("P{number}"), &payment(&account, "2026-11-21", 108_500)).await;
            assert_eq!(reply.status, 201, "{}", reply.json());
        }
    };
    let day = "2026-11-22".parse().unwrap();
    let (made, ()) = tokio::join!(server.store.run_day(&company, day, &clock), paying);
    let counts = made.unwrap();
    let by_reason =
        |reason: &str| format!("SELECT count(*) FROM write_off_process WHERE reason = '{reason}'");
    let written_off = server.number("SELECT count(*) FROM write_off").await;
    assert_eq!(server.number(&by_reason("completed")).await, written_off);
    assert_eq!(server.number(&by_reason("canceled_by_system")).await, 40 - written_off);
    assert_eq!(i64::try_from(counts.events).unwrap(), written_off);
    // What came after a write-off is a recovery, and all that came in is booked once.
    let recoveries = server.number("SELECT count(*) FROM payment WHERE recovery").await;
    assert_eq!(recoveries, written_off);
    assert_eq!(processes(&server).await.len(), 40);
    assert_whole(&server).await;
}

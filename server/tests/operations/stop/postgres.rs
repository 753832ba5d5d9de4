//! On PostgreSQL.

use sqlx::{Connection as _, PgConnection};
use tokio::task::JoinSet;

use super::{UNDER_WAY, assert_gives_up, until};
use crate::postgres::{Cluster, Database};
use crate::support::{Client, Demo, Serving, writeoff_on};

/// Entries of each of the operations that are under way at once.
const ENTRIES: usize = 30;

const OPERATIONS: &str = "SELECT operation_id::text FROM bulk_operation ORDER BY 1";

/// Keeps everybody else from writing off.
async fn hold(database: &Database<'_>) -> PgConnection {
    let mut other = database.administrator().await;
    let lock = "BEGIN; LOCK TABLE account IN EXCLUSIVE MODE";
    sqlx::raw_sql(lock).execute(&mut other).await.unwrap();
    other
}

fn assert_whole(database: &Database<'_>) {
    let verified = writeoff_on(&database.text(), &["verify"]);
    assert!(verified.status.success(), "{verified:?}");
}

#[tokio::test]
async fn every_operation_under_way_is_finished_and_nothing_new_begun() {
    let demo = Demo::new(Cluster::shared().await).await;
    let serving = Serving::start(demo.database.text(), &[]);
    let admin = Client::sign_in(&serving.base, "a.wanjiku", &demo.password).await;
    let full = std::fs::read_to_string(demo.uploads().join("full.csv")).unwrap();
    let accounts: Vec<&str> = full.lines().skip(1).collect();
    let mut bodies = Vec::new();
    // Each has accounts in common with the one before.
    for entries in accounts.windows(ENTRIES).step_by(ENTRIES / 2).take(4) {
        bodies.push(admin.submission(entries.join("\n").as_bytes()).await);
    }
    let held = hold(&demo.database).await;
    let admin = std::sync::Arc::new(admin);
    let mut submitting = JoinSet::new();
    for (id, body) in (1..).zip(bodies) {
        let admin = admin.clone();
        submitting.spawn(async move { admin.submit(id, &body).await.status().as_u16() });
    }
    tokio::time::sleep(UNDER_WAY).await;
    serving.ask_to_stop();
    let base = serving.base.clone();
    until("refusing", async || reqwest::get(format!("{base}/ready")).await.is_err()).await;
    held.close().await.unwrap();
    let answers = submitting.join_all().await;
    assert_eq!(answers, [201; 4]);
    tokio::task::spawn_blocking(move || serving.stopped()).await.unwrap();
    assert_eq!(demo.database.texts(OPERATIONS).await.len(), 4);
    assert_whole(&demo.database);
}

#[tokio::test]
async fn what_does_not_end_in_time_is_given_up_and_leaves_nothing() {
    let demo = Demo::new(Cluster::shared().await).await;
    let serving = Serving::start(demo.database.text(), &["--stop-seconds", "1"]);
    let admin = Client::sign_in(&serving.base, "a.wanjiku", &demo.password).await;
    let file = std::fs::read(demo.uploads().join("eligible.csv")).unwrap();
    let body = admin.submission(&file).await;
    let held = hold(&demo.database).await;
    let submitting = tokio::spawn(async move { admin.submit_in_vain(1, &body).await });
    tokio::time::sleep(UNDER_WAY).await;
    assert_gives_up(serving).await;
    held.close().await.unwrap();
    submitting.await.unwrap();
    // What the server had begun is over before anybody looks.
    let busy = "SELECT pid::text FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()";
    until("leaving", async || demo.database.texts(busy).await.is_empty()).await;
    assert_eq!(demo.database.texts(OPERATIONS).await, [""; 0]);
    assert_whole(&demo.database);
}

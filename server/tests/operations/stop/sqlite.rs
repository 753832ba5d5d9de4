//! On the embedded database.

use std::time::{Duration, Instant};

use sqlx::Connection as _;
use tokio::io::AsyncWriteExt as _;

use super::{UNDER_WAY, assert_gives_up, until};
use crate::support::{Client, Serving, connect, demo, texts, writeoff};

#[tokio::test]
async fn a_bulk_write_off_under_way_is_finished_and_nothing_new_begun() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    let password = demo(&database);
    let serving = Serving::start(&database, &[]);
    let admin = Client::sign_in(&serving.base, "a.wanjiku", &password).await;
    let file = std::fs::read(folder.path().join("uploads").join("full.csv")).unwrap();
    let body = admin.submission(&file).await;

    // Somebody else writes for a moment, so that the operation has begun and cannot end.
    let mut other = connect(&database).await;
    let writing = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let base = serving.base.clone();
    let submitting = tokio::spawn(async move { admin.submit(1, &body).await });
    tokio::time::sleep(UNDER_WAY).await;
    serving.ask_to_stop();
    until("refusing", async || reqwest::get(format!("{base}/ready")).await.is_err()).await;
    assert!(!submitting.is_finished());
    writing.rollback().await.unwrap();
    other.close().await.unwrap();

    let reply = submitting.await.unwrap();
    assert_eq!(reply.status(), 201);
    serving.stopped();
    assert_eq!(texts(&database, "SELECT CAST(number AS TEXT) FROM bulk_operation").await, ["1"]);
    let verified = writeoff(&["verify", "--database", database.to_str().unwrap()]);
    assert!(verified.status.success(), "{verified:?}");
}

#[tokio::test]
async fn what_does_not_end_in_time_is_given_up_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    let password = demo(&database);
    let serving = Serving::start(&database, &["--stop-seconds", "1"]);
    let admin = Client::sign_in(&serving.base, "a.wanjiku", &password).await;
    let file = std::fs::read(folder.path().join("uploads").join("eligible.csv")).unwrap();
    let body = admin.submission(&file).await;
    // Half a request, whose other half never comes.
    let address = serving.base.strip_prefix("http://").unwrap();
    let mut silent = tokio::net::TcpStream::connect(address).await.unwrap();
    silent
        .write_all(b"POST /api/session HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\n{")
        .await
        .unwrap();
    let mut other = connect(&database).await;
    let writing = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let submitting = tokio::spawn(async move { admin.submit_in_vain(1, &body).await });
    tokio::time::sleep(UNDER_WAY).await;
    assert_gives_up(serving).await;
    writing.rollback().await.unwrap();
    other.close().await.unwrap();
    submitting.await.unwrap();
    assert_eq!(texts(&database, "SELECT operation_id FROM bulk_operation").await, [""; 0]);
    let verified = writeoff(&["verify", "--database", database.to_str().unwrap()]);
    assert!(verified.status.success(), "{verified:?}");
}

#[tokio::test]
async fn a_server_that_drains_says_that_it_is_not_ready_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let serving = Serving::start(folder.path().join("new.db"), &["--drain-seconds", "3"]);
    let status = async |path: &str| {
        reqwest::get(format!("{}{path}", serving.base)).await.map(|reply| reply.status().as_u16())
    };
    assert_eq!(status("/ready").await.unwrap(), 200);
    let began = Instant::now();
    serving.ask_to_stop();
    until("not being ready", async || status("/ready").await.unwrap() == 503).await;
    assert_eq!(status("/health").await.unwrap(), 200);
    assert_eq!(status("/api/session").await.unwrap(), 401);
    let reply = reqwest::get(format!("{}/ready", serving.base)).await.unwrap();
    assert_eq!(reply.headers()["content-type"], "application/problem+json");
    assert!(reply.text().await.unwrap().contains("stopping"));
    serving.stopped();
    assert!(began.elapsed() >= Duration::from_secs(3));
}

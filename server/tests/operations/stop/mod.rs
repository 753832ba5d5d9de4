//! Being told to stop.

mod postgres;
mod sqlite;

use std::time::{Duration, Instant};

use crate::support::Serving;

/// The server has the request and waits for the database.
const UNDER_WAY: Duration = Duration::from_millis(500);

async fn until(what: &str, mut done: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !done().await {
        assert!(began.elapsed() < Duration::from_secs(20), "{what} does not happen");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// That a server which cannot finish what was begun stops in time, and says so.
async fn assert_gives_up(serving: Serving) {
    let began = Instant::now();
    let log = tokio::task::spawn_blocking(move || serving.stop()).await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    assert!(log.contains("is given up"), "{log}");
}

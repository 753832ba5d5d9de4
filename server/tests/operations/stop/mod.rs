//! Being told to stop.

mod postgres;
mod sqlite;

use std::time::{Duration, Instant};

/// The server has the request and waits for the database.
const UNDER_WAY: Duration = Duration::from_millis(500);

async fn until(what: &str, mut done: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !done().await {
        assert!(began.elapsed() < Duration::from_secs(20), "{what} does not happen");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

//! How much memory the program keeps.

use crate::metrics::read;
use crate::support::{Client, Serving, demo};

/// What hashing one password takes.
const OF_A_SIGN_IN: f64 = 19.0 * 1024.0 * 1024.0;

async fn resident_bytes(metrics: &str) -> f64 {
    read(metrics).await["process_resident_memory_bytes"].parse().unwrap()
}

#[tokio::test]
async fn what_a_sign_in_takes_is_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    let password = demo(&database);
    let serving = Serving::start(&database, &["--metrics-listen", "127.0.0.1:0"]);
    let metrics = serving.metrics.clone().unwrap();
    let before = resident_bytes(&metrics).await;
    for _ in 0..8 {
        Client::sign_in(&serving.base, "a.wanjiku", &password).await;
    }
    let grown = resident_bytes(&metrics).await - before;
    assert!(grown < OF_A_SIGN_IN, "grown by {grown} bytes");
}

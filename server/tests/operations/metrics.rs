//! `/metrics`.

use std::collections::BTreeMap;

use crate::support::{Client, Serving, demo};

pub(crate) async fn read(address: &str) -> BTreeMap<String, String> {
    let reply = reqwest::get(address).await.unwrap();
    assert_eq!(reply.status(), 200);
    let kind = reply.headers()["content-type"].to_str().unwrap().to_owned();
    assert!(kind.starts_with("application/openmetrics-text; version=1.0.0"), "{kind}");
    let text = reply.text().await.unwrap();
    assert!(text.ends_with("# EOF\n"), "{text}");
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (name, value) = line.rsplit_once(' ').unwrap();
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

#[tokio::test]
async fn what_was_done_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    let password = demo(&database);
    let serving = Serving::start(&database, &["--metrics-listen", "127.0.0.1:0"]);
    let address = serving.metrics.clone().unwrap();
    let before = read(&address).await;
    assert_eq!(before["writeoff_bulk_write_offs_total"], "0");

    let admin = Client::sign_in(&serving.base, "a.wanjiku", &password).await;
    let file = std::fs::read(folder.path().join("uploads").join("eligible.csv")).unwrap();
    let entries = domain::upload::read(&file, None).unwrap().entries.len();
    let body = admin.submission(&file).await;
    for _ in 0..2 {
        assert_eq!(admin.submit(1, &body).await.status(), 201);
    }
    let nowhere = reqwest::get(format!("{}/nobody/asked/{entries}", serving.base)).await.unwrap();
    assert_eq!(nowhere.status(), 404);

    let after = read(&address).await;
    let entries = entries.to_string();
    for (name, expected) in [
        ("writeoff_bulk_write_offs_total", "1"),
        ("writeoff_bulk_write_off_entries_total", entries.as_str()),
        ("writeoff_bulk_write_off_accounts_total", entries.as_str()),
        ("writeoff_bulk_write_off_replays_total", "1"),
        (
            "writeoff_http_requests_total{method=\"PUT\",route=\"/api/bulk-write-offs/{id}\",status=\"201\"}",
            "2",
        ),
        ("writeoff_http_requests_total{method=\"GET\",route=\"other\",status=\"404\"}", "1"),
        ("writeoff_http_request_seconds_count{method=\"POST\",route=\"/api/session\"}", "1"),
        ("writeoff_http_requests_in_flight", "0"),
        ("writeoff_database_up", "1"),
        ("writeoff_database_connections_max{pool=\"writer\"}", "1"),
    ] {
        assert_eq!(after.get(name).map(String::as_str), Some(expected), "{name}: {after:#?}");
    }
    let number = |name: &str| after[name].parse::<f64>().unwrap();
    assert!(number("process_resident_memory_bytes") > 1e6);
    assert!(number("process_cpu_seconds_total") > 0.0);
    assert!(number("process_start_time_seconds") > 1.7e9);
}

#[tokio::test]
async fn nothing_is_counted_where_the_page_is() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("new.db");
    for more in [&[] as &[&str], &["--metrics-listen", "127.0.0.1:0"]] {
        let serving = Serving::start(&database, more);
        assert_eq!(serving.metrics.is_some(), !more.is_empty());
        let reply = reqwest::get(format!("{}/metrics", serving.base)).await.unwrap();
        assert_eq!(reply.status(), 404);
        serving.stop();
    }
}

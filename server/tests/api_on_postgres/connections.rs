//! The database goes away, comes back, or has no connection left.

use std::time::{Duration, Instant};

use http::Method;
use server::database_location::Location;
use server::page::Page;
use server::store::Opening;
use uuid::Uuid;

use crate::database::{TestDatabase, url};
use crate::postgres::Cluster;
use crate::support::{Account, TestServer, submission};

/// Long enough for a machine that does many other things.
const IN_TIME: Duration = Duration::from_secs(20);

async fn on_a_cluster_of_its_own() -> (&'static Cluster, TestServer) {
    // It is stopped with the pipe that its process holds.
    let cluster: &'static Cluster = Box::leak(Box::new(Cluster::start().await));
    let server =
        TestServer::start_on(TestDatabase(cluster.database().await), Page::from_fn(|_| None)).await;
    server.fill().await;
    (cluster, server)
}

#[tokio::test]
async fn without_a_database_everybody_is_told_at_once_and_with_one_it_works_again() {
    let (cluster, server) = on_a_cluster_of_its_own().await;
    server.add(&[Account::defaulted("D", 100)]).await;
    let admin = server.admin().await;
    let body = submission(&admin, "D").await;
    let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));

    cluster.stop();
    // It takes a moment to notice; from then on nobody waits.
    let noticed = Instant::now();
    while admin.get("/ready").await.status != 503 {
        assert!(noticed.elapsed() < IN_TIME);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let asked = Instant::now();
    for _ in 0..10 {
        let problem = admin.put(&path, &body).await.assert_problem(503, "unavailable");
        let said = problem["detail"].as_str().unwrap();
        assert!(said.contains("The database cannot be reached"), "{said}");
    }
    let reply = admin.get("/api/session").await;
    reply.assert_problem(503, "unavailable");
    assert_eq!(reply.header("retry-after"), "1");
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());

    cluster.restart();
    let waited = Instant::now();
    while admin.get("/ready").await.status != 200 {
        assert!(waited.elapsed() < IN_TIME);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let reply = admin.put(&path, &body).await;
    assert_eq!(reply.status, 201, "{}", reply.json());
    assert_eq!(reply.json()["summary"]["written_off"], 1);
    server.stop().await;
}

#[tokio::test]
async fn a_connection_that_is_broken_off_in_the_middle_is_no_failure() {
    let server = TestServer::start().await;
    server.add(&Account::many(50)).await;
    let admin = server.admin().await;
    let file: Vec<String> = (0..50).map(|number| format!("N-{number:04}")).collect();
    let body = submission(&admin, &file.join("\n")).await;
    let path = format!("/api/bulk-write-offs/{}", Uuid::from_u128(1));
    let held = server.database.hold("stock_move").await;
    let request = tokio::spawn(admin.request(Method::PUT, &path).json(&body).send());
    let waiting = "FROM pg_stat_activity WHERE datname = current_database() AND usename = 'server'
                    AND wait_event_type = 'Lock'";
    let asked = Instant::now();
    while server.number(&format!("SELECT count(*) {waiting}")).await == 0 {
        assert!(asked.elapsed() < IN_TIME);
    }
    server.execute(&format!("SELECT pg_terminate_backend(pid) {waiting}")).await.unwrap();
    held.release().await;
    let response = request.await.unwrap().unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(server.number("SELECT count(*) FROM write_off").await, 50);
    assert_eq!(server.number("SELECT count(*) FROM bulk_operation").await, 1);
}

#[tokio::test]
async fn a_server_without_a_connection_left_says_that_it_is_busy() {
    let database = Cluster::shared().await.database().await;
    let opening =
        Opening { connections_max: 1, ..Location::Postgres(url(&database.text())).into() };
    let store = server::store::open(&opening, &server::ids::IdSource::system()).await.unwrap();
    store.ping().await.unwrap();
    // Whoever has the one connection waits for a table.
    let mut administrator = database.administrator().await;
    sqlx::raw_sql("BEGIN; LOCK TABLE operating_company IN ACCESS EXCLUSIVE MODE")
        .execute(&mut administrator)
        .await
        .unwrap();
    let (first, second) = tokio::join!(store.ping(), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let asked = Instant::now();
        let answer = store.is_empty().await;
        (answer, asked.elapsed())
    });
    assert!(first.is_err());
    let (second, waited) = second;
    assert!(second.unwrap_err().to_string().contains("busy"));
    assert!(waited < Duration::from_secs(4), "{waited:?}");
    sqlx::raw_sql("ROLLBACK").execute(&mut administrator).await.unwrap();
    store.ping().await.unwrap();
    store.close().await;
}

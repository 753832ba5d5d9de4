//! `/health` and `/ready`.

use crate::support::TestServer;

#[tokio::test]
async fn a_server_with_a_database_is_well_and_ready() {
    let server = TestServer::start().await;
    for (path, said) in [("/health", "ok\n"), ("/ready", "ready\n")] {
        let reply = server.anonymous().get(path).await;
        assert_eq!((reply.status, reply.bytes.as_slice()), (200, said.as_bytes()));
        assert_eq!(reply.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_server_whose_database_lacks_something_runs_and_is_not_ready() {
    for missing in ["DROP TABLE _sqlx_migrations", "DELETE FROM _sqlx_migrations WHERE version = 3"]
    {
        let server = TestServer::start().await;
        server.execute(missing).await.unwrap();
        let reply = server.anonymous().get("/ready").await;
        let problem = reply.assert_problem(503, "unavailable");
        assert!(!problem["detail"].as_str().unwrap().contains("migration"), "{problem}");
        assert!(!reply.header("retry-after").is_empty());
        assert_eq!(server.anonymous().get("/health").await.status, 200);
    }
}

#[tokio::test]
async fn a_newer_schema_is_no_reason_against_during_an_upgrade() {
    let server = TestServer::start().await;
    let newer = "INSERT INTO _sqlx_migrations SELECT 9999, description, installed_on, success,
                        checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
    server.execute(newer).await.unwrap();
    assert_eq!(server.anonymous().get("/ready").await.status, 200);
}

#[tokio::test]
async fn that_somebody_is_writing_is_no_reason_against() {
    let server = TestServer::start().await;
    let writing = server.database.hold("bulk_operation").await;
    assert_eq!(server.anonymous().get("/ready").await.status, 200);
    writing.release().await;
}

#[tokio::test]
async fn a_server_stops_when_it_is_asked_to() {
    let server = TestServer::start().await;
    let base = server.base.clone();
    server.stop().await;
    assert!(reqwest::get(format!("{base}/health")).await.is_err());
}

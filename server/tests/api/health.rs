//! `/health`.

use crate::support::TestServer;

#[tokio::test]
async fn a_server_with_a_database_is_well() {
    let server = TestServer::start().await;
    let reply = server.anonymous().get("/health").await;
    assert_eq!((reply.status, reply.bytes.as_slice()), (200, b"ok\n".as_slice()));
    assert_eq!(reply.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_server_without_its_tables_is_not() {
    let server = TestServer::start().await;
    server.execute("ALTER TABLE operating_company RENAME TO gone").await.unwrap();
    let reply = server.anonymous().get("/health").await;
    let problem = reply.assert_problem(503, "unavailable");
    assert!(!problem["detail"].as_str().unwrap().contains("operating_company"));
    assert!(!reply.header("retry-after").is_empty());
}

#[tokio::test]
async fn a_server_stops_when_it_is_asked_to() {
    let server = TestServer::start().await;
    let base = server.base.clone();
    server.stop().await;
    assert!(reqwest::get(format!("{base}/health")).await.is_err());
}

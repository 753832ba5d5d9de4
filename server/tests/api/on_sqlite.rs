//! What is so of the embedded database alone.

use crate::support::TestServer;

#[tokio::test]
async fn the_log_is_kept_and_every_commit_is_on_disk() {
    let server = TestServer::start().await;
    assert_eq!(server.texts("PRAGMA journal_mode").await, ["wal"]);
    assert_eq!(server.texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%' AND name NOT LIKE '_sqlx%'").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_new_database_has_small_pages() {
    let server = TestServer::start().await;
    assert_eq!(
        server.texts("SELECT CAST(page_size AS text) FROM pragma_page_size").await,
        ["2048"]
    );
}

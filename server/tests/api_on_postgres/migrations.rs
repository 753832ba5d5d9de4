//! Bringing the schema up to date, also by several at once.

use server::database_location::{Location, PostgresUrl};
use server::ids::IdSource;
use server::store::postgres::migrate;
use server::store::{Opening, StoreError};

use crate::database::url;
use crate::postgres::{Cluster, Database};

async fn open(url: PostgresUrl, owner: Option<PostgresUrl>) -> Result<(), StoreError> {
    let opening = Opening { owner, ..Location::Postgres(url).into() };
    let store = server::store::open(&opening, &IdSource::system()).await?;
    assert!(store.is_empty().await?);
    store.close().await;
    Ok(())
}

async fn applied(database: &Database<'_>) -> (i64, i64) {
    sqlx::query_as("SELECT count(*), count(DISTINCT version) FROM _sqlx_migrations WHERE success")
        .fetch_one(&mut database.administrator().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn several_servers_that_start_together_migrate_once() {
    let database = Cluster::shared().await.empty_database().await;
    let start = || open(url(&database.text()), Some(url(&database.owner_text())));
    let started = tokio::join!(start(), start(), start(), start());
    assert!(matches!(started, (Ok(()), Ok(()), Ok(()), Ok(()))), "{started:?}");
    let (rows, versions) = applied(&database).await;
    assert!(rows >= 5, "{rows}");
    assert_eq!(rows, versions);
}

#[tokio::test]
async fn the_owner_can_serve_too() {
    let database = Cluster::shared().await.empty_database().await;
    open(url(&database.owner_text()), None).await.unwrap();
}

#[tokio::test]
async fn whoever_may_not_migrate_says_who_must() {
    let database = Cluster::shared().await.empty_database().await;
    let error = open(url(&database.text()), None).await.unwrap_err();
    assert!(error.to_string().contains("run `writeoff migrate`"), "{error}");
    migrate(&url(&database.owner_text())).await.unwrap();
    open(url(&database.text()), None).await.unwrap();
}

#[tokio::test]
async fn a_schema_of_a_newer_release_is_as_good() {
    let database = Cluster::shared().await.database().await;
    sqlx::raw_sql(
        "ALTER TABLE account ADD COLUMN of_a_newer_release text;
         INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'newer', true, '', 0)",
    )
    .execute(&mut database.administrator().await)
    .await
    .unwrap();
    open(url(&database.text()), None).await.unwrap();
    // Also where this release still has to add something of its own.
    sqlx::raw_sql("DELETE FROM _sqlx_migrations WHERE version = 9999")
        .execute(&mut database.administrator().await)
        .await
        .unwrap();
    migrate(&url(&database.owner_text())).await.unwrap();
}

#[tokio::test]
async fn a_database_that_is_not_there_is_said_to_be() {
    let cluster = Cluster::shared().await;
    let database = cluster.database().await;
    let nowhere: PostgresUrl = database.text().replace("/test_", "/nowhere_").parse().unwrap();
    let error = open(nowhere, None).await.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("does not exist"), "{error}: {cause}");
}

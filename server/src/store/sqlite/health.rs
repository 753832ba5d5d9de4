//! Whether the database answers, and letting go of it.

use std::time::Duration;

use async_trait::async_trait;
use sqlx::sqlite::SqlitePool;

use super::{LONG_READERS_MAX, MIGRATIONS, READERS_MAX, SqliteStore};
use crate::store::health::PoolUse;
use crate::store::{Health, StoreError};

/// How long to wait for the writer's turn: whoever has it for longer is writing, which is what was
/// to be found out.
const TURN_WAIT: Duration = Duration::from_secs(1);

#[async_trait]
impl Health for SqliteStore {
    async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM operating_company LIMIT 1")
            .fetch_optional(&self.readers)
            .await?;
        Ok(())
    }

    async fn ready(&self) -> Result<(), StoreError> {
        let applied: Vec<i64> =
            sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success")
                .fetch_all(&self.readers)
                .await?;
        if let Some(missing) = MIGRATIONS.iter().find(|one| !applied.contains(&one.version)) {
            let version = missing.version;
            return Err(StoreError::Unreadable(format!("migration {version} is not there")));
        }
        let turn = async { self.begin_write().await?.rollback().await.map_err(StoreError::from) };
        match tokio::time::timeout(TURN_WAIT, turn).await {
            Ok(Err(StoreError::Busy(_))) | Err(_) => self.ping().await,
            Ok(taken) => taken,
        }
    }

    fn pools(&self) -> Vec<PoolUse> {
        let of = |name, max, pool: &SqlitePool| {
            let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
            PoolUse { name, max, in_use: pool.size().saturating_sub(idle) }
        };
        vec![
            of("writer", 1, &self.writer),
            of("readers", READERS_MAX, &self.readers),
            of("long_readers", LONG_READERS_MAX, &self.long_readers),
        ]
    }

    /// The last connection leaves a database without a log.
    async fn close(&self) {
        self.checkpointer.stop().await;
        self.readers.close().await;
        self.long_readers.close().await;
        self.writer.close().await;
    }
}

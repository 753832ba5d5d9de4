//! What a person is told.

use domain::api::{Notification, NotificationsReply};
use jiff::Timestamp;

use super::SqliteStore;
use crate::store::people::UserId;
use crate::store::{StoreError, instant};

/// How many are listed. Older ones are found in the history of operations.
const LISTED_MAX: i64 = 20;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    at: String,
    read: bool,
    operation_id: String,
    number: i64,
    file_name: String,
    written_off: u32,
    failed: u32,
}

impl SqliteStore {
    /// A person's notifications, the latest first.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn notifications(&self, user: UserId) -> Result<NotificationsReply, StoreError> {
        let mut read = self.begin_read().await?;
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT notification.id, notification.at, read_at IS NOT NULL AS read, operation_id,
                    number, file_name, written_off, failed
               FROM notification
               JOIN bulk_operation ON bulk_operation.id = notification.operation
              WHERE notification.app_user = ?1 ORDER BY notification.id DESC LIMIT ?2",
        )
        .bind(user.0)
        .bind(LISTED_MAX)
        .fetch_all(&mut *read)
        .await?;
        let unread: u32 = sqlx::query_scalar(
            "SELECT count(*) FROM notification WHERE app_user = ?1 AND read_at IS NULL",
        )
        .bind(user.0)
        .fetch_one(&mut *read)
        .await?;
        read.commit().await?;
        let notifications = rows.into_iter().map(notification).collect::<Result<_, _>>()?;
        Ok(NotificationsReply { notifications, unread })
    }

    /// Marks all notifications of a person as read.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub async fn mark_notifications_read(
        &self,
        user: UserId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE notification SET read_at = ?2 WHERE app_user = ?1 AND read_at IS NULL")
            .bind(user.0)
            .bind(instant::to_text(now))
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

fn notification(row: Row) -> Result<Notification, StoreError> {
    Ok(Notification {
        id: row.id,
        at: row.at,
        read: row.read,
        operation: row.operation_id,
        operation_number: u64::try_from(row.number)?,
        file_name: row.file_name,
        written_off: row.written_off,
        failed: row.failed,
    })
}

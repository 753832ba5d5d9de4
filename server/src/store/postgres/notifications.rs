//! What a person is told.

use async_trait::async_trait;
use domain::api::NotificationsReply;
use jiff::Timestamp;

use super::PostgresStore;
use crate::store::notifications::{LISTED_MAX, NotificationRow, Notifications, reply};
use crate::store::people::UserId;
use crate::store::{StoreError, instant};

#[async_trait]
impl Notifications for PostgresStore {
    async fn notifications(&self, user: UserId) -> Result<NotificationsReply, StoreError> {
        let mut read = self.begin_read().await?;
        let rows: Vec<NotificationRow> = sqlx::query_as(
            "SELECT notification.id, as_instant(notification.at) AS at,
                    read_at IS NOT NULL AS read, operation_id::text, number, file_name,
                    written_off, failed
               FROM notification
               JOIN bulk_operation ON bulk_operation.id = notification.operation
              WHERE notification.app_user = $1 ORDER BY notification.id DESC LIMIT $2",
        )
        .bind(user.0)
        .bind(LISTED_MAX)
        .fetch_all(&mut *read)
        .await?;
        let unread: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM notification WHERE app_user = $1 AND read_at IS NULL",
        )
        .bind(user.0)
        .fetch_one(&mut *read)
        .await?;
        read.commit().await?;
        reply(rows, unread)
    }

    async fn mark_notifications_read(
        &self,
        user: UserId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut connection = self.connections.acquire().await?;
        sqlx::query(
            "UPDATE notification SET read_at = $2::timestamptz
              WHERE app_user = $1 AND read_at IS NULL",
        )
        .bind(user.0)
        .bind(instant::to_text(now))
        .execute(&mut *connection)
        .await?;
        Ok(())
    }
}

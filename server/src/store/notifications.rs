//! What a person is notified of.

use domain::api::{Notification, NotificationsReply};
use jiff::Timestamp;

use super::db::{Instant, Key};
use super::operations::operation_kind;
use super::{Store, StoreError};
use crate::identity::UserId;

/// How many are listed. Older ones are found in the history of operations.
const LISTED_MAX: i64 = 20;

#[derive(sqlx::FromRow)]
struct NotificationRow {
    id: i64,
    at: Instant,
    read: bool,
    operation_id: Key,
    number: i64,
    file_name: String,
    kind: String,
    written_off: i64,
    started: i64,
    failed: i64,
}

impl Store {
    /// A person's notifications, the latest first.
    pub async fn notifications(&self, user: UserId) -> Result<NotificationsReply, StoreError> {
        let mut read = self.db.begin_read().await?;
        let rows: Vec<NotificationRow> = read
            .query(
                "SELECT notification.id, notification.at, read_at IS NOT NULL AS read,
                        operation_id, number, file_name, kind, written_off, started, failed
                   FROM notification
                   JOIN bulk_operation ON bulk_operation.id = notification.operation
                  WHERE notification.app_user = $1 ORDER BY notification.id DESC LIMIT $2",
            )
            .bind(user)
            .bind(LISTED_MAX)
            .fetch_all()
            .await?;
        let unread: i64 = read
            .query("SELECT count(*) FROM notification WHERE app_user = $1 AND read_at IS NULL")
            .bind(user)
            .fetch_value()
            .await?;
        let notifications =
            rows.into_iter().map(NotificationRow::into_api).collect::<Result<_, _>>()?;
        Ok(NotificationsReply { notifications, unread: unread.try_into()? })
    }

    /// Marks all notifications of a person as read.
    pub async fn mark_notifications_read(
        &self,
        user: UserId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        write
            .query("UPDATE notification SET read_at = $2 WHERE app_user = $1 AND read_at IS NULL")
            .bind(user)
            .bind(Instant(now))
            .execute()
            .await?;
        write.commit().await
    }
}

impl NotificationRow {
    fn into_api(self) -> Result<Notification, StoreError> {
        Ok(Notification {
            id: self.id,
            at: self.at.to_string(),
            read: self.read,
            operation: self.operation_id.0.to_string(),
            operation_number: self.number.try_into()?,
            file_name: self.file_name,
            kind: operation_kind(&self.kind)?,
            written_off: self.written_off.try_into()?,
            started: self.started.try_into()?,
            failed: self.failed.try_into()?,
        })
    }
}

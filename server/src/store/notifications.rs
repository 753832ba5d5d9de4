//! What a person is told.

use async_trait::async_trait;
use domain::api::{Notification, NotificationsReply};
use jiff::Timestamp;

use super::StoreError;
use super::people::UserId;

/// How many are listed. Older ones are found in the history of operations.
pub(super) const LISTED_MAX: i64 = 20;

/// People's notifications.
#[async_trait]
pub trait Notifications {
    /// A person's notifications, the latest first.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn notifications(&self, user: UserId) -> Result<NotificationsReply, StoreError>;

    /// Marks all notifications of a person as read.
    ///
    /// # Errors
    ///
    /// When the database fails.
    async fn mark_notifications_read(&self, user: UserId, now: Timestamp)
    -> Result<(), StoreError>;
}

/// A notification's row, with what it is about.
#[derive(sqlx::FromRow)]
pub(super) struct NotificationRow {
    id: i64,
    at: String,
    read: bool,
    operation_id: String,
    number: i64,
    file_name: String,
    written_off: i32,
    failed: i32,
}

/// The rows and how many are unread, as they are told.
pub(super) fn reply(
    rows: Vec<NotificationRow>,
    unread: i64,
) -> Result<NotificationsReply, StoreError> {
    let notifications = rows.into_iter().map(notification).collect::<Result<_, _>>()?;
    Ok(NotificationsReply { notifications, unread: unread.try_into()? })
}

fn notification(row: NotificationRow) -> Result<Notification, StoreError> {
    Ok(Notification {
        id: row.id,
        at: row.at,
        read: row.read,
        operation: row.operation_id,
        operation_number: row.number.try_into()?,
        file_name: row.file_name,
        written_off: row.written_off.try_into()?,
        failed: row.failed.try_into()?,
    })
}

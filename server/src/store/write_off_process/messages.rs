//! The messages of a process's events.

use std::collections::BTreeMap;

use domain::api::{MessageRecord, MessageStatus};

use crate::store::db::{Connection, Instant};
use crate::store::{StoreError, stored};

#[derive(sqlx::FromRow)]
struct MessageRow {
    sequence: i64,
    channel: String,
    recipient: String,
    subject: String,
    body: String,
    status: String,
    attempts: i64,
    last_attempt_at: Option<Instant>,
    last_error: Option<String>,
    next_attempt_at: Option<Instant>,
}

/// The message of each event of a process, by the event's sequence. That of an event which was
/// removed is withdrawn, and is not that of the event which took its place.
pub(super) async fn load(
    connection: &mut Connection,
    process: i64,
) -> Result<BTreeMap<i64, MessageRecord>, StoreError> {
    let rows: Vec<MessageRow> = connection
        .query(
            "SELECT message.sequence, channel, recipient, subject, body, message.status, attempts,
                    last_attempt_at, last_error, next_attempt_at
               FROM message
               JOIN process_event AS event ON event.process = message.process
                AND event.sequence = message.sequence
              WHERE message.process = $1
                AND (message.status <> 'withdrawn' OR event.status = 'cancelled')
              ORDER BY message.id",
        )
        .bind(process)
        .fetch_all()
        .await?;
    rows.into_iter().map(|row| Ok((row.sequence, row.into_api()?))).collect()
}

impl MessageRow {
    fn into_api(self) -> Result<MessageRecord, StoreError> {
        // What another system gets is for that system; people see where it goes.
        let text = if self.channel == "web_hook" { String::new() } else { self.body };
        Ok(MessageRecord {
            channel: self.channel,
            to: self.recipient,
            subject: self.subject,
            text,
            status: MessageStatus::from_code(&self.status)
                .ok_or_else(|| stored::unreadable("status of a message", &self.status))?,
            attempts: self.attempts.try_into()?,
            last_attempt_at: self.last_attempt_at.map(|at| at.to_string()),
            last_error: self.last_error,
            next_attempt_at: self.next_attempt_at.map(|at| at.to_string()),
        })
    }
}

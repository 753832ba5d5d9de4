//! Events that write messages.

use domain::write_off_process::activator::{Doing, Message};
use domain::write_off_process::settings::NoticeChannel;
use serde::Serialize;

use super::Work;
use crate::ids::IdSource;
use crate::store::daily_run::OfDay;
use crate::store::db::{Connection, Rows};
use crate::store::write_off_process::activator::{CompanyRow, call};
use crate::store::{StoreError, exactly};

#[derive(Serialize)]
struct MessageRow<'a> {
    process: i64,
    sequence: u32,
    message_id: String,
    channel: &'static str,
    recipient: &'a str,
    subject: &'a str,
    body: String,
    status: &'static str,
    next_attempt_at: Option<String>,
}

/// Messages go to the outbox. A letter waits there to be printed, and counts as delivered.
pub(super) async fn insert(
    connection: &mut Connection,
    of: OfDay,
    company: &CompanyRow,
    work: &Work<'_>,
    ids: &IdSource,
) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for (one, sequence, does) in work.effects() {
        let Doing::Message(message) = does else { continue };
        let (channel, recipient, subject, body) = match message {
            Message::Notice { channel, to, subject, text } => {
                (channel.code(), to.as_str(), subject.as_str(), text.clone())
            }
            Message::WebHook { url } => {
                ("web_hook", url.as_str(), "", call(of, company, one.before, sequence, one.owed))
            }
        };
        let waits = channel != NoticeChannel::Letter.code();
        rows.push(MessageRow {
            process: one.before.id,
            sequence,
            message_id: ids.uuid(of.now.0)?.to_string(),
            channel,
            recipient,
            subject,
            body,
            status: if waits { "waiting" } else { "delivered" },
            next_attempt_at: waits.then(|| of.now.to_string()),
        });
    }
    if rows.is_empty() {
        return Ok(());
    }
    let json = &Rows::new(&rows)?;
    let inserted = connection
        .query(
            "INSERT INTO message (company, process, sequence, message_id, channel, recipient,
                                  subject, body, status, attempts, created_at, next_attempt_at)
             SELECT $1, process, sequence, message_id, channel, recipient, subject, body, status, 0,
                    $2, next_attempt_at
               FROM {rows $3: process int, sequence int, message_id uuid, channel text,
                              recipient text, subject text, body text, status text,
                              next_attempt_at instant} AS new",
        )
        .bind(of.company)
        .bind(of.now)
        .bind(json)
        .execute()
        .await?;
    exactly("messages", rows.len(), inserted)?;
    // An event whose message could not be written before waits for its delivery now.
    connection
        .query(
            "UPDATE process_event SET failure = NULL, failed_on = NULL
              WHERE failure IS NOT NULL AND (process, sequence) IN (
                    SELECT process, sequence FROM {rows $1: process int, sequence int} AS new)",
        )
        .bind(json)
        .execute()
        .await?;
    Ok(())
}

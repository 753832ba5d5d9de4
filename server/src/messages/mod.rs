//! Delivering what events of write-off processes write to somebody outside: mail by SMTP, SMS by a
//! gateway's web hook, calls of other systems. [docs/running.md](../../docs/running.md) says how each is
//! set up.
//!
//! Each channel has attempts of its own under way at once, and each receiver of calls a few of them:
//! one that hangs delays its own messages only.

mod mail;
mod settings;
mod web_hook;

use std::collections::BTreeMap;
use std::time::Duration;

use domain::write_off_process::retry::ANSWER_WAIT;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::store::{Attempted, Leased, Outgoing, Store, StoreError};

pub(crate) use mail::Mail;
pub use settings::{MessageSettings, NotSetUp, Senders};

/// How often a server looks whether a message is due: a customer does not wait for seconds.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Attempts of one channel that are under way at once: enough to hide how slow others are, and few
/// enough for any mail server.
const AT_ONCE: usize = 32;

/// Of those, calls of one receiver.
const OF_ONE_RECEIVER: usize = 8;

/// The longest text of an error that is kept.
const ERROR_CHARS_MAX: usize = 300;

/// Delivers messages as they become due, for as long as the server lives.
pub(crate) async fn keep_delivering(store: Store, senders: Senders, clock: Clock) {
    let mut looks = tokio::time::interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        if let Err(error) = deliver_due(&store, &senders, &Outgoing::ALL, &clock).await {
            tracing::error!(%error, "messages could not be delivered, and are tried again");
        }
    }
}

/// Tries every message of these channels that is due once; says how many were delivered.
///
/// # Errors
///
/// When the database cannot be read or written. A message whose attempt could not be recorded is
/// tried again, with the same id.
pub async fn deliver_due(
    store: &Store,
    senders: &Senders,
    channels: &[Outgoing],
    clock: &Clock,
) -> Result<u64, StoreError> {
    let lane = async |channel| {
        if channels.contains(&channel) {
            Box::pin(deliver(store, senders, channel, clock)).await
        } else {
            Ok(0)
        }
    };
    let (mail, sms, calls) =
        tokio::join!(lane(Outgoing::Mail), lane(Outgoing::Sms), lane(Outgoing::WebHook));
    Ok(mail? + sms? + calls?)
}

/// Delivers what is due of one channel.
async fn deliver(
    store: &Store,
    senders: &Senders,
    channel: Outgoing,
    clock: &Clock,
) -> Result<u64, StoreError> {
    let room_of_one = if channel == Outgoing::WebHook { OF_ONE_RECEIVER } else { AT_ONCE };
    let mut under_way: JoinSet<Attempted> = JoinSet::new();
    let mut room: BTreeMap<String, usize> = BTreeMap::new();
    let (mut delivered, mut failed) = (0, None);
    loop {
        // One look may find only messages of receivers that have enough; the next leaves those out.
        while under_way.len() < AT_ONCE {
            let free = AT_ONCE - under_way.len();
            let leased =
                store.lease_messages(channel, free, &room, room_of_one, clock.now()).await?;
            if leased.is_empty() {
                break;
            }
            for message in leased {
                let left = room.entry(message.recipient.clone()).or_insert(room_of_one);
                *left = left.saturating_sub(1);
                under_way.spawn(attempt(senders.clone(), channel, message, clock.clone()));
            }
        }
        let Some(first) = under_way.join_next().await else {
            return failed.map_or(Ok(delivered), Err);
        };
        let mut attempted = vec![first?];
        while let Some(another) = under_way.try_join_next() {
            attempted.push(another?);
        }
        for one in &attempted {
            if let Some(left) = room.get_mut(&one.message.recipient) {
                *left += 1;
            }
            delivered += u64::from(one.result.is_ok());
        }
        room.retain(|_, left| *left < room_of_one);
        // What could not be recorded stays leased for a while. The others go on.
        if let Err(error) = store.record_attempts(&attempted).await {
            failed.get_or_insert(error);
        }
    }
}

/// Tries to deliver a message. Who does not answer in time has not taken it.
async fn attempt(senders: Senders, channel: Outgoing, message: Leased, clock: Clock) -> Attempted {
    let wait = ANSWER_WAIT.unsigned_abs();
    let sending = senders.send(channel, &message, clock.now());
    let result = match tokio::time::timeout(wait, sending).await {
        Ok(result) => result.map_err(|error| shortened(&error)),
        Err(_) => Err(format!("no answer in {} s", ANSWER_WAIT.as_secs())),
    };
    if let Err(error) = &result {
        tracing::warn!(channel = channel.code(), id = %message.message_id, error, "not delivered");
    }
    Attempted { message, at: clock.now(), result }
}

/// On one line, without what no text in a database can have, and not longer than anybody reads.
fn shortened(error: &str) -> String {
    let plain = |char: char| if char.is_control() { ' ' } else { char };
    error.chars().take(ERROR_CHARS_MAX).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_short_line() {
        assert_eq!(shortened("550 no\r\nsuch\0user"), "550 no  such user");
        assert_eq!(shortened(&"é".repeat(500)).chars().count(), ERROR_CHARS_MAX);
    }
}

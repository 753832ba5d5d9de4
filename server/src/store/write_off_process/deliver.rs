//! The outbox: which messages are due, who delivers them, and what came of it.
//!
//! Whoever delivers leases messages for a while. A lease that ends without an answer, because the
//! server was killed, is given again; the message's own id tells its receiver that it is the same one.

use std::collections::{BTreeMap, BTreeSet};

use domain::write_off_process::Process;
use domain::write_off_process::retry::next_attempt_after;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use uuid::Uuid;

use super::load::{Stored, load};
use super::write::{Changed, update};
use crate::clock::date_in;
use crate::identity::CompanyId;
use crate::store::db::{Connection, Instant, Key, Rows};
use crate::store::{Store, StoreError, exactly, stored};

/// How long a message is leased: several times the wait for an answer.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// How a message goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outgoing {
    Mail,
    Sms,
    WebHook,
}

impl Outgoing {
    pub const ALL: [Self; 3] = [Self::Mail, Self::Sms, Self::WebHook];

    /// The stored code of the channel.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::WebHook => "web_hook",
        }
    }
}

/// A message that is leased: nobody else delivers it until then.
#[derive(Clone, Debug)]
pub struct Leased {
    id: i64,
    company: CompanyId,
    process: i64,
    sequence: u32,
    attempts: u32,
    until: Timestamp,
    /// The same for each attempt.
    pub message_id: Uuid,
    /// The company's name.
    pub sender: String,
    pub recipient: String,
    pub subject: String,
    pub body: String,
    /// What a call of another system is signed with.
    pub secret: Option<String>,
}

/// An attempt to deliver a message, and why it failed, if it did.
#[derive(Clone, Debug)]
pub struct Attempted {
    pub message: Leased,
    pub at: Timestamp,
    pub result: Result<(), String>,
}

#[derive(sqlx::FromRow)]
struct LeasedRow {
    id: i64,
    company: i64,
    process: i64,
    sequence: i64,
    attempts: i64,
    message_id: Key,
    sender: String,
    recipient: String,
    subject: String,
    body: String,
    secret: Option<String>,
}

impl Store {
    /// Leases messages that are due, those that are due longest first: at most so many in all, and to
    /// each recipient as many as `room` says of it and of one that has had none yet.
    pub async fn lease_messages(
        &self,
        channel: Outgoing,
        limit: usize,
        room: &BTreeMap<String, usize>,
        room_of_others: usize,
        now: Timestamp,
    ) -> Result<Vec<Leased>, StoreError> {
        let full: Vec<&str> =
            room.iter().filter(|(_, left)| **left == 0).map(|(to, _)| to.as_str()).collect();
        // Most of the time nothing is due, and nobody need wait for a look.
        let mut connection = self.db.connection().await?;
        if due(&mut connection, channel, &full, 1, now).await?.is_empty() {
            return Ok(Vec::new());
        }
        drop(connection);
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.try_to_lease(channel, limit, (room, room_of_others), &full, now).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn try_to_lease(
        &self,
        channel: Outgoing,
        limit: usize,
        (room, room_of_others): (&BTreeMap<String, usize>, usize),
        full: &[&str],
        now: Timestamp,
    ) -> Result<Vec<Leased>, StoreError> {
        let mut write = self.db.begin_write().await?;
        let mut left: BTreeMap<String, usize> = room.clone();
        let mut chosen = Vec::new();
        for (id, recipient) in due(&mut write, channel, full, limit, now).await? {
            let left = left.entry(recipient).or_insert(room_of_others);
            if *left > 0 {
                *left -= 1;
                chosen.push(id);
            }
        }
        let until = now.saturating_add(LEASE)?;
        let chosen_rows = &Rows::new(&chosen)?;
        let leased = write
            .query("UPDATE message SET leased_until = $1 WHERE id IN {values $2: int}")
            .bind(Instant(until))
            .bind(chosen_rows)
            .execute()
            .await?;
        exactly("messages leased", chosen.len(), leased)?;
        let rows: Vec<LeasedRow> = write
            .query(
                "SELECT message.id, message.company, message.process, message.sequence, attempts,
                        message_id, operating_company.name AS sender, recipient, message.subject,
                        body, event_type.secret
                   FROM {values $1: int} AS leased
                  CROSS JOIN message
                   JOIN operating_company ON operating_company.id = message.company
                   LEFT JOIN process_event AS event ON event.process = message.process
                    AND event.sequence = message.sequence
                   LEFT JOIN event_type ON event_type.company = event.company
                    AND event_type.code = event.event_type
                  WHERE message.id = leased.value ORDER BY message.id",
            )
            .bind(chosen_rows)
            .fetch_all()
            .await?;
        write.commit().await?;
        self.db.committed();
        rows.into_iter().map(|row| row.into_leased(until)).collect()
    }

    /// Records attempts, and completes the events whose messages were delivered. A message that was
    /// withdrawn or leased again in the meantime is left alone. A company of which this fails stops no other.
    pub async fn record_attempts(&self, attempted: &[Attempted]) -> Result<(), StoreError> {
        let mut of_company: BTreeMap<i64, Vec<&Attempted>> = BTreeMap::new();
        for one in attempted {
            of_company.entry(one.message.company.0).or_default().push(one);
        }
        let mut failed = None;
        for (company, attempted) in of_company {
            let mut retry = self.db.retry(&self.ids);
            loop {
                match self.try_to_record_attempts(CompanyId(company), &attempted).await {
                    Err(error) if retry.again(&error).await => (),
                    Err(error) => {
                        tracing::error!(company, %error, "attempts to deliver are not recorded");
                        failed.get_or_insert(error);
                        break;
                    }
                    Ok(()) => break,
                }
            }
        }
        failed.map_or(Ok(()), Err)
    }

    async fn try_to_record_attempts(
        &self,
        company: CompanyId,
        attempted: &[&Attempted],
    ) -> Result<(), StoreError> {
        let mut write = self.db.begin_write().await?;
        let processes: BTreeSet<i64> = attempted.iter().map(|one| one.message.process).collect();
        let processes = Vec::from_iter(processes);
        lock(&mut write, company, &processes).await?;
        let recorded = record(&mut write, attempted).await?;
        let delivered: Vec<&Attempted> = attempted
            .iter()
            .copied()
            .filter(|one| one.result.is_ok() && recorded.contains(&one.message.id))
            .collect();
        complete(&mut write, company, &processes, &delivered).await?;
        write.commit().await?;
        self.db.committed();
        Ok(())
    }
}

impl LeasedRow {
    fn into_leased(self, until: Timestamp) -> Result<Leased, StoreError> {
        Ok(Leased {
            id: self.id,
            company: CompanyId(self.company),
            process: self.process,
            sequence: self.sequence.try_into()?,
            attempts: self.attempts.try_into()?,
            until,
            message_id: self.message_id.0,
            sender: self.sender,
            recipient: self.recipient,
            subject: self.subject,
            body: self.body,
            secret: self.secret,
        })
    }
}

/// Messages that are due and leased to nobody, with their recipients.
async fn due(
    connection: &mut Connection,
    channel: Outgoing,
    full: &[&str],
    limit: usize,
    now: Timestamp,
) -> Result<Vec<(i64, String)>, StoreError> {
    connection
        .query(
            "SELECT id, recipient FROM message
              WHERE status = 'waiting' AND channel = $1 AND next_attempt_at <= $2
                AND (leased_until IS NULL OR leased_until <= $2)
                AND recipient NOT IN {values $3: text}
              ORDER BY next_attempt_at, id LIMIT $4 {skip locked}",
        )
        .bind(channel.code())
        .bind(Instant(now))
        .bind(&Rows::new(full)?)
        .bind(i64::try_from(limit)?)
        .fetch_all()
        .await
}

async fn lock(
    connection: &mut Connection,
    company: CompanyId,
    processes: &[i64],
) -> Result<(), StoreError> {
    let accounts: Vec<String> = connection
        .query(
            "SELECT DISTINCT account FROM write_off_process
              WHERE company = $1 AND id IN {values $2: int}",
        )
        .bind(company)
        .bind(&Rows::new(processes)?)
        .fetch_scalars()
        .await?;
    let accounts = accounts.iter().map(|id| stored::account(id)).collect::<Result<Vec<_>, _>>()?;
    connection.lock_accounts(company, &accounts).await
}

#[derive(Serialize)]
struct AttemptRow<'a> {
    id: i64,
    leased_until: String,
    status: &'static str,
    at: String,
    error: Option<&'a str>,
    next_attempt_at: Option<String>,
}

/// Writes down what came of attempts; says of which messages.
async fn record(
    connection: &mut Connection,
    attempted: &[&Attempted],
) -> Result<BTreeSet<i64>, StoreError> {
    let rows = attempted.iter().map(|one| row(one)).collect::<Result<Vec<_>, _>>()?;
    let recorded: Vec<i64> = connection
        .query(
            "UPDATE message
                SET status = new.status, attempts = attempts + 1, last_attempt_at = new.at,
                    last_error = new.error, next_attempt_at = new.next_attempt_at,
                    leased_until = NULL
               FROM {rows $1: id int, leased_until instant, status text, at instant, error text,
                              next_attempt_at instant} AS new
              WHERE message.id = new.id AND message.status = 'waiting'
                AND message.leased_until = new.leased_until
              RETURNING message.id",
        )
        .bind(&Rows::new(&rows)?)
        .fetch_scalars()
        .await?;
    Ok(recorded.into_iter().collect())
}

fn row(one: &Attempted) -> Result<AttemptRow<'_>, StoreError> {
    let made = one.message.attempts.saturating_add(1);
    let error = one.result.as_ref().err().map(String::as_str);
    let again = error.and_then(|_| next_attempt_after(made));
    let next = again.map(|wait| one.at.saturating_add(wait)).transpose()?;
    let status = match (error, next) {
        (None, _) => "delivered",
        (Some(_), Some(_)) => "waiting",
        (Some(_), None) => "gave_up",
    };
    Ok(AttemptRow {
        id: one.message.id,
        leased_until: Instant(one.message.until).to_string(),
        status,
        at: Instant(one.at).to_string(),
        error,
        next_attempt_at: next.map(|at| Instant(at).to_string()),
    })
}

/// Completes the events of messages that were delivered, on the company's day.
async fn complete(
    connection: &mut Connection,
    company: CompanyId,
    processes: &[i64],
    delivered: &[&Attempted],
) -> Result<(), StoreError> {
    let Some(at) = delivered.iter().map(|one| one.at).max() else { return Ok(()) };
    let time_zone: String = connection
        .query("SELECT time_zone FROM operating_company WHERE id = $1")
        .bind(company)
        .fetch_value()
        .await?;
    let today = date_in(&TimeZone::get(&time_zone)?, at);
    let before = load(connection, company, processes).await?;
    let mut after: BTreeMap<i64, Process> = BTreeMap::new();
    for one in delivered {
        let Some(stored) = before.get(&one.message.process) else { continue };
        let process = after.entry(stored.id).or_insert_with(|| stored.process.clone());
        process.complete(one.message.sequence, today);
    }
    let pairs: Vec<(&Stored, &Process)> = after
        .iter()
        .filter_map(|(id, process)| Some((before.get(id)?, process)))
        .filter(|(before, after)| before.process != **after)
        .collect();
    if pairs.is_empty() {
        return Ok(());
    }
    let changed = Changed { company, today, now: Instant(at), by: None };
    update(connection, changed, &pairs).await
}

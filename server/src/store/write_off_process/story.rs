//! Processes that come with a portfolio: what happened to each, step by step.

use std::collections::BTreeSet;

use domain::money::Money;
use domain::write_off_process::Process;
use domain::{AccountId, Date};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::history::{NoteRow, difference, note};
use super::load::Stored;
use super::write::{Changed, NewProcess, cancel_referrals, insert, update};
use crate::identity::{CompanyId, UserId};
use crate::store::db::{Connection, Day, Instant, Key};
use crate::store::{StoreError, exactly};

/// A process, from its start on.
#[derive(Clone, Debug)]
pub struct ProcessStory {
    /// Its number: it follows on the highest one.
    pub id: i64,
    pub account: AccountId,
    /// As it was started.
    pub process: Process,
    pub started: Moment,
    /// What happened, in this order.
    pub steps: Vec<(Moment, Step)>,
}

/// When something happened, and who did it; nobody where a run or a payment did.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The day in the company's time zone.
    pub on: Date,
    pub at: Timestamp,
    pub by: Option<UserId>,
}

/// What happened to a process.
#[derive(Clone, Debug)]
pub enum Step {
    /// It became like this, by what a person asked for: `saved` or the like, if one did.
    Became(Box<Process>, Option<&'static str>),
    /// What it owes was referred.
    Referred { agency: String, amount: Money },
    /// Its open referrals were cancelled.
    ReferralsCancelled,
    /// An event wrote a message.
    Wrote(MessageOfStory),
    /// An event gave somebody something to do, by the action of that number.
    Gave { action: i64, sequence: u32, since: Date, text: String },
    /// The task of that action was done.
    Did { action: i64, sequence: u32, text: String, note: String },
    /// An event could not be completed, by that code.
    CouldNot { sequence: u32, failure: &'static str },
    /// The customer's credit score changed.
    Scored(i32),
}

/// A message of before: nothing of it is to be delivered any more.
#[derive(Clone, Debug)]
pub struct MessageOfStory {
    pub sequence: u32,
    pub message_id: Uuid,
    pub channel: &'static str,
    pub to: String,
    pub subject: String,
    pub body: String,
    /// How often it was tried, and when last.
    pub attempts: u32,
    pub last_attempt_at: Option<Timestamp>,
    /// Why it was given up, if it was.
    pub last_error: Option<&'static str>,
}

/// Writes processes down with everything that happened to them.
pub(in crate::store) async fn tell(
    connection: &mut Connection,
    company: CompanyId,
    stories: &[ProcessStory],
) -> Result<(), StoreError> {
    for story in stories {
        let ProcessStory { id, account, process, started, .. } = story;
        let new = NewProcess { account, process, created_at: Instant(started.at) };
        let ids = insert(connection, started.changed(company), &[new]).await?;
        let as_told = ids.iter().filter(|number| *number == id).count();
        exactly("numbers of write-off processes", 1, as_told.try_into()?)?;
        let mut stored = Stored {
            id: *id,
            account: account.clone(),
            version: 1,
            process: process.clone(),
            waiting: BTreeSet::new(),
        };
        for (moment, step) in &story.steps {
            take(connection, moment.changed(company), &mut stored, step).await?;
        }
    }
    Ok(())
}

impl Moment {
    const fn changed(&self, company: CompanyId) -> Changed {
        Changed { company, today: self.on, now: Instant(self.at), by: self.by }
    }
}

async fn take(
    connection: &mut Connection,
    changed: Changed,
    stored: &mut Stored,
    step: &Step,
) -> Result<(), StoreError> {
    let id = stored.id;
    match step {
        Step::Became(after, asked) => {
            let told = difference(&stored.process, after);
            let asked = asked.map(|what| NoteRow::new(id, what, &told));
            note(connection, changed, &Vec::from_iter(asked)).await?;
            update(connection, changed, &[(stored, after)]).await?;
            stored.version += 1;
            stored.process = (**after).clone();
        }
        Step::Referred { agency, amount } => {
            refer(connection, changed, id, (agency.as_str(), *amount)).await?;
        }
        Step::ReferralsCancelled => cancel_referrals(connection, changed.today, &[id]).await?,
        Step::Wrote(message) => write_message(connection, changed, id, message).await?,
        Step::Gave { action, sequence, since, text } => {
            let new = (*action, stored.account.as_str(), *since);
            give(connection, changed, new, (id, *sequence, text)).await?;
        }
        Step::Did { action, sequence, text, note: done } => {
            finish(connection, changed, *action, done).await?;
            let detail = json!({
                "process": id, "sequence": sequence, "action": action, "task": text, "note": done,
            });
            note(connection, changed, &[NoteRow::new(id, "task_done", &detail)]).await?;
        }
        Step::CouldNot { sequence, failure } => {
            let updated = connection
                .query(
                    "UPDATE process_event SET failure = $3, failed_on = $4
                      WHERE process = $1 AND sequence = $2 AND status = 'pending'",
                )
                .bind(id)
                .bind(i64::from(*sequence))
                .bind(*failure)
                .bind(Day(changed.today))
                .execute()
                .await?;
            exactly("events of processes failed", 1, updated)?;
            let detail = json!({ "sequence": sequence, "failure": failure });
            note(connection, changed, &[NoteRow::new(id, "event_failed", &detail)]).await?;
        }
        Step::Scored(points) => {
            let updated = connection
                .query(
                    "UPDATE account SET credit_score = credit_score + $3
                      WHERE company = $1 AND account_id = $2",
                )
                .bind(changed.company)
                .bind(stored.account.as_str())
                .bind(i64::from(*points))
                .execute()
                .await?;
            exactly("credit scores", 1, updated)?;
        }
    }
    Ok(())
}

async fn refer(
    connection: &mut Connection,
    changed: Changed,
    process: i64,
    (agency, amount): (&str, Money),
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO referral (company, process, agency, amount, referred_on)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(changed.company)
        .bind(process)
        .bind(agency)
        .bind(amount.minor())
        .bind(Day(changed.today))
        .execute()
        .await?;
    exactly("referrals", 1, inserted)
}

async fn write_message(
    connection: &mut Connection,
    changed: Changed,
    process: i64,
    message: &MessageOfStory,
) -> Result<(), StoreError> {
    let status = if message.last_error.is_some() { "gave_up" } else { "delivered" };
    let inserted = connection
        .query(
            "INSERT INTO message (company, process, sequence, message_id, channel, recipient,
                                  subject, body, status, attempts, created_at, last_attempt_at,
                                  last_error)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(changed.company)
        .bind(process)
        .bind(i64::from(message.sequence))
        .bind(Key(message.message_id))
        .bind(message.channel)
        .bind(message.to.as_str())
        .bind(message.subject.as_str())
        .bind(message.body.as_str())
        .bind(status)
        .bind(i64::from(message.attempts))
        .bind(changed.now)
        .bind(message.last_attempt_at.map(Instant))
        .bind(message.last_error)
        .execute()
        .await?;
    exactly("messages", 1, inserted)
}

async fn give(
    connection: &mut Connection,
    changed: Changed,
    (action, account, since): (i64, &str, Date),
    (process, sequence, text): (i64, u32, &str),
) -> Result<(), StoreError> {
    let inserted = connection
        .query(
            "INSERT INTO pending_action (id, company, account, type, status, defaulted_on,
                                         created_at)
             VALUES ($1, $2, $3, 'task', 'pending', $4, $5)",
        )
        .bind(action)
        .bind(changed.company)
        .bind(account)
        .bind(Day(since))
        .bind(changed.now)
        .execute()
        .await?;
    exactly("tasks", 1, inserted)?;
    let inserted = connection
        .query("INSERT INTO process_task (action, process, sequence, text) VALUES ($1, $2, $3, $4)")
        .bind(action)
        .bind(process)
        .bind(i64::from(sequence))
        .bind(text)
        .execute()
        .await?;
    exactly("tasks of processes", 1, inserted)
}

async fn finish(
    connection: &mut Connection,
    changed: Changed,
    action: i64,
    note: &str,
) -> Result<(), StoreError> {
    let updated = connection
        .query("UPDATE pending_action SET status = 'done', done_at = $2 WHERE id = $1")
        .bind(action)
        .bind(changed.now)
        .execute()
        .await?;
    exactly("tasks", 1, updated)?;
    let updated = connection
        .query("UPDATE process_task SET done_by = $2, note = $3 WHERE action = $1")
        .bind(action)
        .bind(changed.by)
        .bind(note)
        .execute()
        .await?;
    exactly("notes of tasks", 1, updated)
}

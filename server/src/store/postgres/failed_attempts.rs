//! Recording an attempt that failed: one transaction.

use async_trait::async_trait;
use domain::Date;
use domain::api::{AttemptRecord, FailedAttemptRequest, Meanwhile};
use domain::failed_attempt::{Checked, Grounds, Refusal, check};
use sqlx::{PgConnection, Postgres, Transaction};

use super::{PostgresStore, account, audit, facts, locks, recorded};
use crate::audit::of_attempt;
use crate::clock::{Clock, date_in};
use crate::store::{Asked, FailedAttempts, Recorded, StoreError, instant};

type Answer = Recorded<AttemptRecord, Refusal>;

#[async_trait]
impl FailedAttempts for PostgresStore {
    async fn record_failed_attempt(
        &self,
        asked: &Asked<FailedAttemptRequest>,
        clock: &Clock,
    ) -> Result<Answer, StoreError> {
        let mut tries = self.tries();
        loop {
            match self.try_to_record_failed_attempt(asked, clock).await {
                Err(error) if tries.again(&error).await => (),
                done => return done,
            }
        }
    }
}

impl PostgresStore {
    async fn try_to_record_failed_attempt(
        &self,
        asked: &Asked<FailedAttemptRequest>,
        clock: &Clock,
    ) -> Result<Answer, StoreError> {
        let mut write = self.begin_write().await?;
        let answer = record(&mut write, asked, clock).await?;
        if matches!(answer, Recorded::Now(_)) {
            write.commit().await?;
        } else {
            write.rollback().await?;
        }
        Ok(answer)
    }
}

async fn record(
    write: &mut Transaction<'static, Postgres>,
    asked: &Asked<FailedAttemptRequest>,
    clock: &Clock,
) -> Result<Answer, StoreError> {
    let form = &asked.form;
    // Whoever sends the same waits here, and then finds what came of it.
    locks::name(write, "recorded", &asked.id.to_string()).await?;
    match recorded::find(write, asked, "failed_attempt").await? {
        recorded::Found::Nothing => {}
        recorded::Found::Another => return Ok(Recorded::IdTaken),
        recorded::Found::Same(number) => {
            return Ok(Recorded::Before(load(write, asked, number).await?));
        }
    }
    let authority = recorded::authority(write, asked.company, asked.user).await?;
    let Some(role) = authority.role else { return Ok(Recorded::Disabled) };
    let accounts = std::slice::from_ref(&form.account);
    locks::accounts(write, asked.company, accounts).await?;
    let stored = facts::load(write, asked.company, accounts).await?;
    let Some(stored) = stored.into_iter().next() else { return Ok(Recorded::NoSuchAccount) };
    let now = clock.now();
    let today = date_in(&authority.time_zone, now);
    let grounds = Grounds { standing: &stored.facts.standing, role, today };
    let (checked, action) = match (check(form, &grounds), stored.pending_action) {
        (Ok(checked), Some(action)) => (checked, action),
        (Err(refusal), _) if refusal != Refusal::NothingPending => {
            return Ok(Recorded::Refused(refusal, None));
        }
        _ => {
            let last = last_repossession(write, asked).await?;
            return Ok(Recorded::Refused(Refusal::NothingPending, last));
        }
    };
    let number = insert(write, asked, &checked, action, &instant::to_text(now)).await?;
    recorded::insert(write, asked, "failed_attempt", number).await?;
    let event = of_attempt::failed_attempt(&form.account, &checked, asked.id)?;
    audit::append(write, asked.company.0, asked.events(now, role, event)).await?;
    Ok(Recorded::Now(load(write, asked, number).await?))
}

async fn insert(
    connection: &mut PgConnection,
    asked: &Asked<FailedAttemptRequest>,
    checked: &Checked,
    action: i64,
    now: &str,
) -> Result<i64, StoreError> {
    let promised_on: Option<Date> = checked.promised_on;
    Ok(sqlx::query_scalar(
        "INSERT INTO failed_attempt (company, account, pending_action, attempted_on, reason,
                                     promised_on, note, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4::date, $5, $6::date, $7, $8, $9::timestamptz) RETURNING id",
    )
    .bind(asked.company.0)
    .bind(asked.form.account.as_str())
    .bind(action)
    .bind(checked.attempted_on.to_string())
    .bind(checked.reason.code())
    .bind(promised_on.map(|day| day.to_string()))
    .bind(checked.note.as_deref())
    .bind(asked.user.0)
    .bind(now)
    .fetch_one(connection)
    .await?)
}

async fn load(
    connection: &mut PgConnection,
    asked: &Asked<FailedAttemptRequest>,
    number: i64,
) -> Result<AttemptRecord, StoreError> {
    account::attempt(connection, asked.company, &asked.form.account, number)
        .await?
        .ok_or_else(|| StoreError::Unreadable(format!("failed attempt {number}")))
}

/// What completed the repossession that was pending.
async fn last_repossession(
    connection: &mut PgConnection,
    asked: &Asked<FailedAttemptRequest>,
) -> Result<Option<Meanwhile>, StoreError> {
    let records = account::of_account(connection, asked.company, &asked.form.account).await?;
    Ok(records.into_iter().next().map(|record| Meanwhile {
        what: domain::account_history::happening(&record).code().to_owned(),
        at: record.recorded_at,
        by: record.recorded_by,
    }))
}

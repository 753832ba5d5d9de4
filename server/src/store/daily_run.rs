//! The daily run: bounded transactions, each of which may be the last before an interruption. What was
//! changed is not due again, so that a run goes on where it was interrupted.

use domain::Date;
use domain::account::AccountState;
use domain::api::DailyRunLine;
use domain::audit::{AuditAction, AuditResult};
use domain::daily_run::{DailyRun, Transition};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;

use super::db::{Connection, Day, Instant, Rows};
use super::{Store, StoreError, ageing, audit, exactly, stored};
use crate::audit_chain::{Actor, Event, Events};
use crate::clock::Clock;
use crate::fault_points;
use crate::identity::CompanyId;

/// Accounts that are changed in one transaction: a fraction of a second, in which others wait.
const ACCOUNTS_AT_ONCE: i64 = 5_000;

/// A company whose days are run.
#[derive(Clone, Debug)]
pub struct CompanyOfRun {
    pub id: CompanyId,
    pub code: String,
    pub time_zone: TimeZone,
    /// The hour of its day at which the run is made.
    pub hour: i8,
    /// The last day that was run completely.
    pub last: Option<Date>,
    default_after_days: u32,
}

/// What a run changed, in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunCounts {
    pub late: u64,
    pub defaulted: u64,
    pub actions: u64,
}

#[derive(sqlx::FromRow)]
struct CompanyRow {
    id: i64,
    code: String,
    time_zone: String,
    daily_run_hour: i64,
    default_after_days: i64,
    last: Option<Day>,
}

#[derive(sqlx::FromRow)]
struct RunRow {
    run_on: Day,
    started_at: Instant,
    finished_at: Option<Instant>,
    late: i64,
    defaulted: i64,
    actions: i64,
}

impl Store {
    /// Every company, with what its runs go by.
    pub async fn companies_of_runs(&self) -> Result<Vec<CompanyOfRun>, StoreError> {
        let mut connection = self.db.connection().await?;
        let rows: Vec<CompanyRow> = connection
            .query(
                "SELECT id, code, time_zone, daily_run_hour, default_after_days,
                        (SELECT max(run_on) FROM daily_run
                          WHERE daily_run.company = operating_company.id
                            AND finished_at IS NOT NULL) AS last
                   FROM operating_company ORDER BY id",
            )
            .fetch_all()
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(CompanyOfRun {
                    id: CompanyId(row.id),
                    code: row.code,
                    time_zone: TimeZone::get(&row.time_zone)?,
                    hour: row.daily_run_hour.try_into()?,
                    last: row.last.map(|day| day.0),
                    default_after_days: row.default_after_days.try_into()?,
                })
            })
            .collect()
    }

    /// Makes the run of a day, or what is left of it; says what it changed in all. A run that is
    /// complete changes nothing.
    pub async fn run_day(
        &self,
        company: &CompanyOfRun,
        day: Date,
        clock: &Clock,
    ) -> Result<RunCounts, StoreError> {
        let run = DailyRun::of(day, company.default_after_days);
        for transition in run.transitions() {
            while self.step(company, &run, Some(transition), clock).await? {}
        }
        self.step(company, &run, None, clock).await?;
        let mut connection = self.db.connection().await?;
        let row: RunRow = connection
            .query(
                "SELECT run_on, started_at, finished_at, late, defaulted, actions FROM daily_run
                  WHERE company = $1 AND run_on = $2",
            )
            .bind(company.id)
            .bind(Day(day))
            .fetch_one()
            .await?;
        Ok(RunCounts {
            late: row.late.try_into()?,
            defaulted: row.defaulted.try_into()?,
            actions: row.actions.try_into()?,
        })
    }

    /// A part of a run, in a transaction: of a transition, or its end. Says whether there may be more.
    async fn step(
        &self,
        company: &CompanyOfRun,
        run: &DailyRun,
        transition: Option<Transition>,
        clock: &Clock,
    ) -> Result<bool, StoreError> {
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.try_step(company, run, transition, clock.now()).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn try_step(
        &self,
        company: &CompanyOfRun,
        run: &DailyRun,
        transition: Option<Transition>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut write = self.db.begin_write().await?;
        // Several servers take turns; whoever finds nothing to do has nothing to do.
        write.lock_name("daily run", &company.code).await?;
        if is_finished(&mut write, company.id, run.date, now).await? {
            return Ok(false);
        }
        let (counts, more) = if let Some(transition) = transition {
            change(&mut write, company.id, run, transition, now).await?
        } else {
            finish(&mut write, company.id, run, now).await?;
            (RunCounts::default(), false)
        };
        if transition.is_none() || counts != RunCounts::default() {
            note(&mut write, company.id, run.date, counts, transition.is_none(), now).await?;
            fault_points::pass("daily run about to commit");
            write.commit().await?;
            self.db.committed();
        }
        Ok(more)
    }

    /// The company's runs, the latest day first, those before a day.
    pub async fn daily_runs(
        &self,
        company: CompanyId,
        before: Option<Date>,
        limit: u32,
    ) -> Result<Vec<DailyRunLine>, StoreError> {
        let mut connection = self.db.connection().await?;
        let mut query = connection.query(
            "SELECT run_on, started_at, finished_at, late, defaulted, actions FROM daily_run
              WHERE company = ",
        );
        query.push_bind(company);
        if let Some(day) = before {
            query.push(" AND run_on < ").push_bind(Day(day));
        }
        query.push(" ORDER BY run_on DESC LIMIT ").push_bind(i64::from(limit));
        let rows: Vec<RunRow> = query.fetch_all().await?;
        rows.into_iter()
            .map(|row| {
                Ok(DailyRunLine {
                    date: row.run_on.0,
                    started_at: row.started_at.to_string(),
                    finished_at: row.finished_at.map(|at| at.to_string()),
                    late: row.late.try_into()?,
                    defaulted: row.defaulted.try_into()?,
                    actions: row.actions.try_into()?,
                })
            })
            .collect()
    }
}

/// Whether the run of that day is complete. If there is none, it begins.
async fn is_finished(
    connection: &mut Connection,
    company: CompanyId,
    day: Date,
    now: Timestamp,
) -> Result<bool, StoreError> {
    connection
        .query(
            "INSERT INTO daily_run (company, run_on, started_at, late, defaulted, actions)
             VALUES ($1, $2, $3, 0, 0, 0) ON CONFLICT (company, run_on) DO NOTHING",
        )
        .bind(company)
        .bind(Day(day))
        .bind(Instant(now))
        .execute()
        .await?;
    connection
        .query("SELECT finished_at IS NOT NULL FROM daily_run WHERE company = $1 AND run_on = $2")
        .bind(company)
        .bind(Day(day))
        .fetch_value()
        .await
}

/// Changes the state of so many accounts that are due; says what was changed and whether more may be.
async fn change(
    connection: &mut Connection,
    company: CompanyId,
    run: &DailyRun,
    transition: Transition,
    now: Timestamp,
) -> Result<(RunCounts, bool), StoreError> {
    let from: Vec<&str> = transition.from.iter().map(|state| state.code()).collect();
    let due: Vec<String> = connection
        .query(
            "SELECT account_id FROM account
              WHERE company = $1 AND state IN {values $2: text} AND paid_until <= $3 LIMIT $4",
        )
        .bind(company)
        .bind(&Rows::new(&from)?)
        .bind(Day(transition.paid_until_at_most))
        .bind(ACCOUNTS_AT_ONCE)
        .fetch_scalars()
        .await?;
    if due.is_empty() {
        return Ok((RunCounts::default(), false));
    }
    let more = i64::try_from(due.len())? == ACCOUNTS_AT_ONCE;
    let accounts = due.iter().map(|id| stored::account(id)).collect::<Result<Vec<_>, _>>()?;
    connection.lock_accounts(company, &accounts).await?;
    // Somebody may have paid before the account was locked: what is due is asked again, by account.
    let still_due: Vec<String> = connection
        .query(
            "SELECT account.account_id
               FROM {values $2: text} AS due
              CROSS JOIN account
              WHERE account.company = $1 AND account.account_id = due.value
                AND account.state IN {values $3: text} AND account.paid_until <= $4",
        )
        .bind(company)
        .bind(&Rows::new(&due)?)
        .bind(&Rows::new(&from)?)
        .bind(Day(transition.paid_until_at_most))
        .fetch_scalars()
        .await?;
    let due = &Rows::new(&still_due)?;
    let defaults = transition.repossession_becomes_pending;
    let changed = connection
        .query(
            "UPDATE account
                SET state = $3, defaulted_on = CASE WHEN $4 THEN $5 ELSE defaulted_on END
              WHERE company = $1 AND account_id IN {values $2: text}",
        )
        .bind(company)
        .bind(due)
        .bind(transition.to.code())
        .bind(defaults)
        .bind(Day(run.date))
        .execute()
        .await?;
    exactly("accounts late or in default", still_due.len(), changed)?;
    if !defaults {
        return Ok((RunCounts { late: changed, ..RunCounts::default() }, more));
    }
    let actions = add_repossessions(connection, company, run.date, due, now).await?;
    Ok((RunCounts { late: 0, defaulted: changed, actions }, more))
}

/// A repossession becomes pending for each of these accounts that is in default since the day, unless
/// one is; says how many.
async fn add_repossessions(
    connection: &mut Connection,
    company: CompanyId,
    day: Date,
    accounts: &Rows,
    now: Timestamp,
) -> Result<u64, StoreError> {
    connection
        .query(
            "INSERT INTO pending_action (company, account, type, status, defaulted_on, created_at)
             SELECT $1, account.account_id, 'repossession', 'pending', account.defaulted_on, $3
               FROM {values $2: text} AS due
              CROSS JOIN account
              WHERE account.company = $1 AND account.account_id = due.value
                AND account.state = $4 AND account.defaulted_on = $5
                AND NOT EXISTS (SELECT 1 FROM pending_action AS pending
                                 WHERE pending.company = $1
                                   AND pending.account = account.account_id
                                   AND pending.type = 'repossession'
                                   AND pending.status = 'pending')
              ORDER BY account.account_id",
        )
        .bind(company)
        .bind(accounts)
        .bind(Instant(now))
        .bind(AccountState::Defaulted.code())
        .bind(Day(day))
        .execute()
        .await
}

/// Ages the portfolio as it stands after the run, and marks the run complete.
async fn finish(
    connection: &mut Connection,
    company: CompanyId,
    run: &DailyRun,
    now: Timestamp,
) -> Result<(), StoreError> {
    ageing::take(connection, company, run.date).await?;
    let changed = connection
        .query(
            "UPDATE daily_run SET finished_at = $3
              WHERE company = $1 AND run_on = $2 AND finished_at IS NULL",
        )
        .bind(company)
        .bind(Day(run.date))
        .bind(Instant(now))
        .execute()
        .await?;
    exactly("daily runs finished", 1, changed)
}

/// Writes down what a part of a run changed, in the run and in the audit log.
async fn note(
    connection: &mut Connection,
    company: CompanyId,
    day: Date,
    counts: RunCounts,
    finished: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let changed = connection
        .query(
            "UPDATE daily_run
                SET late = late + $3, defaulted = defaulted + $4, actions = actions + $5
              WHERE company = $1 AND run_on = $2",
        )
        .bind(company)
        .bind(Day(day))
        .bind(i64::try_from(counts.late)?)
        .bind(i64::try_from(counts.defaulted)?)
        .bind(i64::try_from(counts.actions)?)
        .execute()
        .await?;
    exactly("daily runs", 1, changed)?;
    let detail = json!({
        "day": day.to_string(),
        "late": counts.late,
        "defaulted": counts.defaulted,
        "actions": counts.actions,
        "finished": finished,
    });
    let event = Event::new(AuditAction::DailyRun, AuditResult::Done, &detail)?;
    let events = Events { at: now, by: Actor::default(), events: vec![event] };
    audit::append(connection, company.0, events).await?;
    Ok(())
}

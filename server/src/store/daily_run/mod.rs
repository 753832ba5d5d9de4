//! The daily run: bounded transactions, each of which may be the last before an interruption. What was
//! changed is not due again, so that a run goes on where it was interrupted.

mod list;
mod transitions;

use std::collections::VecDeque;

use domain::Date;
use domain::audit::{AuditAction, AuditResult};
use domain::daily_run::{DailyRun, Transition};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;

use super::db::{Connection, Day, Instant};
use super::write_off_process::{activator, monitor};
use super::{Store, StoreError, ageing, audit, exactly};
use crate::audit_chain::{Actor, Event, Events};
use crate::clock::{Clock, date_in};
use crate::fault_points;
use crate::identity::CompanyId;

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
    pub processes: u64,
    pub write_downs: u64,
    pub events: u64,
    pub failures: u64,
}

/// Of which company and day a run is, and when it is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfDay {
    pub(super) company: CompanyId,
    /// The day that the run is for.
    pub(super) day: Date,
    /// The day on which it is made: later, where days were missed.
    pub(super) today: Date,
    pub(super) now: Instant,
}

/// A part of a run.
#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    /// Accounts become late, or default.
    Change(&'a DailyRun, Transition),
    /// Processes are opened for accounts that follow on one.
    Open(&'a str),
    /// What is due of these processes is done.
    Activate(&'a [i64]),
    /// An event of this process could not be done.
    SetAside(i64),
    Finish,
}

/// What a part of a run changed, and what it leaves.
#[derive(Debug, Default)]
struct Made {
    counts: RunCounts,
    /// Whether more accounts may change.
    more: bool,
    /// The last account that was looked at, where others may follow.
    last: Option<String>,
    /// Processes that must wait for the others of their account.
    left: Vec<i64>,
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
            while self.step(company, day, Part::Change(&run, transition), clock).await?.more {}
        }
        let mut after = String::new();
        while let Some(last) = self.step(company, day, Part::Open(&after), clock).await?.last {
            after = last;
        }
        self.activate_due(company, day, clock).await?;
        self.step(company, day, Part::Finish, clock).await?;
        let mut connection = self.db.connection().await?;
        list::counts(&mut connection, company.id, day).await
    }

    /// A part of a run, in a transaction.
    async fn step(
        &self,
        company: &CompanyOfRun,
        day: Date,
        part: Part<'_>,
        clock: &Clock,
    ) -> Result<Made, StoreError> {
        let mut retry = self.db.retry(&self.ids);
        loop {
            match self.try_step(company, day, part, clock.now()).await {
                Err(error) if retry.again(&error).await => (),
                result => return result,
            }
        }
    }

    async fn try_step(
        &self,
        company: &CompanyOfRun,
        day: Date,
        part: Part<'_>,
        now: Timestamp,
    ) -> Result<Made, StoreError> {
        let mut write = self.db.begin_write().await?;
        // Several servers take turns; whoever finds nothing to do has nothing to do.
        write.lock_name("daily run", &company.code).await?;
        if is_finished(&mut write, company.id, day, now).await? {
            return Ok(Made::default());
        }
        let today = date_in(&company.time_zone, now);
        let of = OfDay { company: company.id, day, today, now: Instant(now) };
        let made = self.make(&mut write, of, part).await?;
        let finishes = matches!(part, Part::Finish);
        if finishes || made.counts != RunCounts::default() {
            note(&mut write, of, made.counts, finishes).await?;
            fault_points::pass("daily run about to commit");
            write.commit().await?;
            self.db.committed();
        }
        Ok(made)
    }

    async fn make(
        &self,
        write: &mut Connection,
        of: OfDay,
        part: Part<'_>,
    ) -> Result<Made, StoreError> {
        let mut made = Made::default();
        match part {
            Part::Change(run, transition) => {
                (made.counts, made.more) =
                    transitions::change(write, of.company, run, transition, of.now.0).await?;
            }
            Part::Open(after) => {
                (made.counts, made.last) = monitor::open_after(write, of, after).await?;
            }
            Part::Activate(processes) => {
                (made.counts, made.left) =
                    activator::activate_due(write, of, processes, &self.ids).await?;
            }
            Part::SetAside(process) => {
                made.counts = activator::set_aside(write, of, process).await?;
            }
            Part::Finish => finish(write, of).await?,
        }
        Ok(made)
    }

    /// Does what is due of processes, some at a time. What the database refuses is found by halves
    /// and set aside, so that it does not hold up the others.
    async fn activate_due(
        &self,
        company: &CompanyOfRun,
        day: Date,
        clock: &Clock,
    ) -> Result<(), StoreError> {
        let due = {
            let mut connection = self.db.connection().await?;
            activator::due(&mut connection, company.id, day).await?
        };
        let mut parts: VecDeque<Vec<i64>> =
            due.chunks(activator::PROCESSES_AT_ONCE).map(<[i64]>::to_vec).collect();
        while let Some(part) = parts.pop_front() {
            match self.step(company, day, Part::Activate(&part), clock).await {
                Ok(made) if made.left.is_empty() => (),
                Ok(made) => parts.push_front(made.left),
                Err(error) if error.is_about_the_data() => match *part.as_slice() {
                    [] => (),
                    [process] => {
                        tracing::error!(%error, process, "an event of a process failed");
                        self.step(company, day, Part::SetAside(process), clock).await?;
                    }
                    [..] => {
                        let (one, other) = part.split_at(part.len() / 2);
                        parts.push_front(other.to_vec());
                        parts.push_front(one.to_vec());
                    }
                },
                Err(error) => return Err(error),
            }
        }
        Ok(())
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
            "INSERT INTO daily_run (company, run_on, started_at, late, defaulted, actions,
                                    processes, write_downs, events, failures)
             VALUES ($1, $2, $3, 0, 0, 0, 0, 0, 0, 0) ON CONFLICT (company, run_on) DO NOTHING",
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

/// Ages the portfolio as it stands after the run, and marks the run complete.
async fn finish(connection: &mut Connection, of: OfDay) -> Result<(), StoreError> {
    ageing::take(connection, of.company, of.day).await?;
    let changed = connection
        .query(
            "UPDATE daily_run SET finished_at = $3
              WHERE company = $1 AND run_on = $2 AND finished_at IS NULL",
        )
        .bind(of.company)
        .bind(Day(of.day))
        .bind(of.now)
        .execute()
        .await?;
    exactly("daily runs finished", 1, changed)
}

/// Writes down what a part of a run changed, in the run and in the audit log.
async fn note(
    connection: &mut Connection,
    of: OfDay,
    counts: RunCounts,
    finished: bool,
) -> Result<(), StoreError> {
    let changed = connection
        .query(
            "UPDATE daily_run
                SET late = late + $3, defaulted = defaulted + $4, actions = actions + $5,
                    processes = processes + $6, write_downs = write_downs + $7,
                    events = events + $8, failures = failures + $9
              WHERE company = $1 AND run_on = $2",
        )
        .bind(of.company)
        .bind(Day(of.day))
        .bind(i64::try_from(counts.late)?)
        .bind(i64::try_from(counts.defaulted)?)
        .bind(i64::try_from(counts.actions)?)
        .bind(i64::try_from(counts.processes)?)
        .bind(i64::try_from(counts.write_downs)?)
        .bind(i64::try_from(counts.events)?)
        .bind(i64::try_from(counts.failures)?)
        .execute()
        .await?;
    exactly("daily runs", 1, changed)?;
    let detail = json!({
        "day": of.day.to_string(),
        "late": counts.late,
        "defaulted": counts.defaulted,
        "actions": counts.actions,
        "processes": counts.processes,
        "write_downs": counts.write_downs,
        "events": counts.events,
        "failures": counts.failures,
        "finished": finished,
    });
    let event = Event::new(AuditAction::DailyRun, AuditResult::Done, &detail)?;
    let events = Events { at: of.now.0, by: Actor::default(), events: vec![event] };
    audit::append(connection, of.company.0, events).await?;
    Ok(())
}

//! The daily run: made at each company's hour by whichever server comes first, or by
//! `writeoff daily`, which then delivers the messages that are due.

mod list;

use std::time::Duration;

use domain::Date;
use domain::daily_run::days_due;
use jiff::ToSpan as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app_state::AppState;
use crate::clock::{Clock, date_in};
use crate::ids::IdSource;
use crate::messages::{MessageSettings, NotSetUp, Senders, deliver_due};
use crate::store::{self, CompanyOfRun, Opening, RunCounts, Store, StoreError};

/// How often a server looks whether a run is due: nobody waits for it at that hour.
const LOOK_EVERY: Duration = Duration::from_mins(1);

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list::get_daily_runs))
}

/// A run that was made, with what it changed.
#[derive(Clone, Debug)]
pub struct RunMade {
    /// The company's code.
    pub company: String,
    pub day: Date,
    pub counts: RunCounts,
}

/// Why runs are not made.
#[derive(Debug, thiserror::Error)]
pub enum DailyError {
    #[error("{day} is still to come: today is {today} for {company}")]
    InTheFuture { day: Date, today: Date, company: String },
    #[error(transparent)]
    Messages(#[from] NotSetUp),
    #[error(transparent)]
    Runs(#[from] RunsFailed),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Runs that failed. Those of other companies were made.
#[derive(Debug, thiserror::Error)]
#[error("the daily run failed for {}", told(.0))]
pub struct RunsFailed(
    /// The company's code, and why.
    pub Vec<(String, StoreError)>,
);

fn told(failed: &[(String, StoreError)]) -> String {
    let told = failed.iter().map(|(company, error)| format!("{company}: {error}"));
    told.collect::<Vec<_>>().join("; for ")
}

impl RunsFailed {
    fn none_of(failed: Vec<(String, StoreError)>) -> Result<(), Self> {
        if failed.is_empty() { Ok(()) } else { Err(Self(failed)) }
    }
}

/// Makes the runs of every company that are due until a day, today where none is given; days that
/// were missed one by one. Each run is handed over as soon as it was made. Then it tries once to
/// deliver each message that is due and for which something is set up; says how many were delivered.
///
/// # Errors
///
/// When the day is still to come for one of the companies, messages are set up by half, the run of a company
/// failed, or the database cannot be written. What was made until then stays, and the next run goes on from
/// there; a company whose run fails stops no other.
pub async fn daily(
    database: &Opening,
    on: Option<Date>,
    messages: &MessageSettings,
    (clock, ids): (&Clock, &IdSource),
    mut made: impl FnMut(&RunMade),
) -> Result<u64, DailyError> {
    let senders = Senders::new(messages)?;
    let store = store::open(database, ids).await?;
    let companies = store.companies_of_runs().await?;
    for company in &companies {
        let today = date_in(&company.time_zone, clock.now());
        let day = on.unwrap_or(today);
        if day > today {
            let company = company.code.clone();
            return Err(DailyError::InTheFuture { day, today, company });
        }
    }
    let mut failed = Vec::new();
    for company in companies {
        let today = date_in(&company.time_zone, clock.now());
        let day = on.unwrap_or(today);
        if let Err(error) = run_until(&store, &company, day, clock, &mut made).await {
            failed.push((company.code, error));
        }
    }
    let delivered = deliver_due(&store, &senders, &senders.channels(), clock).await;
    store.close().await;
    RunsFailed::none_of(failed)?;
    Ok(delivered?)
}

async fn run_until(
    store: &Store,
    company: &CompanyOfRun,
    day: Date,
    clock: &Clock,
    made: &mut impl FnMut(&RunMade),
) -> Result<(), StoreError> {
    for day in days_due(company.last, day) {
        let counts = store.run_day(company, day, clock).await?;
        made(&RunMade { company: company.code.clone(), day, counts });
    }
    Ok(())
}

/// The last day whose run is due by now: today from the company's hour on, yesterday before.
fn due_by_now(company: &CompanyOfRun, clock: &Clock) -> Date {
    let local = company.time_zone.to_datetime(clock.now());
    if local.hour() >= company.hour { local.date() } else { local.date().saturating_sub(1.day()) }
}

/// Makes runs as they become due, for as long as the server lives. What fails is tried again.
pub(crate) async fn keep_running(store: Store, clock: Clock) {
    let mut looks = tokio::time::interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        looks.tick().await;
        if let Err(error) = run_what_is_due(&store, &clock).await {
            tracing::error!(%error, "it is tried again");
        }
    }
}

/// Makes the runs of every company that are due by now. A company that has never run begins with
/// the first day whose hour comes. One whose run fails stops no other.
///
/// # Errors
///
/// When the run of a company failed, or the companies cannot be read.
pub async fn run_what_is_due(store: &Store, clock: &Clock) -> Result<(), DailyError> {
    let mut failed = Vec::new();
    for company in store.companies_of_runs().await? {
        let day = due_by_now(&company, clock);
        let today = date_in(&company.time_zone, clock.now());
        if company.last.is_none() && day < today {
            continue;
        }
        let mut made = |run: &RunMade| {
            let RunCounts { late, defaulted, actions, processes, write_downs, events, failures } =
                run.counts;
            tracing::info!(
                company = run.company, day = %run.day, late, defaulted, actions, processes,
                write_downs, events, failures, "daily run"
            );
        };
        if let Err(error) = run_until(store, &company, day, clock, &mut made).await {
            failed.push((company.code.clone(), error));
        }
    }
    Ok(RunsFailed::none_of(failed)?)
}

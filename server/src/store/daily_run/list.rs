//! The runs that were made.

use domain::Date;
use domain::api::DailyRunLine;

use super::RunCounts;
use crate::identity::CompanyId;
use crate::store::db::{Connection, Day, Instant};
use crate::store::{Store, StoreError};

#[derive(sqlx::FromRow)]
struct RunRow {
    run_on: Day,
    started_at: Instant,
    finished_at: Option<Instant>,
    late: i64,
    defaulted: i64,
    actions: i64,
    processes: i64,
    write_downs: i64,
    events: i64,
    failures: i64,
}

impl Store {
    /// The company's runs, the latest day first, those before a day.
    pub async fn daily_runs(
        &self,
        company: CompanyId,
        before: Option<Date>,
        limit: u32,
    ) -> Result<Vec<DailyRunLine>, StoreError> {
        let mut connection = self.db.connection().await?;
        let mut query = connection.query(
            "SELECT run_on, started_at, finished_at, late, defaulted, actions, processes,
                    write_downs, events, failures
               FROM daily_run WHERE company = ",
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
                    processes: row.processes.try_into()?,
                    write_downs: row.write_downs.try_into()?,
                    events: row.events.try_into()?,
                    failures: row.failures.try_into()?,
                })
            })
            .collect()
    }
}

/// What the run of a day has changed until now, in all.
pub(super) async fn counts(
    connection: &mut Connection,
    company: CompanyId,
    day: Date,
) -> Result<RunCounts, StoreError> {
    let row: RunRow = connection
        .query(
            "SELECT run_on, started_at, finished_at, late, defaulted, actions, processes,
                    write_downs, events, failures
               FROM daily_run WHERE company = $1 AND run_on = $2",
        )
        .bind(company)
        .bind(Day(day))
        .fetch_one()
        .await?;
    Ok(RunCounts {
        late: row.late.try_into()?,
        defaulted: row.defaulted.try_into()?,
        actions: row.actions.try_into()?,
        processes: row.processes.try_into()?,
        write_downs: row.write_downs.try_into()?,
        events: row.events.try_into()?,
        failures: row.failures.try_into()?,
    })
}

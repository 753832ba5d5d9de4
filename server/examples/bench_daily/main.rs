//! Times the daily run through the store against hand-made set-based SQL that leaves the same rows.
//!
//! `bench_daily FOLDER ACCOUNTS TIMES`: fills an embedded database with a demonstration of so many
//! accounts, makes the run of a day on which many are due on fresh copies, in turns, and prints
//! `{"ours_ms": […], "theirs_ms": […]}`. Fails where the two leave different rows.

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use domain::Date;
use jiff::ToSpan as _;
use server::clock::Clock;
use server::database_location::Location;
use server::demo::demo;
use server::ids::IdSource;
use server::store;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

type AnyError = Box<dyn Error + Send + Sync>;

/// The demonstration's seed.
const SEED: u64 = 1;

/// So many days after the demonstration was made: a fifth of the accounts has become late or in
/// default by then.
const DAYS_LATER: i64 = 20;

/// The first company of the demonstration has most of the accounts.
const COMPANY: usize = 0;

/// The same run, by somebody who knows the tables: `?1` is the day, `?2` the last day until which who
/// is in default was paid, `?3` the time.
const THEIRS: [&str; 6] = [
    "INSERT INTO daily_run VALUES (1, ?1, ?3, NULL, 0, 0, 0, 0, 0, 0, 0)",
    "UPDATE account SET state = 'defaulted', defaulted_on = ?1
      WHERE company = 1 AND state IN ('normal', 'late') AND paid_until <= ?2",
    "INSERT INTO pending_action (company, account, type, status, defaulted_on, created_at)
     SELECT 1, account_id, 'repossession', 'pending', ?1, ?3 FROM account
      WHERE company = 1 AND state = 'defaulted' AND defaulted_on = ?1
        AND NOT EXISTS (SELECT 1 FROM pending_action AS pending
                         WHERE pending.company = 1 AND pending.account = account.account_id
                           AND pending.type = 'repossession' AND pending.status = 'pending')",
    "UPDATE account SET state = 'late'
      WHERE company = 1 AND state = 'normal' AND paid_until < ?1",
    "INSERT INTO ageing (company, taken_on, centre, bucket, accounts, amount)
     SELECT 1, ?1, centre,
            CASE WHEN paid_until IS NULL OR paid_until >= ?1 THEN 'current'
                 WHEN paid_until >= date(?1, '-30 days') THEN '1-30'
                 WHEN paid_until >= date(?1, '-60 days') THEN '31-60'
                 WHEN paid_until >= date(?1, '-90 days') THEN '61-90'
                 WHEN paid_until >= date(?1, '-180 days') THEN '91-180'
                 ELSE 'over-180' END AS bucket,
            count(*), sum(owed)
       FROM (SELECT account, sum(principal_balance + fees_balance + tax_balance) AS owed
               FROM contract
              WHERE company = 1 AND principal_balance + fees_balance + tax_balance > 0
              GROUP BY account) AS owing
       JOIN account ON account.company = 1 AND account_id = owing.account
      GROUP BY centre, bucket",
    "UPDATE daily_run SET finished_at = ?3 WHERE company = 1 AND run_on = ?1",
];

/// What both must leave.
const LEFT: &str = "
    SELECT (SELECT group_concat(state || n) FROM
                (SELECT state, count(*) AS n FROM account WHERE company = 1 GROUP BY state))
        || (SELECT count(*) || max(created_at > '') FROM pending_action WHERE company = 1)
        || (SELECT group_concat(bucket || accounts || amount) FROM
                (SELECT * FROM ageing WHERE company = 1 AND taken_on = ?1 ORDER BY centre, bucket))";

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(accounts), Some(times)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("bench_daily FOLDER ACCOUNTS TIMES".into());
    };
    let folder = PathBuf::from(folder);
    let filled = folder.join("filled.db");
    let (clock, ids) = (Clock::system(), IdSource::system());
    let database = Location::Sqlite(filled.clone());
    demo(&database.into(), accounts.parse()?, SEED, &clock, &ids).await?;
    let (mut ours_ms, mut theirs_ms) = (Vec::new(), Vec::new());
    for _ in 0..times.parse::<u32>()? {
        let (ours, day, left) = ours(&copy(&filled, &folder.join("ours.db"))?).await?;
        let (theirs, same) = theirs(&copy(&filled, &folder.join("theirs.db"))?, day).await?;
        if left != same {
            return Err(format!("the two leave different rows: {left} and {same}").into());
        }
        ours_ms.push(millis(ours));
        theirs_ms.push(millis(theirs));
    }
    let times = serde_json::json!({ "ours_ms": ours_ms, "theirs_ms": theirs_ms });
    writeln!(std::io::stdout(), "{times}")?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<PathBuf, AnyError> {
    for beside in ["db", "db-wal", "db-shm"] {
        let _ = std::fs::remove_file(to.with_extension(beside));
    }
    std::fs::copy(from, to)?;
    Ok(to.to_owned())
}

/// Through the store, as the server does it; says how long it took, the day, and what is left.
async fn ours(database: &Path) -> Result<(Duration, Date, String), AnyError> {
    let location = Location::Sqlite(database.to_owned());
    let store = store::open(&location.into(), &IdSource::system()).await?;
    let companies = store.companies_of_runs().await?;
    let company = companies.get(COMPANY).ok_or("no company")?;
    let last = company.last.ok_or("the demonstration has run no day")?;
    let day = last.checked_add(DAYS_LATER.days())?;
    let began = Instant::now();
    store.run_day(company, day, &Clock::system()).await?;
    let took = began.elapsed();
    store.close().await;
    let mut connection = connect(database).await?;
    Ok((took, day, left(&mut connection, day).await?))
}

async fn theirs(database: &Path, day: Date) -> Result<(Duration, String), AnyError> {
    let mut connection = connect(database).await?;
    let threshold: i64 =
        sqlx::query_scalar("SELECT default_after_days FROM operating_company WHERE id = 1")
            .fetch_one(&mut connection)
            .await?;
    let defaulted = day.checked_sub(threshold.days())?.to_string();
    let began = Instant::now();
    let mut write = connection.begin_with("BEGIN IMMEDIATE").await?;
    for statement in THEIRS {
        sqlx::query(statement)
            .bind(day.to_string())
            .bind(&defaulted)
            .bind(format!("{day}T02:00:00.000Z"))
            .execute(&mut *write)
            .await?;
    }
    write.commit().await?;
    let took = began.elapsed();
    Ok((took, left(&mut connection, day).await?))
}

async fn left(connection: &mut SqliteConnection, day: Date) -> Result<String, AnyError> {
    Ok(sqlx::query_scalar(LEFT).bind(day.to_string()).fetch_one(connection).await?)
}

/// As the server connects: its own page cache apart.
async fn connect(database: &Path) -> Result<SqliteConnection, AnyError> {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-65536");
    Ok(options.disable_statement_logging().connect().await?)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

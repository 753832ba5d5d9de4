//! Committing 2,000 rows, against the same rows by hand-made set-based SQL, on both databases.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use super::measure::{Measure, median_of};
use crate::debian;
use crate::failure::{About, Failure, Result};
use crate::fault::{DATABASES, Harness};
use crate::process::{cargo, run_and_read, say};

/// How many commits of each kind, in turn.
const TIMES: &str = "15";

/// At most this many times the hand-made SQL.
const BUDGET: f64 = 2.0;

pub(super) fn measure() -> Result<Vec<Measure>> {
    debian::ensure_postgres()?;
    let harness = Harness::build(true)?;
    DATABASES.iter().map(|database| on(&harness, database)).collect()
}

fn on(harness: &Harness, database: &str) -> Result<Measure> {
    let called = called(database);
    say(format!("Commit of 2,000 rows on {called}, against hand-made SQL"));
    let template = Template::fill(harness, database)?;
    let printed = run_and_read(
        cargo()
            .args(["run", "--release", "--package", "server", "--example", "bench_commit", "--"])
            .args([&template.database, &template.file, TIMES]),
    )?;
    if !printed.success {
        return Err(Failure::new("the measurement of commits failed; see above"));
    }
    let start = printed.text.find('{').unwrap_or_default();
    let json = printed.text.get(start..).unwrap_or_default();
    let results = serde_json::from_str(json)
        .map_err(|error| Failure::new(format!("the measurement printed no JSON: {error}")))?;
    Ok(Measure {
        name: format!("commit of 2,000 rows, against hand-made SQL, {called}"),
        ours: median_of(&results, "/ours_ms")?,
        theirs: median_of(&results, "/theirs_ms")?,
        unit: "ms",
        budget: Some(BUDGET),
    })
}

/// What people call a database.
pub(super) fn called(database: &str) -> &'static str {
    if database == "sqlite" { "SQLite" } else { "PostgreSQL" }
}

/// A filled database that the harness keeps as long as this is there.
struct Template {
    harness: Child,
    database: String,
    file: String,
}

impl Template {
    /// Fills it; more accounts than it usually has change little.
    fn fill(harness: &Harness, database: &str) -> Result<Self> {
        let mut harness = harness
            .command("template", database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .about("the harness")?;
        let lines = harness.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
        let mut lines = lines.map_while(std::result::Result::ok);
        if let (Some(database), Some(file)) = (lines.next(), lines.next()) {
            return Ok(Self { harness, database, file });
        }
        harness.wait().about("the harness")?;
        Err(Failure::new("the database to measure with could not be filled; see above"))
    }
}

impl Drop for Template {
    fn drop(&mut self) {
        // It removes everything when its input ends; nothing could be done if that failed.
        drop(self.harness.stdin.take());
        let _ = self.harness.wait();
    }
}

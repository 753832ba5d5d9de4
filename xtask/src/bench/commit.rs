//! Committing 2,000 rows, against the same rows by hand-made set-based SQL.

use std::fs;
use std::path::PathBuf;

use super::measure::{Measure, median_of};
use crate::failure::{About, Failure, Result};
use crate::process::{cargo, command, run_and_read, say};
use crate::project;

/// How many commits of each kind, in turn.
const TIMES: &str = "15";

/// Enough for 2,000 that may be written off; more of them change little (design, budgets).
const ACCOUNTS: &str = "12000";

/// At most this many times the hand-made SQL.
const BUDGET: f64 = 2.0;

pub(super) fn measure() -> Result<Vec<Measure>> {
    say("Commit of 2,000 rows, against hand-made SQL");
    let database = fill()?;
    let printed = run_and_read(
        cargo()
            .args(["run", "--release", "--package", "server", "--example", "bench_commit", "--"])
            .arg(&database)
            .arg(database.with_file_name("uploads").join("full.csv"))
            .arg(TIMES),
    )?;
    if !printed.success {
        return Err(Failure::new("the measurement of commits failed; see above"));
    }
    let start = printed.text.find('{').unwrap_or_default();
    let json = printed.text.get(start..).unwrap_or_default();
    let results = serde_json::from_str(json)
        .map_err(|error| Failure::new(format!("the measurement printed no JSON: {error}")))?;
    Ok(vec![Measure {
        name: "commit of 2,000 rows, against hand-made SQL".to_owned(),
        ours: median_of(&results, "/ours_ms")?,
        theirs: median_of(&results, "/theirs_ms")?,
        unit: "ms",
        budget: Some(BUDGET),
    }])
}

/// Fills a demonstration database of the measurement's own, as many accounts as the budget names.
fn fill() -> Result<PathBuf> {
    let folder = project::path("target/bench/commit");
    if folder.exists() {
        fs::remove_dir_all(&folder).about(folder.display())?;
    }
    fs::create_dir_all(&folder).about(folder.display())?;
    let database = folder.join("writeoff.db");
    let program = project::release_server().display().to_string();
    let filled = run_and_read(
        command(&program)
            .args(["demo", "--accounts", ACCOUNTS, "--seed", "1", "--database"])
            .arg(&database),
    )?;
    if filled.success {
        Ok(database)
    } else {
        Err(Failure::new("the database to measure with could not be filled; see above"))
    }
}

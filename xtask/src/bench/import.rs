//! Importing 100,000 accounts with contracts and units, against the same rows by hand-made set-based SQL.

use serde_json::Value;

use super::measure::{Measure, median_of};
use crate::failure::{About, Failure, Result};
use crate::process::{cargo, run_and_read, say};
use crate::project;

const ACCOUNTS: &str = "100000";

/// How many imports of each kind, in turn.
const TIMES: &str = "3";

/// At most this many times the hand-made SQL.
const BUDGET: f64 = 2.0;

pub(super) fn measure() -> Result<Vec<Measure>> {
    say("Import of 100,000 accounts with contracts and units on SQLite, against hand-made SQL");
    let folder = project::path("target/bench-import");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).about(folder.display())?;
    let printed = run_and_read(
        cargo()
            .args(["run", "--release", "--package", "server", "--example", "bench_import", "--"])
            .arg(&folder)
            .args([ACCOUNTS, TIMES]),
    );
    let _ = std::fs::remove_dir_all(&folder);
    let printed = printed?;
    if !printed.success {
        return Err(Failure::new("the measurement of imports failed; see above"));
    }
    let start = printed.text.find('{').unwrap_or_default();
    let json = printed.text.get(start..).unwrap_or_default();
    let results: Value = serde_json::from_str(json)
        .map_err(|error| Failure::new(format!("the measurement printed no JSON: {error}")))?;
    let peak = results.pointer("/peak_bytes").and_then(Value::as_u64).unwrap_or_default();
    println!("import sqlite peak_bytes={peak}");
    Ok(vec![Measure {
        name: "import of 100,000 accounts with contracts and units, against hand-made SQL, SQLite"
            .to_owned(),
        ours: median_of(&results, "/ours_ms")?,
        theirs: median_of(&results, "/theirs_ms")?,
        unit: "ms",
        budget: Some(BUDGET),
    }])
}

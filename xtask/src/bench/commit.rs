//! Committing 2,000 rows, against the same rows by hand-made set-based SQL.

use super::measure::{Measure, median_of};
use crate::failure::{Failure, Result};
use crate::process::{cargo, run_and_read, say};

/// At most this many times the hand-made SQL.
const BUDGET: f64 = 2.0;

pub(super) fn measure() -> Result<Measure> {
    say("Commit of 2,000 rows, against hand-made SQL");
    let printed = run_and_read(cargo().args([
        "run",
        "--release",
        "--package",
        "server",
        "--example",
        "bench_commit",
    ]))?;
    if !printed.success {
        return Err(Failure::new("the measurement of commits failed; see above"));
    }
    let start = printed.text.find('{').unwrap_or_default();
    let json = printed.text.get(start..).unwrap_or_default();
    let results = serde_json::from_str(json)
        .map_err(|error| Failure::new(format!("the measurement printed no JSON: {error}")))?;
    Ok(Measure {
        name: "commit of 2,000 rows, against hand-made SQL".to_owned(),
        ours: median_of(&results, "/ours_ms")?,
        theirs: median_of(&results, "/theirs_ms")?,
        unit: "ms",
        budget: Some(BUDGET),
    })
}

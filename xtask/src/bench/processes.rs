//! A daily run over 100,000 due events of write-off processes, against one over 10,000.

use serde_json::Value;

use super::measure::{Measure, median_of};
use crate::failure::{About, Failure, Result};
use crate::process::{cargo, run_and_read, say};
use crate::project;

const FEW: &str = "10000";

const MANY: &str = "100000";

/// How many times as many those are.
const TIMES: f64 = 10.0;

/// At most this many times as long for an event: growth is linear.
const BUDGET: f64 = 1.5;

pub(super) fn measure() -> Result<Vec<Measure>> {
    say("Daily run over 100,000 due events of write-off processes on SQLite, against 10,000");
    let folder = project::path("target/bench-processes");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).about(folder.display())?;
    let printed = run_and_read(
        cargo()
            .args(["run", "--release", "--package", "server", "--example", "bench_processes", "--"])
            .arg(&folder)
            .args([FEW, MANY]),
    );
    let _ = std::fs::remove_dir_all(&folder);
    let printed = printed?;
    if !printed.success {
        return Err(Failure::new("the measurement of processes failed; see above"));
    }
    let start = printed.text.find('{').unwrap_or_default();
    let json = printed.text.get(start..).unwrap_or_default();
    let results: Value = serde_json::from_str(json)
        .map_err(|error| Failure::new(format!("the measurement printed no JSON: {error}")))?;
    for number in ["few", "many"] {
        let pointer = |name: &str| format!("/{number}/{name}");
        let told = |name: &str| results.pointer(&pointer(name)).and_then(Value::as_f64);
        let (events, per_second) = (told("events"), told("per_second"));
        println!(
            "processes sqlite events={} per_second={}",
            events.unwrap_or_default(),
            per_second.unwrap_or_default()
        );
    }
    Ok(vec![Measure {
        name: "daily run over 100,000 due events of processes, against ten times 10,000, SQLite"
            .to_owned(),
        ours: median_of(&results, "/many/ms")?,
        theirs: median_of(&results, "/few/ms")? * TIMES,
        unit: "ms",
        budget: Some(BUDGET),
    }])
}

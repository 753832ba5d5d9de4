//! What takes longer where there are more accounts, on both databases.

use super::commit::called;
use super::measure::Measure;
use crate::debian;
use crate::failure::{Failure, Result};
use crate::fault::{DATABASES, Harness};
use crate::process::{run_and_read, say};

/// Enough for a full file of accounts that may be written off.
const FEW: &str = "12000";

const MANY: &str = "1000000";

/// At most this many times as long for a search.
const SEARCH_BUDGET: f64 = 2.0;

/// What is measured: the figure's name, what it is called, and its budget, where it has one.
const FIGURES: [(&str, &str, Option<f64>); 5] = [
    ("search_id_p99_ms", "p99 of search by the beginning of an account ID", Some(SEARCH_BUDGET)),
    ("search_name_p99_ms", "p99 of search by a word of a name", Some(SEARCH_BUDGET)),
    ("search_phone_p99_ms", "p99 of search by a phone number", Some(SEARCH_BUDGET)),
    ("facts_p50_ms", "facts of 2,000 accounts", None),
    ("commit_p50_ms", "commit of 2,000 rows over HTTP", None),
];

/// What of the server may be in memory: the figure's name, what it is called, and MB at most.
const MEMORY: [(&str, &str, f64); 2] = [
    ("memory_at_rest_kib", "server at rest", 40.0),
    ("memory_after_a_commit_kib", "server after a commit of 2,000 rows", 150.0),
];

pub(super) fn measure() -> Result<Vec<Measure>> {
    debian::ensure_postgres()?;
    let harness = Harness::build(true)?;
    let mut measures = Vec::new();
    for database in DATABASES {
        let called = called(database);
        say(format!("1,000,000 accounts, against 12,000, on {called}"));
        let figures = figures(&harness, database)?;
        for (figure, what, budget) in FIGURES {
            measures.push(Measure {
                name: format!("{what} at 1,000,000 accounts, against 12,000, {called}"),
                ours: figure_of(&figures, figure)?,
                theirs: figure_of(&figures, &format!("against_{figure}"))?,
                unit: "ms",
                budget,
            });
        }
        for (figure, what, megabytes) in MEMORY {
            measures.push(Measure {
                name: format!("{what} with 1,000,000 accounts, {called}, against the budget"),
                ours: figure_of(&figures, figure)? * 1.024 / 1000.0,
                theirs: megabytes,
                unit: "MB",
                budget: Some(1.0),
            });
        }
    }
    Ok(measures)
}

/// The line of figures that a run prints last.
fn figures(harness: &Harness, database: &str) -> Result<String> {
    let mut command = harness.command("growth", database);
    let printed = run_and_read(command.args(["--accounts", MANY, "--against", FEW]))?;
    if printed.success {
        Ok(printed.text)
    } else {
        Err(Failure::new("the measurement of growth failed; see above"))
    }
}

/// The number of a figure in `NAME=NUMBER NAME=NUMBER …`.
fn figure_of(line: &str, name: &str) -> Result<f64> {
    line.split_whitespace()
        .filter_map(|word| word.split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, number)| number.parse().ok())
        .ok_or_else(|| Failure::new(format!("the measurement has no {name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_found_by_its_name() {
        let line = "growth sqlite accounts=10 facts_p50_ms=7.5 commit_p50_ms=x";
        assert!((figure_of(line, "facts_p50_ms").unwrap() - 7.5).abs() < f64::EPSILON);
        assert!(figure_of(line, "commit_p50_ms").is_err());
        assert!(figure_of(line, "p50").is_err());
    }
}

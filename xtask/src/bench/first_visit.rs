//! Bytes of the first visit, and of the main page after it, against their budgets.

use super::measure::{Measure, median_of};
use super::preview::read;
use crate::failure::Result;
use crate::process::{command, run, say};

const RESULTS: &str = "target/bench/first_visit.json";

/// Everything that a browser loads, in Brotli: the results' name, what it is called, and kB at most.
const BUDGETS: [(&str, &str, f64); 2] = [
    ("/bytes", "first visit, everything loaded", 120.0),
    ("/afterwards", "main page, everything loaded", 550.0),
];

pub(super) fn measure() -> Result<Vec<Measure>> {
    say("Bytes of the first visit");
    run(command("npm").args(["--prefix", "e2e", "run", "--silent", "bench:first-visit"]))?;
    let results = read(RESULTS)?;
    let measure = |(figure, name, kilobytes): (&str, &str, f64)| {
        Ok(Measure {
            name: format!("{name}, against the budget"),
            ours: median_of(&results, figure)? / 1000.0,
            theirs: kilobytes,
            unit: "kB",
            budget: Some(1.0),
        })
    };
    BUDGETS.into_iter().map(measure).collect()
}

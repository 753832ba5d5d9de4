//! Bytes of the first visit, and of the main page after it, against their budgets; and how soon the
//! main page shows something on a slow line.

use super::measure::{Measure, median_of};
use super::preview::read;
use crate::failure::Result;
use crate::process::{command, run, say};

const RESULTS: &str = "target/bench/first_visit.json";
const SLOW_LINE_RESULTS: &str = "target/bench/slow_line.json";

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
    let mut measures: Vec<Measure> = BUDGETS.into_iter().map(measure).collect::<Result<_>>()?;
    let results = read(SLOW_LINE_RESULTS)?;
    measures.push(Measure {
        name: "main page at 400 kbit/s, its first screen, against the page".to_owned(),
        ours: median_of(&results, "/first")?,
        theirs: median_of(&results, "/whole")?,
        unit: "s",
        budget: None,
    });
    Ok(measures)
}

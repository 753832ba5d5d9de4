//! Bytes of the first visit, against the budget.

use super::measure::{Measure, median_of};
use super::preview::read;
use crate::failure::Result;
use crate::process::{command, run, say};

const RESULTS: &str = "target/bench/first_visit.json";

/// Everything that a browser loads to show the sign-in page, in Brotli.
const BUDGET_KB: f64 = 180.0;

pub(super) fn measure() -> Result<Vec<Measure>> {
    say("Bytes of the first visit");
    run(command("npm").args(["--prefix", "e2e", "run", "--silent", "bench:first-visit"]))?;
    let results = read(RESULTS)?;
    let bytes = median_of(&results, "/bytes")?;
    let afterwards = median_of(&results, "/afterwards")?;
    println!("{:.1} kB from there to the bulk write-off", afterwards / 1000.0);
    Ok(vec![Measure {
        name: "first visit, everything loaded, against the budget".to_owned(),
        ours: bytes / 1000.0,
        theirs: BUDGET_KB,
        unit: "kB",
        budget: Some(1.0),
    }])
}

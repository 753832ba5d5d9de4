//! Drop of a file to the finished preview, against hand-written JavaScript.

use std::fs;

use serde_json::Value;

use super::measure::{Measure, median_of};
use crate::failure::{About, Failure, Result};
use crate::process::{command, run, say};
use crate::project;

const RESULTS: &str = "target/bench/preview.json";

/// At most this many times the fastest page of hand-written JavaScript.
const BUDGET: f64 = 1.2;

/// The peers, by their key in the results.
const PEERS: [(&str, &str); 2] = [("udsv", "uDSV, no framework"), ("papaparse", "PapaParse")];

pub(super) fn measure() -> Result<Vec<Measure>> {
    say("Preview of 2,000 rows, against hand-written JavaScript");
    run(command("npm").args(["--prefix", "e2e", "run", "--silent", "bench:preview"]))?;
    let results = read(RESULTS)?;
    let mut measures = Vec::new();
    for (throttle, words) in [("full", ""), ("slowed", ", processor slowed four times")] {
        for (peer, name) in PEERS {
            measures.push(Measure {
                name: format!("2,000 rows from drop to preview, against {name}{words}"),
                ours: median_of(&results, &format!("/{throttle}/ours"))?,
                theirs: median_of(&results, &format!("/{throttle}/{peer}"))?,
                unit: "ms",
                budget: (throttle == "full").then_some(BUDGET),
            });
        }
    }
    Ok(measures)
}

/// Reads a document that a measurement has left.
pub(super) fn read(path: &str) -> Result<Value> {
    let text = fs::read_to_string(project::path(path)).about(path)?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("{path}: {error}")))
}

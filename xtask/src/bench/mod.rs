//! `cargo xtask bench`: the budgets against their peers, side by side in one run.

mod commit;
mod daily;
mod first_visit;
mod growth;
mod import;
mod measure;
mod preview;
mod processes;
mod readme;

use std::fs;

use crate::arguments::Arguments;
use crate::failure::{About, Failure, Result};
use crate::process::say;
use crate::test::ensure_browser;
use crate::{npm, project, server};
use measure::Measure;

const RESULTS: &str = "target/bench.json";

/// Measures one thing, or several that are measured together.
type Part = fn() -> Result<Vec<Measure>>;

/// What is measured, by its name on the command line.
const PARTS: [(&str, Part); 7] = [
    ("preview", preview::measure),
    ("first-visit", first_visit::measure),
    ("commit", commit::measure),
    ("daily", daily::measure),
    ("processes", processes::measure),
    ("import", import::measure),
    ("growth", growth::measure),
];

/// Measures all of it, or the parts that are named, prints, and writes the results as JSON; with
/// `--readme` into the README's table too.
pub(crate) fn bench(arguments: &mut Arguments) -> Result {
    let into_readme = arguments.flag("--readme");
    let mut named = Vec::new();
    while let Some(word) = arguments.word() {
        named.push(word);
    }
    if let Some(unknown) = named.iter().find(|word| PARTS.iter().all(|(name, _)| name != word)) {
        let known = PARTS.map(|(name, _)| name).join(", ");
        return Err(Failure::new(format!("there is no bench `{unknown}`: {known}")));
    }
    if into_readme && !named.is_empty() {
        return Err(Failure::new("the README quotes one run of everything"));
    }
    ensure_browser()?;
    npm::ensure("e2e/bench")?;
    server::ensure()?;
    let mut measures = Vec::new();
    for (name, measure) in PARTS {
        if named.is_empty() || named.iter().any(|word| word == name) {
            measures.extend(measure()?);
        }
    }
    let table = measure::table(&measures);
    say("Ratios");
    println!("{table}");
    let path = project::path(RESULTS);
    let list: Vec<_> = measures.iter().map(Measure::to_json).collect();
    let json = format!("{:#}\n", serde_json::Value::Array(list));
    fs::write(&path, json).about(path.display())?;
    println!("written to {RESULTS}");
    if into_readme { readme::write(&table) } else { Ok(()) }
}

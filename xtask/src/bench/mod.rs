//! `cargo xtask bench`: the budgets against their peers, side by side in one run.

mod commit;
mod first_visit;
mod measure;
mod preview;
mod readme;

use std::fs;

use crate::arguments::Arguments;
use crate::failure::{About, Result};
use crate::process::say;
use crate::test::ensure_browser;
use crate::{npm, project, server};
use measure::Measure;

const RESULTS: &str = "target/bench.json";

/// Measures, prints, and writes the results as JSON; with `--readme` into the README's table too.
pub(crate) fn bench(arguments: &mut Arguments) -> Result {
    let into_readme = arguments.flag("--readme");
    arguments.end()?;
    ensure_browser()?;
    npm::ensure("e2e/bench")?;
    server::ensure()?;
    let mut measures = preview::measure()?;
    measures.push(first_visit::measure()?);
    measures.push(commit::measure()?);
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

//! `cargo xtask test`: everything that must hold, cheap first.

pub(crate) use browser::ensure_browser;

mod browser;
mod faults;
mod lint;
mod page;
mod rules;
mod server;
mod tally;
#[cfg(test)]
mod tidy;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::arguments::Arguments;
use crate::failure::{Failure, Result};
use crate::process::say;
use tally::Tally;

/// A step and the word that asks for it alone.
struct Step {
    name: &'static str,
    run: fn(&mut Tally),
}

const STEPS: &[Step] = &[
    Step { name: "lint", run: lint::lint },
    Step { name: "rules", run: rules::rules },
    Step { name: "page", run: page::page },
    Step { name: "server", run: server::server },
    Step { name: "browser", run: browser::browser },
    Step { name: "faults", run: faults::faults },
];

/// Runs the steps that are asked for, or all. A failing step does not keep the others from being
/// run: one look shows everything that is wrong.
pub(crate) fn test(arguments: &mut Arguments) -> Result<ExitCode> {
    let steps = steps(arguments)?;
    crate::tools::ensure_rust()?;
    let mut total = Tally::default();
    let mut times: Vec<(&str, Duration, Tally)> = Vec::new();
    for step in steps {
        say(format_args!("Step {}", step.name));
        let started = Instant::now();
        let mut tally = Tally::default();
        (step.run)(&mut tally);
        total.add(&tally);
        times.push((step.name, started.elapsed(), tally));
    }
    println!();
    for (name, time, tally) in times {
        println!("{name:8} {:>7.1} s   {tally}", time.as_secs_f64());
    }
    // The last line, alone, for people and scripts.
    println!("{total}");
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn steps(arguments: &mut Arguments) -> Result<Vec<&'static Step>> {
    let mut steps = Vec::new();
    while let Some(word) = arguments.word() {
        let Some(step) = STEPS.iter().find(|step| step.name == word) else {
            let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
            return Err(Failure::new(format!("there is no step `{word}`: {}", names.join(", "))));
        };
        steps.push(step);
    }
    if steps.is_empty() { Ok(STEPS.iter().collect()) } else { Ok(steps) }
}

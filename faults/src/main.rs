//! Breaks Writeoff on purpose and counts what is lost.
//!
//! Every command starts the real server on a database of its own, does harm, and prints one line
//! of figures; `template` only fills a database for somebody else. It ends with 0 if everything
//! that must be nothing is nothing, with 1 if not, and with 77 where it could not be tried here
//! (no root, a program that is missing).

mod arguments;
mod books;
mod changed;
mod client;
mod database;
mod disk;
mod failover;
mod figures;
mod growth;
mod kill;
mod load;
mod memory;
mod mount;
mod operation;
mod overlap;
mod payments;
mod points;
mod postgres;
mod power;
mod programs;
mod rig;
mod server;
mod sought;
mod sql;
mod submitters;
mod tamper;
mod template;
mod times;
mod wounds;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Fault};
use crate::figures::Figures;
use crate::rig::Rig;
use crate::sql::Kind;

/// What went wrong with the harness itself, in a sentence.
type Failure = Box<dyn std::error::Error + Send + Sync>;
type Result<T = ()> = std::result::Result<T, Failure>;

/// What test runners take for "not tried here".
const SKIPPED: u8 = 77;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let name = arguments.fault.name();
    let tried = Rig::new(&arguments).and_then(|rig| run(&rig, &arguments));
    match tried {
        Ok(RoundOutcome::Done) => ExitCode::SUCCESS,
        Ok(RoundOutcome::Ran(figures)) => {
            println!("{figures}");
            if figures.are_as_they_must_be() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Ok(RoundOutcome::Skipped(why)) => {
            println!("{name} {} skipped: {why}", arguments.database);
            ExitCode::from(SKIPPED)
        }
        Err(failure) => {
            eprintln!("{name} {}: {failure}", arguments.database);
            ExitCode::FAILURE
        }
    }
}

/// What came of a command.
enum RoundOutcome {
    /// It has nothing to tell.
    Done,
    /// It ran to its end.
    Ran(Figures),
    /// This machine cannot do it, and why.
    Skipped(String),
}

fn run(rig: &Rig, arguments: &Arguments) -> Result<RoundOutcome> {
    if arguments.database == Kind::Postgres
        && let Some(why) = postgres::missing()
    {
        return Ok(RoundOutcome::Skipped(why));
    }
    let short = arguments.short;
    match arguments.fault {
        Fault::Kill => kill::kill(rig, arguments.rounds_or(short, 6, 200)).map(RoundOutcome::Ran),
        Fault::Power => power::power(rig, arguments.rounds_or(short, 2, 20)),
        Fault::Disk => disk::disk(rig, short),
        Fault::Overlap => {
            overlap::overlap(rig, arguments.rounds_or(short, 2, 200)).map(RoundOutcome::Ran)
        }
        Fault::Changed => {
            changed::changed(rig, arguments.rounds_or(short, 10, 200)).map(RoundOutcome::Ran)
        }
        Fault::Tamper => {
            tamper::tamper(rig, arguments.rounds_or(short, 60, 1_000)).map(RoundOutcome::Ran)
        }
        Fault::Failover => failover::failover(rig, arguments.rounds_or(short, 1, 5)),
        Fault::Load => load::load(rig, arguments.minutes).map(RoundOutcome::Ran),
        Fault::Growth => growth::growth(rig, arguments.against).map(RoundOutcome::Ran),
        Fault::Template => template::keep(rig).map(|()| RoundOutcome::Done),
    }
}

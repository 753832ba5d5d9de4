//! `cargo xtask …`: everything that a person does with this repository.
//!
//! Each command installs what it needs, says what it is doing, does nothing twice, and fails with
//! one sentence that says what to do.

mod arguments;
mod bench;
mod debian;
mod demo;
mod dev;
mod failure;
mod fault;
mod freshness;
mod npm;
mod page;
mod process;
mod project;
mod run;
mod server;
mod test;
mod tools;

use std::process::ExitCode;

use arguments::Arguments;
use failure::{Failure, Result};

const HELP: &str = "\
cargo xtask run [--listen ADDRESS] [--accounts N]   build everything and serve a demonstration
cargo xtask test [STEP]…                          check everything, or only lint, rules, page,
                                                    server, browser, faults
cargo xtask bench [--readme] [PART…]                measure against the peers of the budgets
cargo xtask fault [NAME]… [--short] [--rounds N]    break the server on purpose: kill, power, disk,
                                                    overlap, changed, tamper, failover; count what
                                                    is lost; --database sqlite or postgres
cargo xtask load [--minutes N]                      reads beside commits, commits a second, memory
cargo xtask dev [--listen ADDRESS]                  serve, and rebuild page and server on change";

fn main() -> ExitCode {
    let mut arguments = Arguments::new(std::env::args().skip(1));
    match dispatch(&mut arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &mut Arguments) -> Result<ExitCode> {
    match arguments.word().as_deref() {
        Some("run") => run::run(arguments)?,
        Some("test") => return test::test(arguments),
        Some("bench") => bench::bench(arguments)?,
        Some("fault") => return fault::fault(arguments),
        Some("load") => return fault::load(arguments),
        Some("dev") => dev::dev(arguments)?,
        Some("help" | "--help" | "-h") => println!("{HELP}"),
        Some(other) => {
            return Err(Failure::new(format!("there is no command `{other}`\n\n{HELP}")));
        }
        None => return Err(Failure::new(format!("which command?\n\n{HELP}"))),
    }
    Ok(ExitCode::SUCCESS)
}

//! `cargo xtask fault …`: breaks the real server on purpose and counts what is lost.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::arguments::Arguments;
use crate::failure::{About, Failure, Result};
use crate::process::{cargo, command, run, say};
use crate::{debian, project};

/// What is done to the server in a test run, too, on every database.
const SHORT: &[&str] = &["kill", "power", "disk", "overlap", "changed", "tamper"];

/// Everything that is done to the server, as `cargo xtask fault` names it.
const FAULTS: &[&str] = &["kill", "power", "disk", "overlap", "changed", "tamper", FAILOVER];

/// What takes a cluster of several nodes, and minutes.
const FAILOVER: &str = "failover";

/// What that takes of Debian's packages, by a program of each.
const CLUSTER: [(&str, &str); 2] =
    [("/usr/bin/patroni", "patroni"), ("/usr/bin/etcd", "etcd-server")];

const POSTGRES: &str = "postgres";

pub(crate) const DATABASES: &[&str] = &["sqlite", POSTGRES];

/// What the harness ends with where something cannot be tried on this machine.
const SKIPPED: i32 = 77;

/// The harness and the server that it breaks.
pub(crate) const WITH_FAULT_POINTS: [&str; 6] =
    ["--package", "faults", "--package", "server", "--features", "server/fault-points"];

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Everything that must be nothing is nothing.
    Well,
    /// It is not.
    Badly,
    /// This machine cannot do it.
    Skipped,
}

/// The harness and the server that it breaks, built.
pub(crate) struct Harness {
    faults: PathBuf,
    server: PathBuf,
}

impl Harness {
    /// Builds both: for use, or as quickly as it goes. The server has its fault points in it, so
    /// it is put where nobody takes it for the real one.
    pub(crate) fn build(release: bool) -> Result<Self> {
        say("Building the harness and a server with fault points");
        let mut compile = cargo();
        compile.args(["build", "--bins"]).args(WITH_FAULT_POINTS);
        if release {
            compile.arg("--release");
        } else {
            // With a test beside them, they are built with the dependencies that tests have.
            compile.args(["--test", "statements"]);
        }
        run(&mut compile)?;
        let built = project::path(if release { "target/release" } else { "target/debug" });
        let folder = built.join("with-fault-points");
        fs::create_dir_all(&folder).about(folder.display())?;
        let server = folder.join("writeoff");
        // A name that is still running cannot be written to, but it can be taken away.
        if server.exists() {
            fs::remove_file(&server).about(server.display())?;
        }
        fs::rename(built.join("writeoff"), &server).about(server.display())?;
        Ok(Self { faults: built.join("faults"), server })
    }

    /// The command that does one thing to the server.
    pub(crate) fn command(&self, fault: &str, database: &str) -> Command {
        let mut command = command(&self.faults.display().to_string());
        command.args([fault, "--database", database, "--server"]).arg(&self.server);
        command
    }

    /// Does everything that a test run has time for, and says how each thing ended.
    pub(crate) fn everything_in_short(&self) -> Result<Vec<Ended>> {
        let each = SHORT.iter().flat_map(|fault| DATABASES.iter().map(move |on| (fault, on)));
        each.map(|(fault, on)| end(self.command(fault, on).arg("--short"))).collect()
    }
}

/// Runs it to its end.
fn end(command: &mut Command) -> Result<Ended> {
    let status = command.status().about("the harness")?;
    Ok(match status.code() {
        Some(0) => Ended::Well,
        Some(SKIPPED) => Ended::Skipped,
        _ => Ended::Badly,
    })
}

/// `cargo xtask fault NAME…`: those, or all of them, on the databases that are asked for.
pub(crate) fn fault(arguments: &mut Arguments) -> Result<ExitCode> {
    let short = arguments.flag("--short");
    let rounds = arguments.option("--rounds")?;
    let seed = arguments.option("--seed")?;
    let on = arguments.option("--database")?;
    let databases = known(&Vec::from_iter(on), DATABASES, "database")?;
    let mut names = Vec::new();
    while let Some(name) = arguments.word() {
        names.push(name);
    }
    let faults = known(&names, FAULTS, "fault")?;
    if databases.contains(&POSTGRES) {
        debian::ensure_postgres()?;
    }
    if faults.contains(&FAILOVER) {
        for (program, package) in CLUSTER {
            debian::ensure(program, &[package])?;
        }
    }
    let harness = Harness::build(!short)?;
    say("Figures");
    let mut all_well = true;
    for fault in faults {
        for database in &databases {
            let mut command = harness.command(fault, database);
            command.args(short.then_some("--short"));
            for (name, value) in [("--rounds", &rounds), ("--seed", &seed)] {
                command.args(value.iter().flat_map(|value| [name, value.as_str()]));
            }
            all_well &= end(&mut command)? != Ended::Badly;
        }
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `cargo xtask load`: how reads fare beside commits, and memory.
pub(crate) fn load(arguments: &mut Arguments) -> Result<ExitCode> {
    let minutes = arguments.option("--minutes")?;
    let on = arguments.option("--database")?;
    let databases = known(&Vec::from_iter(on), DATABASES, "database")?;
    arguments.end()?;
    if databases.contains(&POSTGRES) {
        debian::ensure_postgres()?;
    }
    let harness = Harness::build(true)?;
    say("Figures");
    let mut all_well = true;
    for database in databases {
        let mut command = harness.command("load", database);
        command.args(minutes.iter().flat_map(|minutes| ["--minutes", minutes.as_str()]));
        all_well &= end(&mut command)? == Ended::Well;
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The names that were asked for, or all that there are.
fn known(asked: &[String], all: &'static [&'static str], what: &str) -> Result<Vec<&'static str>> {
    if asked.is_empty() {
        return Ok(all.to_vec());
    }
    let find = |name: &String| {
        all.iter()
            .copied()
            .find(|known| known == name)
            .ok_or_else(|| Failure::new(format!("there is no {what} `{name}`: {}", all.join(", "))))
    };
    asked.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_or_refused() {
        assert_eq!(known(&[], FAULTS, "fault").unwrap(), FAULTS);
        assert_eq!(known(&["disk".to_owned()], FAULTS, "fault").unwrap(), ["disk"]);
        let failure = known(&["dusk".to_owned()], FAULTS, "fault").unwrap_err();
        assert!(failure.to_string().starts_with("there is no fault `dusk`: kill,"), "{failure}");
    }

    #[test]
    fn an_end_is_read_from_its_code() {
        for (line, ended) in
            [("exit 0", Ended::Well), ("exit 1", Ended::Badly), ("exit 77", Ended::Skipped)]
        {
            assert_eq!(end(command("sh").args(["-c", line])).unwrap(), ended);
        }
        assert_eq!(end(command("sh").args(["-c", "kill -9 $$"])).unwrap(), Ended::Badly);
    }
}

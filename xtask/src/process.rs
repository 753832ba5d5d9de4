//! Other programs: said before they run, checked after.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{About, Failure, Result};
use crate::project;

/// A command in the repository, with the installed tools first on its PATH.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root()).env("PATH", path_with_tools());
    command
}

/// Cargo, the same one that runs this.
pub(crate) fn cargo() -> Command {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    command(&program)
}

fn path_with_tools() -> OsString {
    let mut path = project::tools().join("bin").into_os_string();
    if let Some(inherited) = std::env::var_os("PATH") {
        path.push(":");
        path.push(inherited);
    }
    path
}

/// Says one thing that is about to be done.
pub(crate) fn say(what: impl std::fmt::Display) {
    println!("\n== {what}");
}

/// Runs it to its end; anything but success is a failure.
pub(crate) fn run(command: &mut Command) -> Result {
    let shown = announce(command);
    let status = command.status().about(&shown)?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{shown}` failed ({status})")))
    }
}

/// How often somebody who waits is told that it goes on.
const STILL_AT_IT: Duration = Duration::from_secs(30);

/// Runs it to its end and shows what it printed only if it failed: for what takes minutes and prints
/// what only its makers need to know.
pub(crate) fn run_quietly(command: &mut Command) -> Result {
    let shown = announce(command);
    let (mut reader, writer) = std::io::pipe().about(&shown)?;
    let errors = writer.try_clone().about(&shown)?;
    let started = Instant::now();
    let mut child = command.stdout(writer).stderr(errors).spawn().about(&shown)?;
    // What was printed ends when nobody holds the pipe any more, the command neither.
    command.stdout(Stdio::inherit()).stderr(Stdio::inherit());
    let (sender, printed) = mpsc::channel();
    thread::spawn(move || {
        let mut text = Vec::new();
        let read = reader.read_to_end(&mut text).map(|_| text);
        // Nobody waits for it any more only where this process ends.
        let _ = sender.send(read);
    });
    let printed = loop {
        match printed.recv_timeout(STILL_AT_IT) {
            Ok(printed) => break printed.about(&shown)?,
            Err(_) => println!("  … still at it after {} seconds", started.elapsed().as_secs()),
        }
    };
    let status = child.wait().about(&shown)?;
    if status.success() {
        return Ok(());
    }
    print!("{}", String::from_utf8_lossy(&printed));
    Err(Failure::new(format!("`{shown}` failed ({status})")))
}

/// Runs it quietly, and once more if it failed: for what depends on a network or a registry.
pub(crate) fn run_with_retry(command: &mut Command) -> Result {
    run_quietly(command).or_else(|failure| {
        println!("{failure}; trying once more");
        run_quietly(command)
    })
}

/// What a program printed while everybody could read it, and whether it succeeded.
pub(crate) struct Printed {
    pub(crate) text: String,
    pub(crate) success: bool,
}

/// Runs it to its end, passing its output on and keeping it.
pub(crate) fn run_and_read(command: &mut Command) -> Result<Printed> {
    let shown = announce(command);
    let mut child = command.stdout(Stdio::piped()).spawn().about(&shown)?;
    let mut text = String::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.about(&shown)?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            text.push_str(&line);
            text.push('\n');
        }
    }
    let success = child.wait().about(&shown)?.success();
    Ok(Printed { text, success })
}

/// What a program prints, without showing it; none where it cannot run or fails.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn announce(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(program).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    let shown = words.join(" ");
    println!("$ {shown}");
    // Children write to the same terminal directly.
    let _: std::io::Result<()> = std::io::stdout().flush();
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named() {
        for run in [run, run_quietly] {
            let failure = run(command("sh").args(["-c", "exit 3"])).unwrap_err();
            assert!(failure.to_string().contains("sh -c exit 3"), "{failure}");
        }
    }

    #[test]
    fn what_runs_quietly_runs_to_its_end() {
        run_quietly(command("sh").args(["-c", "echo a; echo b >&2"])).unwrap();
    }

    #[test]
    fn what_is_printed_is_kept_with_the_result() {
        let printed = run_and_read(command("sh").args(["-c", "echo a; echo b; exit 1"])).unwrap();
        assert_eq!(printed.text, "a\nb\n");
        assert!(!printed.success);
    }

    #[test]
    fn a_program_that_is_not_there_has_no_answer() {
        assert_eq!(ask(&mut command("writeoff-no-such-program")), None);
    }
}

//! Programs of the system, run to their end.

use std::process::{Command, Stdio};

use crate::Result;

/// Runs it; anything but success is a failure that says what the program said.
pub(crate) fn run(program: &str, words: &[&str]) -> Result {
    let output = Command::new(program).args(words).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{program} {}` failed: {}", words.join(" "), said.trim()).into())
}

/// Whether this process may do anything.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// Why something that takes root and these programs cannot be done here; none where it can.
pub(crate) fn missing(programs: &[&str]) -> Option<String> {
    if !is_root() {
        return Some("needs root".to_owned());
    }
    absent(programs)
}

/// Why something that takes these programs cannot be done here; none where it can.
pub(crate) fn absent(programs: &[&str]) -> Option<String> {
    let absent = |program: &&&str| {
        let mut command = Command::new(program);
        command.arg("-V").stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_err()
    };
    programs.iter().find(absent).map(|program| format!("{program} is not installed"))
}

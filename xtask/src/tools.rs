//! The programs that building the page needs, in the versions that this repository names.

use std::fs;

use crate::failure::{About, Failure, Result};
use crate::process::{ask, cargo, command, run_with_retry, say};
use crate::project;

/// Adds the wasm target and the components of rust-toolchain.toml where they are missing: rustup
/// does so by itself only when it installs the toolchain.
pub(crate) fn ensure_rust() -> Result {
    let targets = ask(command("rustup").args(["target", "list", "--installed"]));
    let Some(targets) = targets else {
        return Err(Failure::new("rustup is not on the PATH; install it (https://rustup.rs)"));
    };
    if !targets.lines().any(|line| line == "wasm32-unknown-unknown") {
        say("Adding the wasm target");
        run_with_retry(command("rustup").args(["target", "add", "wasm32-unknown-unknown"]))?;
    }
    let components = ask(command("rustup").args(["component", "list", "--installed"]));
    let components = components.unwrap_or_default();
    for component in ["clippy", "rustfmt"] {
        if !components.lines().any(|line| line.starts_with(component)) {
            say(format_args!("Adding {component}"));
            run_with_retry(command("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// Installs wasm-bindgen and its test runner in the version of Cargo.lock: they refuse any other.
pub(crate) fn ensure_wasm_bindgen() -> Result {
    let lock = fs::read_to_string(project::path("Cargo.lock")).about("Cargo.lock")?;
    let Some(version) = locked_version(&lock, "wasm-bindgen") else {
        return Err(Failure::new("Cargo.lock names no wasm-bindgen; run `cargo update -p app`"));
    };
    let current = |program| installed_version(program).as_deref() == Some(version);
    if current("wasm-bindgen") && current("wasm-bindgen-test-runner") {
        return Ok(());
    }
    say(format_args!("Installing wasm-bindgen {version} (some minutes, once)"));
    // Without --locked: its own lock file names a release that is no longer to be had.
    install(&[], "wasm-bindgen-cli", version)
}

fn install(options: &[&str], package: &str, version: &str) -> Result {
    let root = project::tools();
    run_with_retry(
        cargo()
            .args(["install", "--debug", "--force", "--version", version])
            .args(options)
            .arg("--root")
            .arg(root)
            .arg(package),
    )
}

fn installed_version(program: &str) -> Option<String> {
    let path = project::tools().join("bin").join(program);
    let printed = ask(command(path.to_str()?).arg("--version"))?;
    printed.split_whitespace().nth(1).map(str::to_owned)
}

/// The version of a package in a lock file.
pub(crate) fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let heading = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading);
    let version = lines.nth(1)?;
    version.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_version_in_a_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}

//! Format, lints, documentation, and the tidiness of the repository itself.

use super::tally::Tally;
use crate::npm;
use crate::process::{cargo, command};

/// The members that run natively; the page is checked for wasm, where it runs.
const NATIVE: &[&str] =
    &["--package", "domain", "--package", "server", "--package", "xtask", "--package", "faults"];
const PAGE: &[&str] = &["--package", "app", "--target", "wasm32-unknown-unknown"];

pub(super) fn lint(tally: &mut Tally) {
    tally.run_check(cargo().args(["fmt", "--all", "--check"]));
    tally.run_check(cargo().arg("clippy").args(NATIVE).args([
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]));
    tally.run_check(cargo().arg("clippy").args(PAGE).args(["--", "-D", "warnings"]));
    tally.run_check(
        cargo().args(["doc", "--no-deps"]).args(NATIVE).env("RUSTDOCFLAGS", "-D warnings"),
    );
    tally.run_tests(cargo().args(["test", "--package", "xtask"]));
    if tally.require(npm::ensure("e2e")) {
        tally.run_check(command("npm").args(["--prefix", "e2e", "run", "--silent", "check"]));
    }
}

//! Breaking the server, as much of it as a test run has time for.

use super::tally::Tally;
use crate::debian;
use crate::fault::Harness;
use crate::process::cargo;

pub(super) fn faults(tally: &mut Tally) {
    tally.run_tests(cargo().args(["test", "--package", "faults"]));
    if !tally.require(debian::ensure_postgres()) {
        return;
    }
    // That every statement of a commit has a point.
    tally.run_tests(cargo().args([
        "test",
        "--package",
        "server",
        "--features",
        "fault-points",
        "--test",
        "statements",
    ]));
    match Harness::build(false).and_then(|harness| harness.everything_in_short()) {
        Ok(ends) => tally.count(&ends),
        Err(failure) => tally.fail(&failure),
    }
}

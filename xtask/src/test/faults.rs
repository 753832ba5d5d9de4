//! Breaking the server, as much of it as a test run has time for.

use super::tally::Tally;
use crate::debian;
use crate::fault::{Harness, WITH_FAULT_POINTS};
use crate::process::cargo;

pub(super) fn faults(tally: &mut Tally) {
    if !tally.require(debian::ensure_postgres()) {
        return;
    }
    // That every statement of a commit has a point.
    tally.run_tests(cargo().args(["test", "--test", "statements"]).args(WITH_FAULT_POINTS));
    match Harness::build(false).and_then(|harness| harness.everything_in_short()) {
        Ok(ends) => tally.count(&ends),
        Err(failure) => tally.fail(&failure),
    }
}

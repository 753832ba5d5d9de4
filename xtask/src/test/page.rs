//! The page's screen logic, natively: what state am I in, what may I press.

use super::tally::Tally;
use crate::process::cargo;

pub(super) fn page(tally: &mut Tally) {
    tally.run_tests(cargo().args(["test", "--package", "app", "--lib"]));
}

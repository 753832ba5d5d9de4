//! The server over HTTP, on a real database.

use super::tally::Tally;
use crate::process::cargo;

pub(super) fn server(tally: &mut Tally) {
    tally.run_tests(cargo().args(["test", "--package", "server"]));
}

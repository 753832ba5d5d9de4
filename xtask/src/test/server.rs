//! The server over HTTP, on real databases.

use super::tally::Tally;
use crate::debian;
use crate::process::cargo;

pub(super) fn server(tally: &mut Tally) {
    if tally.require(debian::ensure_postgres()) {
        tally.run_tests(cargo().args(["test", "--package", "server"]));
    }
}

//! The server over HTTP, on real databases.

use super::tally::Tally;
use crate::debian;
use crate::process::cargo;

/// Where Debian puts the tool that knows its clusters, and the package that brings it together
/// with the server's programs. The tests start a cluster of their own with those.
const POSTGRES: (&str, &[&str]) = ("/usr/bin/pg_lsclusters", &["postgresql"]);

pub(super) fn server(tally: &mut Tally) {
    if tally.require(debian::ensure(POSTGRES.0, POSTGRES.1)) {
        tally.run_tests(cargo().args(["test", "--package", "server"]));
    }
}

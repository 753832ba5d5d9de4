//! The server over HTTP, on real databases.

use super::tally::Tally;
use crate::debian;
use crate::process::cargo;

/// Reads the journal's export.
const HLEDGER: (&str, &[&str]) = ("/usr/bin/hledger", &["hledger"]);

/// Saves workbooks, in each format that is read.
const LIBREOFFICE: (&str, &[&str]) = ("/usr/bin/soffice", &["libreoffice-calc-nogui"]);

pub(super) fn server(tally: &mut Tally) {
    let ready = debian::ensure_postgres()
        .and_then(|()| debian::ensure(HLEDGER.0, HLEDGER.1))
        .and_then(|()| debian::ensure(LIBREOFFICE.0, LIBREOFFICE.1));
    if tally.require(ready) {
        // All of them: one that fails should not hide what another has to say. And with the
        // harness of the faults: together they have the same dependencies as in the step of the
        // faults, which are compiled once then.
        let server = ["--package", "server", "--package", "faults"];
        tally.run_tests(cargo().args(["test", "--no-fail-fast"]).args(server));
    }
}

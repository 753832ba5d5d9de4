//! The rules, natively and on wasm: the same tests, the same results.

use super::tally::Tally;
use crate::process::cargo;
use crate::tools;

pub(super) fn rules(tally: &mut Tally) {
    tally.run_tests(cargo().args(["test", "--package", "domain", "--no-fail-fast"]));
    if tally.require(tools::ensure_wasm_bindgen()) {
        tally.run_tests(cargo().args([
            "test",
            "--package",
            "domain",
            "--target",
            "wasm32-unknown-unknown",
        ]));
    }
}

//! How many tests passed and failed, by the runners' own counts.

use std::fmt;
use std::process::Command;

use crate::failure::Result;
use crate::fault::Ended;
use crate::process::{run, run_and_read};

/// Counts of one step or of all.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
    /// What this machine cannot do, each with its reason in the output.
    pub(super) skipped: u64,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Runs a test runner and adds what it counted. One that fails without a failed test (it did
    /// not compile, it crashed) counts as one failure, and so does one that ran no test at all.
    pub(super) fn run_tests(&mut self, command: &mut Command) {
        match run_and_read(command) {
            Ok(printed) => {
                let mut counted = Self::read(&printed.text);
                if counted.failed == 0 && (!printed.success || counted.passed == 0) {
                    println!("the test run failed without a failed test");
                    counted.failed = 1;
                }
                self.add(&counted);
            }
            Err(failure) => self.fail(&failure),
        }
    }

    /// Runs a check that counts nothing itself: it only shows in the count when it fails.
    pub(super) fn run_check(&mut self, command: &mut Command) {
        self.require(run(command));
    }

    /// Counts something that must succeed, and says whether it did.
    pub(super) fn require(&mut self, result: Result) -> bool {
        match result {
            Ok(()) => true,
            Err(failure) => {
                self.fail(&failure);
                false
            }
        }
    }

    /// Counts runs that count nothing themselves.
    pub(super) fn count(&mut self, ends: &[Ended]) {
        for end in ends {
            match end {
                Ended::Well => self.passed += 1,
                Ended::Badly => self.failed += 1,
                Ended::Skipped => self.skipped += 1,
            }
        }
    }

    pub(super) fn fail(&mut self, failure: &crate::failure::Failure) {
        println!("{failure}");
        self.failed += 1;
    }

    /// The sum of all lines `test result: ok. 5 passed; 0 failed; …`.
    fn read(text: &str) -> Self {
        let mut tally = Self::default();
        for line in text.lines().filter(|line| line.starts_with("test result: ")) {
            let mut before = "";
            for word in line.split(' ') {
                match word {
                    "passed;" => tally.passed += before.parse::<u64>().unwrap_or(0),
                    "failed;" => tally.failed += before.parse::<u64>().unwrap_or(0),
                    _ => {}
                }
                before = word;
            }
        }
        tally
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, failed, skipped } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::command;

    #[test]
    fn counts_of_all_runs_are_added_up() {
        let printed = "running 3 tests\n\
            test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; in 0.1s\n\
            a test said: test result: ok. 100 passed; 0 failed\n\
            test result: FAILED. 1 passed; 2 failed; 0 ignored\n";
        assert_eq!(Tally::read(printed), Tally { passed: 4, failed: 2, skipped: 0 });
    }

    #[test]
    fn what_is_skipped_is_counted_apart() {
        let mut tally = Tally::default();
        tally.count(&[Ended::Well, Ended::Skipped, Ended::Badly, Ended::Skipped]);
        assert_eq!(tally.to_string(), "1 passed, 1 failed, 2 skipped");
    }

    #[test]
    fn a_run_that_breaks_before_any_test_is_a_failure() {
        let mut tally = Tally::default();
        tally.run_tests(command("sh").args(["-c", "exit 101"]));
        tally.run_tests(&mut command("true"));
        tally.run_tests(&mut command("writeoff-no-such-program"));
        tally.run_check(&mut command("false"));
        tally.run_check(&mut command("true"));
        assert_eq!(tally, Tally { passed: 0, failed: 4, skipped: 0 });
    }
}

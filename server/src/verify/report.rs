//! What was found, for people and for scripts.

use std::fmt;

use serde::Serialize;

use crate::store::invariants::Finding;

/// What came of looking at every invariant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether all of them hold.
    holds: bool,
    /// Each of them.
    invariants: Vec<Finding>,
}

impl Report {
    /// The report of these findings.
    pub(super) fn new(invariants: Vec<Finding>) -> Self {
        Self { holds: invariants.iter().all(|finding| finding.violations == 0), invariants }
    }

    /// Whether all invariants hold.
    pub fn holds(&self) -> bool {
        self.holds
    }

    /// What was found of each.
    pub fn invariants(&self) -> &[Finding] {
        &self.invariants
    }
}

impl Report {
    /// Whether all invariants hold, in a sentence.
    pub fn in_a_sentence(&self) -> String {
        let all = self.invariants.len();
        let violated = self.invariants.iter().filter(|finding| finding.violations > 0).count();
        if violated == 0 {
            format!("All {all} invariants hold.")
        } else {
            format!("{violated} of {all} invariants are violated.")
        }
    }
}

impl fmt::Display for Report {
    /// A line an invariant, what is wrong indented below it, and at last a sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Finding { name, says, checked, violations, first } in &self.invariants {
            writeln!(f, "verify {name} checked={checked} violations={violations}")?;
            if *violations > 0 {
                writeln!(f, "    does not hold: {says}")?;
                writeln!(f, "    for one: {}", first.as_deref().unwrap_or("it does not say"))?;
            }
        }
        f.write_str(&self.in_a_sentence())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(name: &'static str, violations: u64) -> Finding {
        Finding::of((name, "it is so"), 7, violations, (violations > 0).then(|| "row 3".to_owned()))
    }

    #[test]
    fn what_holds_is_a_line_and_what_does_not_says_why() {
        let report = Report::new(vec![finding("one", 0), finding("two", 2)]);
        assert!(!report.holds());
        let said = "verify one checked=7 violations=0\n\
                    verify two checked=7 violations=2\n    \
                        does not hold: it is so\n    \
                        for one: row 3\n\
                    1 of 2 invariants are violated.";
        assert_eq!(report.to_string(), said);
        assert!(Report::new(vec![finding("one", 0)]).holds());
    }
}

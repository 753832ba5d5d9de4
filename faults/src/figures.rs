//! What a command found: one line for people and scripts.

use std::fmt::{self, Write as _};

/// Figures with their names, and whether they are as they must be.
#[derive(Debug)]
pub(crate) struct Figures {
    line: String,
    broken: Vec<&'static str>,
}

impl Figures {
    /// Figures of a command on a database.
    pub(crate) fn of(name: &str, database: impl fmt::Display) -> Self {
        Self { line: format!("{name} {database}"), broken: Vec::new() }
    }

    /// A figure that may be anything.
    pub(crate) fn tell(mut self, name: &str, value: impl fmt::Display) -> Self {
        // Writing to a string cannot fail.
        let _ = write!(self.line, " {name}={value}");
        self
    }

    /// A figure that must be nothing.
    pub(crate) fn zero(self, name: &'static str, value: u64) -> Self {
        self.must(name, value, value == 0)
    }

    /// A figure that must be something: without it the others would prove nothing.
    pub(crate) fn some(self, name: &'static str, value: u64) -> Self {
        self.must(name, value, value > 0)
    }

    /// A figure and whether it is as it must be.
    pub(crate) fn must(
        mut self,
        name: &'static str,
        value: impl fmt::Display,
        holds: bool,
    ) -> Self {
        if !holds {
            self.broken.push(name);
        }
        self.tell(name, value)
    }

    /// Whether every figure is as it must be.
    pub(crate) fn are_as_they_must_be(&self) -> bool {
        self.broken.is_empty()
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line)?;
        if self.broken.is_empty() { Ok(()) } else { write!(f, " BROKEN={}", self.broken.join(",")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_one_line_and_say_what_is_broken() {
        let good = Figures::of("fault kill", "sqlite").tell("rounds", 3).zero("lost", 0);
        assert_eq!(good.to_string(), "fault kill sqlite rounds=3 lost=0");
        assert!(good.are_as_they_must_be());
        let bad = good.some("acknowledged", 0).zero("doubled", 2);
        assert_eq!(
            bad.to_string(),
            "fault kill sqlite rounds=3 lost=0 acknowledged=0 doubled=2 \
             BROKEN=acknowledged,doubled"
        );
        assert!(!bad.are_as_they_must_be());
    }
}

//! Attempts at a repossession that came to nothing: evidence, later, for a write-off.

mod check;
mod reason;
pub mod words;

use jiff::civil::Date;

pub use check::{Checked, Grounds, NOTE_CHARS_MAX, Refusal, check};
pub use reason::AttemptReason;

/// Whether an attempt counts as evidence for a write-off: it was made since the account's latest
/// default, on that day or later. None counts of an account that never defaulted.
pub fn since_default(attempted_on: Date, latest_default: Option<Date>) -> bool {
    latest_default.is_some_and(|default| attempted_on >= default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_count_from_the_day_of_the_default() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let default = Some(day("2026-08-01"));
        assert!(!since_default(day("2026-07-31"), default));
        assert!(since_default(day("2026-08-01"), default));
        assert!(since_default(day("2026-08-02"), default));
        assert!(!since_default(day("2026-08-02"), None));
    }
}

//! What a verdict says.

use domain::bulk_write_off::words::outcome;
use domain::bulk_write_off::{Reason, Verdict};
use domain::language::Language;

/// What a verdict says.
pub(crate) fn verdict_words(verdict: &Verdict, language: Language) -> String {
    match verdict {
        Verdict::Eligible { .. } => outcome(verdict.code(), None, language),
        Verdict::Ineligible(reason) => reason_words(*reason, language),
    }
}

/// What a reason says, with the line that a duplicate repeats.
pub(crate) fn reason_words(reason: Reason, language: Language) -> String {
    let first_line = match reason {
        Reason::DuplicateEntry { first_line } => Some(first_line),
        _ => None,
    };
    outcome(reason.code(), first_line, language)
}

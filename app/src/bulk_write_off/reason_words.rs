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
    let said = outcome(reason.code(), reason.first_line(), language);
    match reason.process() {
        Some(process) => [said, process.to_string()].join(" "),
        None => said,
    }
}

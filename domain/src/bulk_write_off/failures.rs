//! The failures of an operation as a file that can be chosen again as it is.

use super::words;
use crate::api::OperationOutcome;
use crate::csv_file::csv_file;
use crate::language::Language;

/// The failures as CSV: account ID, customer, reason, line.
///
/// It can be uploaded again as it is, in either language.
pub fn failures_csv(outcomes: &[OperationOutcome], language: Language) -> Vec<u8> {
    let heading = match language {
        Language::En => ["account ID", "customer", "reason", "line"],
        Language::Fr => ["numéro de compte", "client", "motif", "ligne"],
    };
    let failures = outcomes.iter().filter(|outcome| outcome.is_failure()).map(|outcome| {
        [
            outcome.account.clone(),
            outcome.customer.clone().unwrap_or_default(),
            words::outcome_in_full(outcome, language),
            outcome.line.to_string(),
        ]
    });
    csv_file(heading, failures, language)
}

/// A file to fill in: the heading that names the account ID column, and nothing else.
///
/// Written out, because the writer that [`failures_csv`] needs would be a tenth of what a browser
/// loads to show the page.
pub fn template_csv(language: Language) -> Vec<u8> {
    let heading = match language {
        Language::En => "\u{feff}account ID,note\r\n",
        Language::Fr => "\u{feff}numéro de compte;note\r\n",
    };
    heading.as_bytes().to_vec()
}

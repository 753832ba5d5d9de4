//! The failures of an operation as a file that can be chosen again as it is.

use crate::account_id::is_blank;
use crate::api::OperationOutcome;
use crate::language::Language;

/// The failures as CSV: account ID, customer, reason, line.
///
/// UTF-8 with a byte order mark, CRLF, commas in English and semicolons in French, because that is
/// how spreadsheets there open it rightly. Cells that a spreadsheet would run as a formula get an
/// apostrophe in front, which [`upload::read`](crate::upload::read) takes off again.
pub fn failures_csv(outcomes: &[OperationOutcome], language: Language) -> Vec<u8> {
    let _ = (outcomes, language, is_blank('a'));
    Vec::new()
}

//! The failures of an operation as a file that can be chosen again as it is.

use super::words;
use crate::account_id::trim_blanks;
use crate::api::OperationOutcome;
use crate::language::Language;

/// The failures as CSV: account ID, customer, reason, line.
///
/// UTF-8 with a byte order mark and CRLF; commas in English and semicolons in French, because that
/// is how spreadsheets there open it rightly. Cells that a spreadsheet would run as a formula get
/// an apostrophe in front, which [`upload::read`](crate::upload::read) takes off again.
pub fn failures_csv(outcomes: &[OperationOutcome], language: Language) -> Vec<u8> {
    let heading = match language {
        Language::En => ["account ID", "customer", "reason", "line"],
        Language::Fr => ["numéro de compte", "client", "motif", "ligne"],
    };
    let failures = outcomes.iter().filter(|outcome| outcome.is_failure()).map(|outcome| {
        [
            outcome.account.clone(),
            outcome.customer.clone().unwrap_or_default(),
            words::outcome_in_full(
                &outcome.outcome,
                outcome.first_line,
                &outcome.changed,
                language,
            ),
            outcome.line.to_string(),
        ]
    });
    table(heading, failures, language)
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

fn table<const N: usize>(
    heading: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
    language: Language,
) -> Vec<u8> {
    let delimiter = match language {
        Language::En => b',',
        Language::Fr => b';',
    };
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut bytes);
    // Writing rows of one length to memory cannot fail.
    let _ = writer.write_record(heading);
    for row in rows {
        let _ = writer.write_record(row.map(|cell| without_formula(&cell)));
    }
    drop(writer);
    bytes
}

/// The cell as text that no spreadsheet runs (OWASP, CSV injection), on one line. An apostrophe
/// that stands in front already would be taken for such a guard when read again: it gets one too.
fn without_formula(cell: &str) -> String {
    let cell = cell.replace(['\r', '\n', '\t'], " ");
    if trim_blanks(&cell).starts_with(['=', '+', '-', '@', '\'']) {
        format!("'{cell}")
    } else {
        cell
    }
}

//! What is booked, for tests.

use domain::journal::{Entry, LedgerAccount, lines};

/// The lines of what is booked: ledger account and amount, credits negative.
pub(crate) fn booked(entry: Option<&Entry>) -> Vec<(LedgerAccount, i64)> {
    let postings = entry.map_or(&[][..], |entry| &entry.postings);
    lines(postings)
        .iter()
        .map(|line| (line.ledger_account, line.debit.minor() - line.credit.minor()))
        .collect()
}

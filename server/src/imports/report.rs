//! What `writeoff import` says of a file, line by line.

use std::path::Path;

use domain::api::SheetSeen;
use domain::import::words::reason;
use domain::import::{Counts, Kind, Outcome, RowRefusal, RowResult};
use domain::language::Language;

/// How many refused rows of a file are told.
const REFUSED_TOLD_MAX: u32 = 100;

/// What became of the rows of a file, or would become of them.
pub(super) struct Report {
    /// The number of the import, of what was done.
    pub(super) number: Option<u64>,
    pub(super) sheets: Vec<SheetSeen>,
    /// One for each row, in the order of the kinds, and of several sheets of a kind in theirs.
    pub(super) outcomes: Vec<Outcome>,
}

impl Report {
    /// Says it; whether nothing is refused.
    pub(super) fn say(
        &self,
        path: &Path,
        language: Language,
        say: &mut impl FnMut(String),
    ) -> bool {
        let file = path.display();
        let mut outcomes = self.outcomes.iter();
        let mut all_refused = 0_u32;
        for kind in Kind::ALL {
            let is_of = |sheet: &&SheetSeen| sheet.kind == Some(kind) && sheet.is_read();
            for sheet in self.sheets.iter().filter(is_of) {
                let Counts { created, changed, same, refused } = sheet.counts;
                let place = if path.ends_with(&sheet.name) {
                    file.to_string()
                } else {
                    format!("{file} [{}]", sheet.name)
                };
                let kind = kind.code();
                say(format!(
                    "{place}: {kind} created={created} changed={changed} same={same} refused={refused}"
                ));
                let rows = usize::try_from(sheet.rows).unwrap_or(usize::MAX);
                for outcome in outcomes.by_ref().take(rows) {
                    let RowResult::Refused { refusals } = &outcome.result else { continue };
                    all_refused = all_refused.saturating_add(1);
                    if all_refused > REFUSED_TOLD_MAX {
                        continue;
                    }
                    for refusal in refusals {
                        say(format!("{place}{}", said(sheet, outcome, refusal, language)));
                    }
                }
            }
        }
        if let Some(more) = all_refused.checked_sub(REFUSED_TOLD_MAX).filter(|more| *more > 0) {
            say(format!("{file}: {more} more rows refused"));
        }
        if let Some(number) = self.number {
            say(format!("{file}: committed as import {number}"));
        }
        all_refused == 0
    }
}

/// The line and the column of a refused row by its heading as it stands, and why it is refused.
fn said(sheet: &SheetSeen, outcome: &Outcome, why: &RowRefusal, language: Language) -> String {
    let column =
        sheet.columns.iter().find(|column| why.field.is_some() && column.field == why.field);
    let column = column.map(|column| format!(" ({})", column.heading)).unwrap_or_default();
    format!(":{}{column}: {}", outcome.line, reason(why, outcome.kind, language))
}

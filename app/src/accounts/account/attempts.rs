//! Attempts at the repossession that came to nothing.

use std::collections::BTreeMap;

use domain::api::{AccountReply, AttemptRecord};
use domain::failed_attempt::words::reason;
use domain::language::Language;

use super::written::Written;
use crate::components::Html;
use crate::i18n::account as texts;
use crate::i18n::format::number;

/// So many are shown before one asks for more.
const SHOWN: usize = 5;

/// All of them, the latest first; nothing where there are none.
pub(super) fn attempts(html: &mut Html, account: &AccountReply, written: &Written<'_>) {
    if account.attempts.is_empty() {
        return;
    }
    written.part(html, "attempts", texts::ATTEMPTS);
    written.first_of(html, &account.attempts, SHOWN, list);
    html.push_str("</section>");
}

fn list(html: &mut Html, attempts: &[AttemptRecord], written: &Written<'_>) {
    html.push_str("<ul class=\"attempts\">");
    for attempt in attempts {
        html.between(
            "<li data-testid=\"failed-attempt\"><span>",
            &written.day(attempt.attempted_on),
            "",
        );
        html.between("</span><span class=\"what\">", &why(attempt, written), "</span>");
        if let Some(note) = &attempt.note {
            html.between("<span class=\"said\">", note, "</span>");
        }
        let who = texts::by_whom(
            &(written.moment)(&attempt.recorded_at),
            Some(&attempt.recorded_by),
            written.language,
        );
        html.between("<small>", &texts::recorded(&who, written.language), "</small></li>");
    }
    html.push_str("</ul>");
}

fn why(attempt: &AttemptRecord, written: &Written<'_>) -> String {
    let promised = attempt.promised_on.map(|day| written.day(day));
    texts::attempt(reason(attempt.reason, written.language), promised.as_deref(), written.language)
}

/// `customer absent (2), promised to pay`: each reason once, in the order of the mission.
pub(super) fn reasons<'a>(
    attempts: impl Iterator<Item = &'a AttemptRecord>,
    language: Language,
) -> String {
    let mut counts: BTreeMap<_, u64> = BTreeMap::new();
    for attempt in attempts {
        *counts.entry(attempt.reason).or_default() += 1;
    }
    let said = counts.into_iter().map(|(why, n)| match n {
        1 => reason(why, language).to_owned(),
        n => format!("{} ({})", reason(why, language), number(n, language)),
    });
    said.collect::<Vec<_>>().join(", ")
}

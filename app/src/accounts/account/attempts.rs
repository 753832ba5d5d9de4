//! Attempts at the repossession that came to nothing.

use std::collections::BTreeMap;

use domain::api::{AccountReply, AttemptRecord};
use domain::failed_attempt::words::reason;
use domain::language::Language;
use leptos::prelude::*;

use super::written::Written;
use crate::i18n::account as texts;
use crate::i18n::format::number;

/// So many are shown before one asks for more.
const SHOWN: usize = 5;

/// All of them, the latest first; nothing where there are none.
pub(super) fn attempts(account: &AccountReply, written: &Written<'_>) -> Option<AnyView> {
    let listed = || written.first_of(&account.attempts, SHOWN, list);
    (!account.attempts.is_empty()).then(|| written.part("attempts", texts::ATTEMPTS, listed()))
}

fn list(attempts: &[AttemptRecord], written: &Written<'_>) -> AnyView {
    let attempts = attempts.iter().map(|attempt| {
        let who = written.by_whom(&attempt.recorded_at, Some(&attempt.recorded_by));
        let note = attempt.note.clone().map(|note| view! { <span class="said">{note}</span> });
        view! {
            <li data-testid="failed-attempt">
                <span>{written.day(attempt.attempted_on)}</span>
                <span class="what">{why(attempt, written)}</span>
                {note}
                <small>{texts::recorded(&who, written.language)}</small>
            </li>
        }
    });
    view! { <ul class="attempts">{attempts.collect_view()}</ul> }.into_any()
}

fn why(attempt: &AttemptRecord, written: &Written<'_>) -> String {
    let promised = attempt.promised_on.map(|day| written.day(day));
    texts::attempt(reason(attempt.reason, written.language), promised.as_deref(), written.language)
}

/// `customer absent (2), promised to pay`: each reason once, in the order in which the form offers
/// them.
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

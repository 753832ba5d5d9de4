//! Where there is nothing more to fill in: it is recorded, or there is nothing to attempt.

use domain::AccountId;
use domain::api::{AccountReply, AttemptRecord};
use domain::failed_attempt::words::reason;
use domain::language::Language;
use leptos::prelude::*;

use crate::components::fact;
use crate::i18n::format::{date, number};
use crate::i18n::{failed_attempts as texts, moment};
use crate::recording::whose;
use crate::routes;

/// What was recorded, with a way back. The repossession stays pending.
pub(super) fn done(
    record: &AttemptRecord,
    account: Option<&AccountReply>,
    time_zone: &str,
    language: Language,
) -> AnyView {
    let promised =
        record.promised_on.map(|day| fact(texts::PROMISED_ON.of(language), date(day, language)));
    let note = record.note.clone().map(|note| fact(texts::NOTE.of(language), note));
    let at = moment(&record.recorded_at, time_zone, language);
    let since = account.map(|account| {
        let attempts = u64::from(account.failed_attempts_since_default);
        fact(texts::SINCE_DEFAULT.of(language), number(attempts, language))
    });
    view! {
        <section class="card recorded" data-testid="recorded">
            <header class="page-head">
                <p class="file-name">{whose(account, &record.account)}</p>
                <h1>{texts::DONE.of(language)}</h1>
                <p>{texts::STAYS_PENDING.of(language)}</p>
            </header>
            <dl class="numbers">
                {fact(texts::DATE.of(language), date(record.attempted_on, language))}
                {fact(texts::REASON.of(language), reason(record.reason, language))}
                {promised}
                {note}
                {fact(texts::RECORDED.of(language), format!("{}, {at}", record.recorded_by))}
                {since}
            </dl>
            {ways_back(&record.account, language)}
        </section>
    }
    .into_any()
}

/// Why no attempt can be recorded.
pub(super) fn nothing_pending(account: &AccountReply, language: Language) -> AnyView {
    view! {
        <section class="card recorded" data-testid="not-possible">
            <header class="page-head">
                <p class="file-name">{whose(Some(account), &account.account)}</p>
                <h1>{texts::NOTHING_PENDING.of(language)}</h1>
                <p>{texts::NOTHING_PENDING_TEXT.of(language)}</p>
            </header>
            {ways_back(&account.account, language)}
        </section>
    }
    .into_any()
}

fn ways_back(account: &AccountId, language: Language) -> AnyView {
    view! {
        <div class="buttons">
            <a class="button primary" href=routes::ACTIONS>{texts::TO_ACTIONS.of(language)}</a>
            <a class="button" href=routes::account(account)>{texts::TO_ACCOUNT.of(language)}</a>
        </div>
    }
    .into_any()
}

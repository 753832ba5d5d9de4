//! The question before payments are recorded.

use domain::language::Language;
use domain::money::Currency;
use leptos::prelude::*;

use super::FileWork;
use super::flow::Counts;
use crate::components::{Press, fact, in_language, press, says};
use crate::i18n::format::{money_with_code, number};
use crate::i18n::payments as texts;
use crate::session::session;

/// How many, how much, and what is left out. Cancel has the focus.
#[component]
pub(super) fn AskOnceMore(work: FileWork) -> impl IntoView {
    let currency = session().person_now()?.company.currency;
    let counts = work.flow().with_untracked(|flow| Some(flow.preview()?.counts()))?;
    let cancel = press(move || {
        work.driver().close();
    });
    // The request needs no id: each payment in it has one.
    let confirm = press(move || work.driver().confirm(String::new()));
    Some(view! {
        {in_language(move |language| numbers(&counts, &currency, language))}
        <div class="buttons end">
            <Press id="cancel" autofocus=true text=says(texts::CANCEL) act=cancel/>
            <Press class="primary" id="confirm" text=says(texts::RECORD_THEM) act=confirm/>
        </div>
    })
}

fn numbers(counts: &Counts, currency: &Currency, language: Language) -> AnyView {
    let say = |n: u32| number(u64::from(n), language);
    let left = counts.already.saturating_add(counts.failures);
    view! {
        <h2>{texts::CONFIRM_TITLE.of(language)}</h2>
        <dl class="numbers">
            {fact(texts::CONFIRM_COUNT.of(language), say(counts.recorded))}
            {fact(
                texts::CONFIRM_AMOUNT.of(language),
                money_with_code(counts.amount, currency, language),
            )}
            {fact(texts::N_RECOVERIES.of(language), say(counts.recoveries))}
            {fact(texts::CONFIRM_LEFT.of(language), say(left))}
        </dl>
        <p>{texts::CONFIRM_TEXT.of(language)}</p>
    }
    .into_any()
}

//! The numbers that the person decides by.

use std::sync::Arc;

use leptos::prelude::*;

use crate::bulk_write_off::previewed::Previewed;
use crate::i18n::bulk_write_off::{self as texts, days, early_count};
use crate::i18n::format::{count, is_singular, money_with_code};
use crate::i18n::{language, t};
use crate::session::session;

/// The counts, the total, the youngest default.
#[component]
pub(crate) fn Summary(previewed: Arc<Previewed>) -> impl IntoView {
    let spoken = language();
    let counts = previewed.preview.counts.clone();
    let (will, will_not, early) = (counts.eligible, counts.not_eligible(), counts.early);
    let limit = previewed.policy.early_write_off_days;
    let currency = session().person().map(|person| person.company.currency);
    let amount = move || {
        currency.as_ref().map(|currency| money_with_code(counts.amount, currency, spoken.get()))
    };
    let youngest = counts.youngest_default_days.map(|youngest| {
        view! {
            <div>
                <dt>{t(texts::YOUNGEST)}</dt>
                <dd>
                    {move || days(youngest, spoken.get())}
                    {(early > 0).then(|| view! {
                        <span class="mark">{move || early_count(early, limit, spoken.get())}</span>
                    })}
                </dd>
            </div>
        }
    });
    let label = move |n, one: crate::i18n::Text, many: crate::i18n::Text| {
        move || if is_singular(n, spoken.get()) { one.of(spoken.get()) } else { many.of(spoken.get()) }
    };
    view! {
        <dl
            class="summary"
            data-testid="preview-summary"
            data-eligible=will
            data-ineligible=will_not
            data-entries=counts.entries
        >
            <div class="strong">
                <dt>{label(will, texts::WILL_ONE, texts::WILL)}</dt>
                <dd>{move || count(will, spoken.get())}</dd>
            </div>
            <div>
                <dt>{label(will_not, texts::WILL_NOT_ONE, texts::WILL_NOT)}</dt>
                <dd>{move || count(will_not, spoken.get())}</dd>
            </div>
            <div>
                <dt>{t(texts::AMOUNT_OUTSTANDING)}</dt>
                <dd>{amount}</dd>
            </div>
            {youngest}
        </dl>
    }
}

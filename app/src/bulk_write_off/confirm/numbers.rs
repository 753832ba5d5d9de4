//! What will be done and what will be left alone, in numbers.

use std::sync::Arc;

use domain::bulk_write_off::words::outcome;
use leptos::prelude::*;

use crate::bulk_write_off::previewed::Previewed;
use crate::i18n::bulk_write_off::{self as texts, reason_count};
use crate::i18n::format::{count, money_with_code, number};
use crate::i18n::{language, t};
use crate::session::session;

/// Accounts, total, products lost, and what is left alone for which reason.
#[component]
pub(crate) fn Numbers(previewed: Arc<Previewed>) -> impl IntoView {
    let spoken = language();
    let counts = previewed.preview.counts.clone();
    let lost = previewed.products_lost();
    let currency = session().person().map(|person| person.company.currency);
    let amount = move || {
        currency.as_ref().map(|currency| money_with_code(counts.amount, currency, spoken.get()))
    };
    let products = move || {
        if lost.is_empty() {
            return texts::CONFIRM_NO_PRODUCTS.of(spoken.get()).to_owned();
        }
        let products = lost.iter().map(|(name, n)| format!("{} × {name}", number(*n, spoken.get())));
        products.collect::<Vec<_>>().join(", ")
    };
    let (eligible, left) = (counts.eligible, counts.not_eligible());
    let reasons = move || {
        let language = spoken.get();
        let reasons = counts
            .ineligible
            .iter()
            .map(|(code, n)| reason_count(&outcome(code, None, language), *n, language));
        reasons.collect::<Vec<_>>().join(" · ")
    };
    view! {
        <dl class="numbers">
            <div class="strong">
                <dt>{t(texts::CONFIRM_ACCOUNTS)}</dt>
                <dd>{move || count(eligible, spoken.get())}</dd>
            </div>
            <div><dt>{t(texts::CONFIRM_AMOUNT)}</dt><dd>{amount}</dd></div>
            <div><dt>{t(texts::CONFIRM_PRODUCTS)}</dt><dd>{products}</dd></div>
            {(left > 0).then(|| view! {
                <div>
                    <dt>{t(texts::CONFIRM_LEFT)}</dt>
                    <dd>{move || count(left, spoken.get())} <span class="hint">{reasons}</span></dd>
                </div>
            })}
        </dl>
    }
}

//! What it adds up to, with each reason counted.

use std::sync::Arc;

use domain::api::Operation;
use domain::bulk_write_off::words::outcome;
use leptos::prelude::*;

use super::outcomes::reasons;
use crate::i18n::bulk_write_off::reason_count;
use crate::i18n::bulk_write_offs::{self as texts, done, operation_number};
use crate::i18n::format::{money_with_code, number};
use crate::i18n::{language, t};

/// The numbers.
#[component]
pub(crate) fn Summary(operation: Arc<Operation>) -> impl IntoView {
    let spoken = language();
    let summary = operation.summary.clone();
    let (written_off, failed) = (summary.written_off, summary.failed);
    let figure = move |n: u32| move || number(u64::from(n), spoken.get());
    let amount = move || money_with_code(summary.amount, &summary.currency, spoken.get());
    let reasons = reasons(&operation.outcomes);
    let reasons = move || {
        let language = spoken.get();
        let words = reasons.iter().map(|(code, n)| reason_count(&outcome(code, None, language), *n, language));
        words.collect::<Vec<_>>().join(" · ")
    };
    view! {
        <header class="page-head">
            <p class="file-name">{move || operation_number(summary.number, spoken.get())}</p>
            <h1>{move || done(written_off, failed, spoken.get())}</h1>
            <p>{reasons}</p>
        </header>
        <dl
            class="summary"
            data-testid="operation-summary"
            data-written-off=written_off
            data-failed=failed
        >
            <div class="strong"><dt>{t(texts::WRITTEN_OFF)}</dt><dd>{figure(written_off)}</dd></div>
            <div><dt>{t(texts::FAILED)}</dt><dd>{figure(failed)}</dd></div>
            <div><dt>{t(texts::ENTRIES)}</dt><dd>{figure(summary.entries)}</dd></div>
            <div><dt>{t(texts::AMOUNT)}</dt><dd>{amount}</dd></div>
        </dl>
    }
}

//! What it adds up to, who, when, which file; and what can be taken along.

use std::sync::Arc;

use domain::api::{Operation, OperationSummary};
use domain::language::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{failures_href, file_href};
use crate::browser;
use crate::components::{Press, fact, in_language, press, says, words};
use crate::i18n::bulk_operation::{CONTROL, done, operation_number, said};
use crate::i18n::bulk_write_offs as texts;
use crate::i18n::format::{bytes, date, money_with_code, number};
use crate::i18n::{audit, language, moment, t};
use crate::routes;
use crate::session::session;

/// The numbers, the downloads, the link, the printer, and the operation's particulars.
#[component]
pub(crate) fn About(operation: Arc<Operation>) -> impl IntoView {
    let time_zone = session().time_zone();
    let described = Arc::clone(&operation);
    let summary = operation.summary.clone();
    let copied = RwSignal::new(None);
    let copy = press(move || {
        spawn_local(async move {
            copied.try_set(Some(browser::copy(&browser::address()).await));
        });
    });
    let said = words(move |language| match copied.get() {
        None => String::new(),
        Some(true) => texts::COPIED.of(language).to_owned(),
        Some(false) => texts::COPY_FAILED.of(language).to_owned(),
    });
    view! {
        {in_language(move |language| numbers(&operation, language))}
        <div class="buttons">
            <Downloads summary/>
            <Press text=says(texts::COPY_LINK) act=copy/>
            <Press text=says(texts::PRINT) act=press(browser::print)/>
            <span class="hint" role="status">{said}</span>
        </div>
        {in_language(move |language| particulars(&described, &time_zone, language))}
    }
}

fn numbers(operation: &Operation, language: Language) -> AnyView {
    let summary = &operation.summary;
    let (kind, said) = (summary.kind, said(summary.kind));
    let control = summary.control.clone();
    let control = control.map(|control| fact(CONTROL.of(language), control));
    let counts = [
        (said.done, summary.done()),
        (said.failed, summary.failed),
        (texts::ENTRIES, summary.entries),
    ];
    let counts = counts.map(|(name, n)| fact(name.of(language), number(u64::from(n), language)));
    let amount = money_with_code(summary.amount, &summary.currency, language);
    view! {
        <header class="page-head">
            <p class="file-name">{operation_number(kind, summary.number, language)}</p>
            <h1>{done(kind, summary.done(), summary.failed, language)}</h1>
        </header>
        <dl
            class="summary"
            data-testid="operation-summary"
            data-written-off=summary.written_off
            data-started=summary.started
            data-failed=summary.failed
        >
            {control}
            {counts}
            {fact(texts::AMOUNT.of(language), amount)}
        </dl>
    }
    .into_any()
}

#[component]
fn Downloads(summary: OperationSummary) -> impl IntoView {
    let spoken = language();
    let (kind, id, some_failed) = (summary.kind, summary.id, summary.failed > 0);
    let file = file_href(kind, &id);
    let failures = some_failed.then(|| {
        let href = move || failures_href(kind, &id, spoken.get());
        view! {
            <a class="button" download="" data-testid="download-failures" href=href>
                {t(texts::DOWNLOAD_FAILURES)}
            </a>
        }
    });
    view! {
        {failures}
        <a class="button" download="" data-testid="download-file" href=file>
            {t(texts::DOWNLOAD_FILE)}
        </a>
    }
}

fn particulars(operation: &Operation, time_zone: &str, language: Language) -> AnyView {
    let Operation { summary, receipt, .. } = operation;
    let when = moment(&summary.committed_at, time_zone, language);
    let file = format!("{}, {}", summary.file_name, bytes(summary.file_bytes, language));
    let receipt =
        receipt.as_ref().map(|receipt| fact(audit::RECEIPT.of(language), receipt.to_string()));
    // Whoever sees operations may see the log.
    let log = routes::audit(&format!("operation={}", summary.number));
    view! {
        <details class="about" open=true>
            <summary>{texts::DETAILS.of(language)}</summary>
            <dl>
                {fact(texts::WHEN.of(language), format!("{when} ({time_zone})"))}
                {fact(texts::WHO.of(language), summary.submitted_by.clone())}
                {fact(texts::FILE.of(language), file)}
                {fact(texts::DAY.of(language), date(summary.today, language))}
                {fact(texts::OPERATION_ID.of(language), summary.id.clone())}
                {fact(texts::FINGERPRINT.of(language), summary.file_sha256.clone())}
                {receipt}
            </dl>
            <p>
                <a data-testid="in-the-log" href=log>{audit::IN_THE_LOG.of(language)}</a>
            </p>
        </details>
    }
    .into_any()
}

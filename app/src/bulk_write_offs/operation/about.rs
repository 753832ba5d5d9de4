//! Who, when, which file; and what can be taken along.

use std::sync::Arc;

use domain::api::Operation;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{failures_href, file_href};
use crate::browser;
use crate::i18n::bulk_write_offs as texts;
use crate::i18n::format::{bytes, date};
use crate::i18n::{language, moment, t};
use crate::session::session;

/// The operation's particulars, the downloads, the link, the printer.
#[component]
pub(crate) fn About(operation: Arc<Operation>) -> impl IntoView {
    let spoken = language();
    let time_zone = session().person().map(|person| person.company.time_zone).unwrap_or_default();
    let summary = operation.summary.clone();
    let failures = {
        let id = summary.id.clone();
        (summary.failed > 0).then(|| view! {
            <a class="button" data-testid="download-failures" download=""
                href=move || failures_href(&id, spoken.get())>
                {t(texts::DOWNLOAD_FAILURES)}
            </a>
        })
    };
    view! {
        <div class="buttons">
            {failures}
            <a class="button" download="" data-testid="download-file" href=file_href(&summary.id)>
                {t(texts::DOWNLOAD_FILE)}
            </a>
            <CopyLink/>
            <button type="button" on:click=move |_| browser::print()>{t(texts::PRINT)}</button>
        </div>
        <details class="about" open=true>
            <summary>{t(texts::DETAILS)}</summary>
            <dl>
                <div><dt>{t(texts::WHEN)}</dt>
                    <dd>{move || moment(&summary.committed_at, &time_zone, spoken.get())}</dd></div>
                <div><dt>{t(texts::WHO)}</dt><dd>{summary.submitted_by}</dd></div>
                <div><dt>{t(texts::FILE)}</dt>
                    <dd>{summary.file_name} ", " {move || bytes(summary.file_bytes, spoken.get())}</dd></div>
                <div><dt>{t(texts::DAY)}</dt><dd>{move || date(summary.today, spoken.get())}</dd></div>
                <div><dt>{t(texts::OPERATION_ID)}</dt><dd><code>{summary.id}</code></dd></div>
                <div><dt>{t(texts::FINGERPRINT)}</dt><dd><code>{summary.file_sha256}</code></dd></div>
            </dl>
        </details>
    }
}

/// Puts the page's address on the clipboard, and says whether it did.
#[component]
fn CopyLink() -> impl IntoView {
    let copied = RwSignal::new(None);
    let copy = move |_| {
        spawn_local(async move {
            copied.try_set(Some(browser::copy(&browser::address()).await));
        });
    };
    let said = move || match copied.get() {
        None => "",
        Some(true) => t(texts::COPIED)(),
        Some(false) => t(texts::COPY_FAILED)(),
    };
    view! {
        <button type="button" on:click=copy>{t(texts::COPY_LINK)}</button>
        <span class="hint" role="status">{said}</span>
    }
}

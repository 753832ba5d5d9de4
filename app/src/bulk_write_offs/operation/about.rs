//! What it adds up to, who, when, which file; and what can be taken along.

use std::sync::Arc;

use domain::api::{AuditReceipt, Operation, OperationSummary};
use domain::bulk_write_off::words::outcome;
use domain::language::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::outcomes::reasons;
use crate::api::{failures_href, file_href};
use crate::browser;
use crate::components::{Html, Markup, Press, press, says, words};
use crate::i18n::bulk_write_off::reason_count;
use crate::i18n::bulk_write_offs::{self as texts, done, operation_number};
use crate::i18n::format::{bytes, date, money_with_code, number};
use crate::i18n::{audit, moment};
use crate::routes;
use crate::session::session;

/// The numbers, the downloads, the link, the printer, and the operation's particulars.
#[component]
pub(crate) fn About(operation: Arc<Operation>) -> impl IntoView {
    let time_zone = session().time_zone();
    let summary = operation.summary.clone();
    let downloads = summary.clone();
    let receipt = operation.receipt.clone();
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
        <Markup html=words(move |language| numbers(&operation, language))/>
        <div class="buttons">
            <Markup html=words(move |language| self::downloads(&downloads, language))/>
            <Press text=says(texts::COPY_LINK) act=copy/>
            <Press text=says(texts::PRINT) act=press(browser::print)/>
            <span class="hint" role="status">{said}</span>
        </div>
        <Markup html=words(move |language| particulars(&summary, receipt.as_ref(), &time_zone, language))/>
    }
}

fn numbers(operation: &Operation, language: Language) -> String {
    let summary = &operation.summary;
    let mut html = Html::default();
    html.push_str("<header class=\"page-head\">");
    html.between("<p class=\"file-name\">", &operation_number(summary.number, language), "</p>");
    html.between("<h1>", &done(summary.written_off, summary.failed, language), "</h1>");
    let reasons: Vec<String> = reasons(&operation.outcomes)
        .iter()
        .map(|(code, n)| reason_count(&outcome(code, None, language), *n, language))
        .collect();
    html.between("<p>", &reasons.join(" · "), "</p></header>");
    html.push_str("<dl class=\"summary\" data-testid=\"operation-summary\"");
    html.between(" data-written-off=\"", &summary.written_off.to_string(), "\"");
    html.between(" data-failed=\"", &summary.failed.to_string(), "\">");
    for (name, n) in [
        (texts::WRITTEN_OFF, summary.written_off),
        (texts::FAILED, summary.failed),
        (texts::ENTRIES, summary.entries),
    ] {
        html.fact(name.of(language), &number(u64::from(n), language));
    }
    let amount = money_with_code(summary.amount, &summary.currency, language);
    html.fact(texts::AMOUNT.of(language), &amount);
    html.push_str("</dl>");
    html.finish()
}

fn downloads(summary: &OperationSummary, language: Language) -> String {
    let mut html = Html::default();
    if summary.failed > 0 {
        html.link(
            "class=\"button\" download data-testid=\"download-failures\"",
            &failures_href(&summary.id, language),
            texts::DOWNLOAD_FAILURES.of(language),
        );
    }
    html.link(
        "class=\"button\" download data-testid=\"download-file\"",
        &file_href(&summary.id),
        texts::DOWNLOAD_FILE.of(language),
    );
    html.finish()
}

fn particulars(
    summary: &OperationSummary,
    receipt: Option<&AuditReceipt>,
    time_zone: &str,
    language: Language,
) -> String {
    let mut html = Html::default();
    html.between(
        "<details class=\"about\" open><summary>",
        texts::DETAILS.of(language),
        "</summary>",
    );
    html.push_str("<dl>");
    let when = moment(&summary.committed_at, time_zone, language);
    html.fact(texts::WHEN.of(language), &format!("{when} ({time_zone})"));
    html.fact(texts::WHO.of(language), &summary.submitted_by);
    let file = format!("{}, {}", summary.file_name, bytes(summary.file_bytes, language));
    html.fact(texts::FILE.of(language), &file);
    html.fact(texts::DAY.of(language), &date(summary.today, language));
    html.fact(texts::OPERATION_ID.of(language), &summary.id);
    html.fact(texts::FINGERPRINT.of(language), &summary.file_sha256);
    if let Some(receipt) = receipt {
        html.fact(audit::RECEIPT.of(language), &receipt.to_string());
    }
    html.push_str("</dl><p>");
    // Whoever sees operations may see the log.
    let log = routes::audit(&format!("operation={}", summary.number));
    html.link("data-testid=\"in-the-log\"", &log, audit::IN_THE_LOG.of(language));
    html.push_str("</p></details>");
    html.finish()
}

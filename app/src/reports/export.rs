//! The journal as files for other systems.

use domain::api::ReportReply;
use domain::journal::export::ExportFormat;
use domain::language::Language;
use leptos::prelude::*;

use super::filter::Filter;
use super::shown::computed;
use crate::api;
use crate::i18n::reports as texts;

/// The formats of the journal, each with what it is for and the file.
pub(super) fn export(reply: &ReportReply, language: Language) -> AnyView {
    let filter = Filter::default().filled(reply);
    let formats = ExportFormat::ALL.map(|format| {
        let href = api::journal_export_href(format, &filter.from, &filter.to, language);
        view! {
            <li class="card">
                <h3>{format.name()}</h3>
                <p>{texts::format_purpose(format).of(language)}</p>
                <a
                    class="button"
                    download=""
                    href=href
                    data-testid=format!("journal-export-{}", format.code())
                >
                    {texts::download(format.name(), language)}
                </a>
            </li>
        }
    });
    view! {
        <section class="part" aria-labelledby="formats">
            <h2 id="formats">{texts::FORMATS.of(language)}</h2>
            <ul class="formats">{formats.into_iter().collect_view()}</ul>
        </section>
        {computed(reply, language)}
    }
    .into_any()
}

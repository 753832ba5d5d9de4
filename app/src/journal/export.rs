//! Taking the journal along, as a file of a format.

use domain::journal::export::ExportFormat;
use domain::reports::Period;
use domain::reports::words::period_fault;
use leptos::prelude::*;

use super::filter::Filter;
use crate::api;
use crate::components::words;
use crate::i18n::{Text, journal as texts, language, t};

/// What a format is called, with what it is for.
const fn format_name(format: ExportFormat) -> Text {
    match format {
        ExportFormat::Csv => texts::FORMAT_CSV,
        ExportFormat::Hledger => texts::FORMAT_HLEDGER,
        ExportFormat::Fec => texts::FORMAT_FEC,
        ExportFormat::Beancount => texts::FORMAT_BEANCOUNT,
    }
}

/// The format, the days, and the link that downloads the file. The days follow those of the list.
#[component]
pub(super) fn Export(filter: RwSignal<Filter>) -> impl IntoView {
    let spoken = language();
    let format = RwSignal::new(ExportFormat::Csv);
    let (from, to) = filter.with_untracked(|filter| (filter.from.clone(), filter.to.clone()));
    let (from, to) = (RwSignal::new(from), RwSignal::new(to));
    Effect::watch(
        move || filter.get(),
        move |filter, _, _| {
            from.set(filter.from.clone());
            to.set(filter.to.clone());
        },
        false,
    );
    let fault = Memo::new(move |_| from.with(|from| to.with(|to| Period::parse(from, to).err())));
    // Without two days that make a period there is nothing to download, and a link leads nowhere.
    let href = move || {
        let href = || api::journal_export_href(format.get(), &from.get(), &to.get(), spoken.get());
        fault.with(Option::is_none).then(href)
    };
    let why_not = words(move |language| {
        fault.get().map(|fault| period_fault(fault, language)).unwrap_or_default()
    });
    let formats = ExportFormat::ALL
        .map(|format| view! { <option value=format.code()>{t(format_name(format))}</option> });
    view! {
        <details class="part export">
            <summary>{t(texts::EXPORT_TITLE)}</summary>
            <p class="hint">{t(texts::EXPORT_LEAD)}</p>
            <div class="search-form">
                <label>
                    <span>{t(texts::FORMAT)}</span>
                    <select
                        data-testid="export-format"
                        on:change=move |event| {
                            let chosen = ExportFormat::from_code(&event_target_value(&event));
                            format.set(chosen.unwrap_or(ExportFormat::Csv));
                        }
                    >
                        {formats}
                    </select>
                </label>
                <Day label=texts::FROM name="export-from" day=from/>
                <Day label=texts::TO name="export-to" day=to/>
                <div class="buttons">
                    <a
                        class="button"
                        download=""
                        data-testid="journal-export"
                        href=href
                        aria-disabled=move || fault.with(Option::is_some).then_some("true")
                    >
                        {t(texts::DOWNLOAD)}
                    </a>
                </div>
            </div>
            <p class="hint" role="status" data-testid="export-why-not">{why_not}</p>
        </details>
    }
}

#[component]
fn Day(label: Text, name: &'static str, day: RwSignal<String>) -> impl IntoView {
    view! {
        <label>
            <span>{t(label)}</span>
            <input
                type="date"
                data-testid=name
                prop:value=move || day.get()
                on:change=move |event| day.set(event_target_value(&event))
            />
        </label>
    }
}

//! Which file, which day, and whether the file was used before.

use std::sync::Arc;

use domain::api::EarlierOperation;
use leptos::prelude::*;

use crate::bulk_write_off::previewed::Previewed;
use crate::bulk_write_off::work::work;
use crate::i18n::bulk_write_off::{self as texts, today_is, used_before};
use crate::i18n::format::{counted, date};
use crate::i18n::{language, moment, t};
use crate::routes;
use crate::session::session;

/// The head of the preview.
#[component]
pub(crate) fn Head(previewed: Arc<Previewed>) -> impl IntoView {
    let work = work();
    let spoken = language();
    let time_zone = time_zone();
    let entries = previewed.preview.counts.entries;
    let today = previewed.today;
    let facts = move || {
        let language = spoken.get();
        [
            counted(entries, texts::ENTRY, texts::ENTRIES, language),
            texts::READ_JUST_NOW.of(language).to_owned(),
            today_is(&date(today, language), &time_zone, language),
        ]
        .join(" · ")
    };
    let again = move |_| {
        work.step(|flow| {
            flow.start_over();
            None
        });
    };
    view! {
        <header class="page-head with-side">
            <div>
                <h1>{previewed.reading.file.name.clone()}</h1>
                <p>{facts}</p>
            </div>
            <button type="button" data-testid="choose-another" on:click=again>
                {t(texts::CHOOSE_ANOTHER)}
            </button>
        </header>
        {previewed.earlier.first().cloned().map(|earlier| view! { <UsedBefore earlier=earlier/> })}
    }
}

/// The same file was used before. Going on is possible: the rule says what happens to each entry.
#[component]
fn UsedBefore(earlier: EarlierOperation) -> impl IntoView {
    let spoken = language();
    let time_zone = time_zone();
    let href = routes::bulk_write_off(&earlier.id);
    let words = move || {
        let language = spoken.get();
        let when = moment(&earlier.committed_at, &time_zone, language);
        used_before(&when, &earlier.submitted_by, earlier.written_off, language)
    };
    view! {
        <p class="note" data-testid="used-before">
            {words} " " <a href=href>{t(texts::SHOW_OPERATION)}</a>
        </p>
    }
}

fn time_zone() -> String {
    session().person().map(|person| person.company.time_zone).unwrap_or_default()
}

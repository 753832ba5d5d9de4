//! Handing out the template.

use domain::bulk_write_off::template_csv;
use leptos::prelude::*;

use crate::browser;
use crate::i18n::{bulk_write_off as texts, language, t};

/// What CSV is called where types are told.
const CSV: &str = "text/csv";

/// The button that hands it out, in the language that is spoken.
#[component]
pub(crate) fn TemplateButton() -> impl IntoView {
    let spoken = language();
    let download = move |_| {
        let language = spoken.get_untracked();
        browser::save_file(texts::TEMPLATE_FILE.of(language), CSV, &template_csv(language));
    };
    view! { <button type="button" data-testid="template" on:click=download>{t(texts::TEMPLATE)}</button> }
}

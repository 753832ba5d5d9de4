//! Handing out the template.

use domain::bulk_write_off::template_csv;
use leptos::prelude::*;

use crate::browser;
use crate::bulk_write_off::work::work;
use crate::components::{Press, press, says};
use crate::i18n::bulk_operation::said;
use crate::i18n::{bulk_write_off as texts, language};

/// The button that hands it out, in the language that is spoken.
#[component]
pub(crate) fn TemplateButton() -> impl IntoView {
    let spoken = language();
    let name = said(work().kind()).template_file;
    let download = press(move || {
        let language = spoken.get_untracked();
        browser::save_file(name.of(language), "text/csv", &template_csv(language));
    });
    view! { <Press id="template" text=says(texts::TEMPLATE) act=download/> }
}

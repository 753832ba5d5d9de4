//! Files to fill in: a workbook with a sheet for each kind, and one of each kind.

use domain::import::{Kind, words::template_csv};
use domain::language::Language;
use leptos::prelude::*;

use crate::api::import_workbook_href;
use crate::browser;
use crate::components::{Press, in_language, press};
use crate::i18n::{imports as texts, t};

/// The templates, in the language that is spoken.
#[component]
pub(super) fn Templates() -> impl IntoView {
    view! {
        <details class="import-templates">
            <summary>{t(texts::TEMPLATES)}</summary>
            <p class="hint">{t(texts::TEMPLATES_LEAD)}</p>
            {in_language(files)}
        </details>
    }
}

fn files(language: Language) -> AnyView {
    let kinds = Kind::ALL.map(|kind| {
        let download = press(move || {
            let name = texts::template_file(kind, language);
            browser::save_file(&name, "text/csv", &template_csv(kind, language));
        });
        let text = Box::new(move || kind.name(language).to_owned());
        view! { <Press class="quiet" text act=download/> }
    });
    view! {
        <div class="buttons">
            <a
                class="button"
                download=""
                data-testid="template-workbook"
                href=import_workbook_href(language)
            >
                {texts::WORKBOOK.of(language)}
            </a>
            {kinds}
        </div>
    }
    .into_any()
}

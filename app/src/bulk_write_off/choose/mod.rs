//! Choosing: a file, a drop, pasted text, the template; and what was done before.

mod drop_area;
mod not_confirmed;
mod paste;
mod recent;
mod template;

pub(crate) use template::TemplateButton;

use domain::language::Language;
use domain::upload::ENTRIES_MAX;
use leptos::prelude::*;

use crate::components::{Html, Markup, words};
use crate::i18n::bulk_write_off::{self as texts, up_to};
use crate::i18n::t;
use drop_area::DropArea;
use not_confirmed::NotConfirmed;
use paste::Paste;
use recent::Recent;

/// The screen to begin with.
#[component]
pub(crate) fn ChooseScreen() -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
        </header>
        <NotConfirmed/>
        <section class="choose" aria-label=t(texts::CHOOSE_FILE)>
            <DropArea/>
            <Markup html=words(facts)/>
            <div class="buttons">
                <TemplateButton/>
            </div>
            <Paste/>
        </section>
        <Recent/>
    }
}

fn facts(language: Language) -> String {
    let mut html = Html::default();
    html.between("<ul class=\"facts\"><li>", texts::FACT_TYPES.of(language), "</li>");
    html.between("<li>", &up_to(ENTRIES_MAX, language), "</li>");
    html.between("<li>", texts::FACT_SAFE.of(language), "</li></ul>");
    html.finish()
}

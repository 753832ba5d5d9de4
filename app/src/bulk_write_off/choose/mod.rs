//! Choosing: a file, a drop, pasted text, the template; and what was done before.

mod not_confirmed;
mod paste;
mod recent;
mod template;

pub(crate) use template::TemplateButton;

use domain::upload::ENTRIES_MAX;
use leptos::prelude::*;

use crate::bulk_write_off::reading::Source;
use crate::bulk_write_off::work::work;
use crate::components::{Choice, DropArea, TEXT_FILES, words};
use crate::i18n::bulk_operation::said;
use crate::i18n::bulk_write_off::{self as texts, up_to};
use crate::i18n::t;
use not_confirmed::NotConfirmed;
use paste::Paste;
use recent::Recent;

/// The screen to begin with.
#[component]
pub(crate) fn ChooseScreen() -> impl IntoView {
    let work = work();
    let said = said(work.kind());
    let choice = Choice {
        text: texts::CHOOSE_FILE,
        accept: TEXT_FILES,
        multiple: false,
        test_id: "upload-input",
        chosen: Callback::new(move |files: Vec<web_sys::File>| {
            if let Some(file) = files.into_iter().next() {
                work.choose(Source::File(file));
            }
        }),
    };
    view! {
        <header class="page-head">
            <h1>{t(said.title)}</h1>
        </header>
        <NotConfirmed/>
        <section class="choose" aria-label=t(texts::CHOOSE_FILE)>
            <DropArea choice or_drop=texts::OR_DROP drop_here=texts::DROP_HERE/>
            <ul class="facts">
                <li>{t(texts::FACT_TYPES)}</li>
                <li>{words(|language| up_to(ENTRIES_MAX, language))}</li>
                <li>{t(said.safe)}</li>
            </ul>
            <div class="buttons">
                <TemplateButton/>
            </div>
            <Paste/>
        </section>
        <Recent/>
    }
}

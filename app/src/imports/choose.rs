//! Choosing: files, a drop, templates; and what was imported before.

use leptos::prelude::*;

use super::history::ImportHistory;
use super::templates::Templates;
use super::work::work;
use crate::components::{Choice, DropArea, FileButton};
use crate::i18n::{Text, imports as texts, t};

/// What the file dialog offers first. Others can be chosen too: they are named for what they are.
const ACCEPT: &str = ".csv,.txt,.xlsx,.xls,.ods,text/csv,text/plain";

/// The screen to begin with.
#[component]
pub(super) fn ChooseScreen() -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>{t(texts::TITLE)}</h1>
        </header>
        <section class="choose" aria-label=t(texts::CHOOSE_FILES)>
            <p>{t(texts::LEAD)}</p>
            <DropArea
                choice=choice(texts::CHOOSE_FILES)
                or_drop=texts::OR_DROP
                drop_here=texts::DROP_HERE
            />
            <ul class="facts">
                <li>{t(texts::FACT_TYPES)}</li>
                <li>{t(texts::FACT_ROWS)}</li>
                <li>{t(texts::FACT_ORDER)}</li>
            </ul>
        </section>
        <Templates/>
        <ImportHistory/>
    }
}

/// What may be chosen: several files, one after the other.
fn choice(text: Text) -> Choice {
    let work = work();
    choice_for(text, Callback::new(move |files| work.choose(files)))
}

/// The same, for whoever takes them.
pub(super) fn choice_for(text: Text, chosen: Callback<Vec<web_sys::File>>) -> Choice {
    Choice { text, accept: ACCEPT, multiple: true, test_id: "import-input", chosen }
}

/// Another file in the place of the one that is shown.
pub(super) fn another() -> Choice {
    choice(texts::CHOOSE_ANOTHER)
}

/// Another file in the place of this one.
#[component]
pub(super) fn ChooseAnother() -> impl IntoView {
    view! { <FileButton choice=another()/> }
}

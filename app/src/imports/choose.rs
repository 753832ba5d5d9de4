//! Choosing: files, a drop, templates; and what was imported before.

use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::FileList;

use super::history::History;
use super::templates::Templates;
use super::work::work;
use crate::components::Icon;
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
            <DropArea/>
            <ul class="facts">
                <li>{t(texts::FACT_TYPES)}</li>
                <li>{t(texts::FACT_ROWS)}</li>
                <li>{t(texts::FACT_ORDER)}</li>
            </ul>
        </section>
        <Templates/>
        <History/>
    }
}

/// A place to drop files on, which is a button first.
#[component]
fn DropArea() -> impl IntoView {
    let work = work();
    let over = RwSignal::new(false);
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
            work.choose(listed(&files));
        }
    };
    view! {
        <label
            class="drop-area"
            class:over=move || over.get()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {Icon::Upload.view()}
            <span class="button primary">{t(texts::CHOOSE_FILES)}</span>
            <span class="hint">
                {move || if over.get() { t(texts::DROP_HERE)() } else { t(texts::OR_DROP)() }}
            </span>
            <FileInput label=texts::CHOOSE_FILES/>
        </label>
    }
}

/// Another file in the place of this one: a label around the input that looks like a button.
#[component]
pub(super) fn ChooseAnother() -> impl IntoView {
    view! {
        <label class="button file-button">
            {t(texts::CHOOSE_ANOTHER)}
            <FileInput label=texts::CHOOSE_ANOTHER/>
        </label>
    }
}

/// The browser's own input of files.
#[component]
fn FileInput(
    /// What it is called by assistive technology.
    label: Text,
) -> impl IntoView {
    let work = work();
    let input = NodeRef::<Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            let files = input.files().map(|files| listed(&files)).unwrap_or_default();
            // So that the same file can be chosen again once it was corrected.
            input.set_value("");
            work.choose(files);
        }
    };
    view! {
        <input
            node_ref=input
            type="file"
            multiple=true
            class="visually-hidden"
            accept=ACCEPT
            aria-label=t(label)
            data-testid="import-input"
            on:change=chosen
        />
    }
}

fn listed(files: &FileList) -> Vec<web_sys::File> {
    (0..files.length()).filter_map(|place| files.get(place)).collect()
}

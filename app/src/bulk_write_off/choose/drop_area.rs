//! A place to drop a file on, which is a button first.

use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::bulk_write_off::reading::Source;
use crate::bulk_write_off::work::work;
use crate::components::Icon;
use crate::i18n::{bulk_write_off as texts, t};

/// What the file dialog offers first. Others can be chosen too: they are named for what they are.
const ACCEPT: &str = ".csv,.txt,text/csv,text/plain";

/// The area. A label around the browser's own file input, so that it works as the browser's does.
#[component]
pub(crate) fn DropArea() -> impl IntoView {
    let work = work();
    let input = NodeRef::<Input>::new();
    let over = RwSignal::new(false);
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            let file = input.files().and_then(|files| files.get(0));
            // So that the same file can be chosen again once it was mended.
            input.set_value("");
            if let Some(file) = file {
                work.choose(Source::File(file));
            }
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let file =
            event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            work.choose(Source::File(file));
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
            <span class="button primary">{t(texts::CHOOSE_FILE)}</span>
            <span class="hint">
                {move || if over.get() { t(texts::DROP_HERE)() } else { t(texts::OR_DROP)() }}
            </span>
            <input
                node_ref=input
                type="file"
                class="visually-hidden"
                accept=ACCEPT
                aria-label=t(texts::CHOOSE_FILE)
                data-testid="upload-input"
                on:change=chosen
            />
        </label>
    }
}

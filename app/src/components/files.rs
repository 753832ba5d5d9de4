//! Choosing files: the browser's own input in a button, and in a place to drop files on.

use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::FileList;

use super::Icon;
use crate::i18n::{Text, t};

/// What the file dialog offers first where a text is asked for. Others can be chosen too: they are
/// named for what they are.
pub(crate) const TEXT_FILES: &str = ".csv,.txt,text/csv,text/plain";

/// What may be chosen, and who is told.
#[derive(Clone, Copy)]
pub(crate) struct Choice {
    /// What the button says, and what the input is called by assistive technology.
    pub text: Text,
    /// What the file dialog offers first.
    pub accept: &'static str,
    /// Whether several may be chosen together.
    pub multiple: bool,
    /// What tests call the input.
    pub test_id: &'static str,
    /// Is told what was chosen: one file at least.
    pub chosen: Callback<Vec<web_sys::File>>,
}

impl Choice {
    fn tell(self, files: Vec<web_sys::File>) {
        if !files.is_empty() {
            self.chosen.run(files);
        }
    }
}

fn listed(files: Option<&FileList>) -> Vec<web_sys::File> {
    let listed = files.map(|files| (0..files.length()).filter_map(|place| files.get(place)));
    listed.into_iter().flatten().collect()
}

/// The browser's own input.
#[component]
fn FileInput(choice: Choice) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            let files = listed(input.files().as_ref());
            // So that the same file can be chosen again once it was corrected.
            input.set_value("");
            choice.tell(files);
        }
    };
    view! {
        <input
            node_ref=input
            type="file"
            multiple=choice.multiple
            class="visually-hidden"
            accept=choice.accept
            aria-label=t(choice.text)
            data-testid=choice.test_id
            on:change=chosen
        />
    }
}

/// A label around the input that looks like a button.
#[component]
pub(crate) fn FileButton(choice: Choice) -> impl IntoView {
    view! {
        <label class="button file-button">
            {t(choice.text)}
            <FileInput choice/>
        </label>
    }
}

/// A place to drop files on, which is a button first: a label around the input, so that it works as
/// the browser's does.
#[component]
pub(crate) fn DropArea(
    choice: Choice,
    /// What is said beside the button.
    or_drop: Text,
    /// What is said while something is held over it.
    drop_here: Text,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        choice.tell(listed(files.as_ref()));
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
            <span class="button primary">{t(choice.text)}</span>
            <span class="hint">
                {move || if over.get() { t(drop_here)() } else { t(or_drop)() }}
            </span>
            <FileInput choice/>
        </label>
    }
}

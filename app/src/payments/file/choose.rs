//! Choosing a file of payments.

use domain::payments::file::template_csv;
use leptos::html::Input;
use leptos::prelude::*;

use super::FileWork;
use crate::browser;
use crate::components::{Press, press, says};
use crate::i18n::{Text, language, payments as texts, t};

/// What the file dialog offers first. Others can be chosen too: they are named for what they are.
const ACCEPT: &str = ".csv,.txt,text/csv,text/plain";

/// What is asked for, and the button.
#[component]
pub(super) fn Choose(work: FileWork) -> impl IntoView {
    let spoken = language();
    let template = press(move || {
        let language = spoken.get_untracked();
        let name = texts::TEMPLATE_FILE.of(language);
        browser::save_file(name, "text/csv", &template_csv(language));
    });
    view! {
        <div class="card">
            <h2>{t(texts::FILE_TITLE)}</h2>
            <p class="hint">{t(texts::FILE_LEAD)}</p>
            <p class="hint">{t(texts::FILE_SAFE)}</p>
            <div class="buttons">
                <ChooseButton work text=texts::CHOOSE_FILE/>
                <Press class="quiet" id="payments-template" text=says(texts::TEMPLATE) act=template/>
            </div>
        </div>
    }
}

/// The browser's own file input, with a label around it that looks like a button.
#[component]
pub(super) fn ChooseButton(
    work: FileWork,
    /// What it says.
    text: Text,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            let file = input.files().and_then(|files| files.get(0));
            // So that the same file can be chosen again once it was corrected.
            input.set_value("");
            if let Some(file) = file {
                work.choose(file);
            }
        }
    };
    view! {
        <label class="button file-button">
            {t(text)}
            <input
                node_ref=input
                type="file"
                class="visually-hidden"
                accept=ACCEPT
                aria-label=t(text)
                data-testid="payments-input"
                on:change=chosen
            />
        </label>
    }
}

//! Choosing a file of payments.

use domain::payments::file::template_csv;
use leptos::prelude::*;

use super::FileWork;
use crate::browser;
use crate::components::{Choice, FileButton, Press, TEXT_FILES, press, says};
use crate::i18n::{Text, language, payments as texts, t};

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

/// The button that chooses a file.
#[component]
pub(super) fn ChooseButton(
    work: FileWork,
    /// What it says.
    text: Text,
) -> impl IntoView {
    let choice = Choice {
        text,
        accept: TEXT_FILES,
        multiple: false,
        test_id: "payments-input",
        chosen: Callback::new(move |files: Vec<web_sys::File>| {
            if let Some(file) = files.into_iter().next() {
                work.choose(file);
            }
        }),
    };
    view! { <FileButton choice/> }
}

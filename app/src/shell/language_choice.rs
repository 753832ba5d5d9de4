//! Choosing the language.

use domain::language::Language;
use leptos::prelude::*;

use crate::i18n::{choose_language, language, shell, t};

/// The languages, each by its own short name.
#[component]
pub(crate) fn LanguageChoice() -> impl IntoView {
    let spoken = language();
    let options = Language::ALL
        .map(|language| {
            let tag = language.tag();
            view! {
                <option value=tag selected=move || spoken.get() == language>
                    {tag.to_ascii_uppercase()}
                </option>
            }
        })
        .collect_view();
    view! {
        <select
            class="language"
            aria-label=t(shell::LANGUAGE)
            data-testid="language"
            on:change=move |event| {
                if let Some(language) = Language::from_tag(&event_target_value(&event)) {
                    choose_language(spoken, language);
                }
            }
        >
            {options}
        </select>
    }
}

//! Pasting account IDs instead of choosing a file: read as one types.

use domain::language::Language;
use domain::upload::read;
use leptos::prelude::*;

use crate::bulk_write_off::reading::Source;
use crate::bulk_write_off::work::work;
use crate::components::{Press, press, says, words};
use crate::i18n::bulk_write_off::{self as texts, pasted};
use crate::i18n::t;

/// What pasted text is called where a file has a name.
const FILE_NAME: &str = "pasted.txt";

/// The text area, with what is recognised in it.
#[component]
pub(crate) fn Paste() -> impl IntoView {
    let work = work();
    let text = RwSignal::new(String::new());
    let recognised = words(move |language| text.with(|text| recognised(text, language)));
    let empty = Signal::derive(move || text.with(|text| text.trim().is_empty()));
    let go = press(move || {
        work.choose(Source::Typed { name: FILE_NAME, text: text.get_untracked() });
    });
    view! {
        <details class="paste">
            <summary>{t(texts::PASTE)}</summary>
            <label>
                <span>{t(texts::PASTE_LABEL)}</span>
                <textarea
                    rows="8"
                    spellcheck="false"
                    autocomplete="off"
                    data-testid="paste-input"
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            <p class="recognised" aria-live="polite">{recognised}</p>
            <Press id="paste-submit" text=says(texts::PASTE_GO) act=go disabled=empty/>
        </details>
    }
}

/// What reading the text so far yields; nothing while there is none.
fn recognised(text: &str, language: Language) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    match read(text.as_bytes(), None) {
        Ok(upload) => {
            let problems = upload.entries.iter().filter(|entry| entry.account.is_err()).count();
            pasted(upload.entries.len(), problems, language)
        }
        Err(refusal) => refusal.words(language).title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_it_recognises_as_one_types() {
        for (text, expected) in [
            ("  \n", ""),
            ("KE-1", "1\u{a0}entry"),
            ("KE-1\nKE-2\nK E\n", "3\u{a0}entries · 1\u{a0}entry cannot be used"),
            ("<p>KE-1</p>", "This is a web page"),
        ] {
            assert_eq!(recognised(text, Language::En), expected, "{text:?}");
        }
    }
}

//! Which language the page speaks: the one that was chosen here before, or else the first of the
//! browser's that is one of ours.

use domain::language::Language;
use leptos::prelude::*;

use super::Text;
use crate::browser;

/// Where the choice is remembered.
const STORED_AS: &str = "language";

#[derive(Clone, Copy)]
struct Spoken(RwSignal<Language>);

/// Makes the language known to everything below, and keeps the document's `lang` in step.
pub(crate) fn provide_language() {
    // What was chosen in this tab counts before what was chosen in another one.
    let stored = browser::kept(STORED_AS).or_else(|| browser::remembered(STORED_AS));
    let spoken = RwSignal::new(first_of_ours(stored.into_iter().chain(browser::languages())));
    Effect::new(move |_| browser::set_document_language(spoken.get().tag()));
    provide_context(Spoken(spoken));
}

/// Makes English known to a view that a test looks at.
#[cfg(test)]
pub(crate) fn provide_english() {
    provide_context(Spoken(RwSignal::new(Language::En)));
}

/// The language that the page speaks.
pub(crate) fn language() -> RwSignal<Language> {
    expect_context::<Spoken>().0
}

/// Speaks another language from now on.
pub(crate) fn choose_language(spoken: RwSignal<Language>, language: Language) {
    browser::remember(STORED_AS, language.tag());
    browser::keep(STORED_AS, Some(language.tag()));
    spoken.set(language);
}

/// Speaks the language that somebody chose who has signed in, unless one was chosen in this tab.
pub(crate) fn speak_unless_chosen(spoken: RwSignal<Language>, language: Language) {
    if browser::kept(STORED_AS).is_none() {
        spoken.set(language);
    }
}

/// Speaks the language that somebody chose for themselves, wherever they sign in. It is no choice of the
/// tab: who signs in here next may speak another.
pub(crate) fn speak_as_chosen(spoken: RwSignal<Language>, language: Language) {
    choose_language(spoken, language);
    browser::keep(STORED_AS, None);
}

/// Speaks as the browser says from now on: whatever was chosen is forgotten.
pub(crate) fn speak_as_the_browser(spoken: RwSignal<Language>) {
    browser::forget(STORED_AS);
    browser::keep(STORED_AS, None);
    spoken.set(first_of_ours(browser::languages()));
}

/// A text that changes with the language.
pub(crate) fn t(text: Text) -> impl Fn() -> &'static str + Copy + Send + 'static {
    let spoken = language();
    move || text.of(spoken.get())
}

fn first_of_ours(tags: impl IntoIterator<Item = String>) -> Language {
    tags.into_iter().find_map(|tag| Language::from_tag(&tag)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_ours_is_spoken() {
        for (tags, expected) in [
            (&["sw", "fr-CI", "en"][..], Language::Fr),
            (&["en-KE", "fr"], Language::En),
            (&["sw"], Language::En),
            (&[], Language::En),
        ] {
            let tags = tags.iter().map(|tag| (*tag).to_owned());
            assert_eq!(first_of_ours(tags), expected);
        }
    }
}

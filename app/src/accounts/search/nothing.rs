//! Nothing was found, and what to try next.

use domain::language::Language;
use leptos::prelude::*;

use super::fields::SearchFields;
use super::state::Search;
use crate::components::{Press, press, says, words};
use crate::i18n::account_status as texts;

/// Says so, and offers to look further.
#[component]
pub(super) fn Nothing(search: Search) -> impl IntoView {
    let fields = search.finder.with_untracked(|finder| finder.place().fields.clone());
    let everywhere = fields.everywhere();
    let further = (!fields.is_same(&everywhere)).then(|| {
        let text = if everywhere.is_narrowed() { texts::EVERYWHERE } else { texts::SHOW_ALL };
        let act = press(move || search.search_for(everywhere.clone()));
        view! { <Press id="look-everywhere" text=says(text) act=act/> }
    });
    view! {
        <section class="empty" role="status">
            <p>{words(move |language| nothing(&fields, language))}</p>
            {further}
        </section>
    }
}

/// What was not found.
fn nothing(fields: &SearchFields, language: Language) -> String {
    let text = fields.text.trim();
    match (text.is_empty(), fields.is_same(&fields.everywhere())) {
        (false, true) => texts::nothing_named(text, language),
        (false, false) => texts::nothing_named_here(text, language),
        (true, true) => texts::NO_ACCOUNTS.of(language).to_owned(),
        (true, false) => texts::NOTHING_HERE.of(language).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_whether_looking_further_would_help() {
        let of = |text: &str, everywhere: bool| {
            let fields = SearchFields { text: text.to_owned(), ..SearchFields::default() };
            nothing(&if everywhere { fields.everywhere() } else { fields }, Language::En)
        };
        assert!(of(" odhi ", false).contains("“odhi”"));
        assert!(of("odhi", true).contains("“odhi”"));
        assert_ne!(of("odhi", false), of("odhi", true));
        assert_ne!(of("", false), of("", true));
    }
}

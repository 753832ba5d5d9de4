//! What is to be known about a page of the list, and the pages before and after.

use leptos::prelude::*;

use super::finder::{Finder, Place};
use crate::components::words;
use crate::i18n::{Text, account_status as texts, t};
use crate::routes;

/// Where more answer to what was typed than are listed.
pub(super) fn note(finder: &Finder) -> Option<AnyView> {
    let found = finder.found()?;
    let listed = found.matches;
    let more = found.more_matches && !finder.place().fields.text.trim().is_empty();
    more.then(|| {
        let said = words(move |language| texts::more_than_listed(listed, language));
        view! { <p class="note">{said}</p> }.into_any()
    })
}

/// Links to the pages around this one; nothing where this is the only one.
pub(super) fn pages(finder: &Finder) -> Option<AnyView> {
    let links: Vec<AnyView> = [
        link(finder.first(), "first-page", None, texts::FIRST_PAGE),
        link(finder.before(), "page-before", Some("prev"), texts::PAGE_BEFORE),
        link(finder.next(), "next-page", Some("next"), texts::NEXT_PAGE),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!links.is_empty()).then(|| {
        view! { <nav class="pages buttons" aria-label=t(texts::PAGES)>{links}</nav> }.into_any()
    })
}

fn link(
    place: Option<Place>,
    test_id: &'static str,
    rel: Option<&'static str>,
    text: Text,
) -> Option<AnyView> {
    let href = routes::account_status(&place?.of_address());
    Some(view! { <a class="button" rel=rel data-testid=test_id href=href>{t(text)}</a> }.into_any())
}

#[cfg(test)]
mod tests {
    use domain::Date;
    use domain::api::AccountsReply;

    use super::*;
    use crate::accounts::search::fields::SearchFields;
    use crate::components::rendered;

    fn found(text: &str, next: Option<&str>) -> Finder {
        let mut finder = Finder::default();
        let fields = SearchFields { text: text.to_owned(), ..Default::default() };
        finder.look_for(Place::first(fields));
        let question = finder.begin().unwrap();
        let reply = AccountsReply {
            today: Date::constant(2026, 11, 21),
            accounts: Vec::new(),
            next: next.map(str::to_owned),
            matches: 10_000,
            more_matches: true,
        };
        finder.answered(question.turn, Ok(reply));
        finder
    }

    #[test]
    fn it_is_said_where_not_all_are_listed() {
        assert_eq!(rendered(|| note(&found("", None))), "", "all accounts can be paged through");
        let note = rendered(|| note(&found("k", None)));
        assert!(note.contains("More than 10,000 accounts"), "{note}");
    }

    #[test]
    fn there_are_links_to_the_pages_that_there_are() {
        assert_eq!(rendered(|| pages(&found("", None))), "");
        let mut finder = found("", Some("-.KE-1"));
        let html = rendered(|| pages(&finder));
        assert!(html.contains("href=\"/account-status?after=-.KE-1\""), "{html}");
        assert!(!html.contains("first-page"), "{html}");
        finder.look_for(finder.next().unwrap());
        let html = rendered(|| pages(&finder));
        assert!(html.contains("href=\"/account-status\" "), "{html}");
        assert!(html.contains("page-before"), "{html}");
    }
}

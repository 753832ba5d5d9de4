//! What is to be known about a page of the list, and the pages before and after.

use leptos::prelude::*;

use super::finder::{Finder, Place};
use crate::i18n::{Text, account_status as texts, t};
use crate::routes;

/// Where more answer than could be looked through.
pub(super) fn notes(finder: &Finder) -> Vec<AnyView> {
    let Some(found) = finder.found() else { return Vec::new() };
    let notes = [
        (found.too_many_to_sort, texts::TOO_MANY_TO_SORT),
        (found.too_many_names, texts::TOO_MANY_NAMES),
    ];
    let there = notes.into_iter().filter(|(there, _)| *there);
    there.map(|(_, note)| view! { <p class="note">{t(note)}</p> }.into_any()).collect()
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
    use crate::components::rendered;

    fn found(too_many: bool, next: Option<&str>) -> Finder {
        let mut finder = Finder::default();
        finder.look_for(Place::default());
        let question = finder.begin().unwrap();
        let reply = AccountsReply {
            today: Date::constant(2026, 11, 21),
            accounts: Vec::new(),
            next: next.map(str::to_owned),
            too_many_to_sort: too_many,
            too_many_names: too_many,
        };
        finder.answered(question.turn, Ok(reply));
        finder
    }

    #[test]
    fn limits_are_said_where_they_were_reached() {
        assert_eq!(rendered(|| notes(&found(false, None))), "");
        let notes = rendered(|| notes(&found(true, None)));
        assert_eq!(notes.matches("<p class=\"note\">").count(), 2);
    }

    #[test]
    fn there_are_links_to_the_pages_that_there_are() {
        assert_eq!(rendered(|| pages(&found(false, None))), "");
        let mut finder = found(false, Some("-.KE-1"));
        let html = rendered(|| pages(&finder));
        assert!(html.contains("href=\"/account-status?after=-.KE-1\""), "{html}");
        assert!(!html.contains("first-page"), "{html}");
        finder.look_for(finder.next().unwrap());
        let html = rendered(|| pages(&finder));
        assert!(html.contains("href=\"/account-status\" "), "{html}");
        assert!(html.contains("page-before"), "{html}");
    }
}

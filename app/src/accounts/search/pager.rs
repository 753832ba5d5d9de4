//! What is to be known about a page of the list, and the pages before and after.

use domain::language::Language;

use super::finder::Finder;
use crate::components::Html;
use crate::i18n::account_status as texts;
use crate::routes;

/// Where more answer than could be looked through.
pub(super) fn notes(finder: &Finder, language: Language) -> String {
    let mut html = Html::default();
    if let Some(found) = finder.found() {
        for (there, note) in [
            (found.too_many_to_sort, texts::TOO_MANY_TO_SORT),
            (found.too_many_names, texts::TOO_MANY_NAMES),
        ] {
            if there {
                html.between("<p class=\"note\">", note.of(language), "</p>");
            }
        }
    }
    html.finish()
}

/// Links to the pages around this one; nothing where this is the only one.
pub(super) fn pages(finder: &Finder, language: Language) -> String {
    let mut html = Html::default();
    let before = finder.before();
    let links = [
        (finder.first(), "class=\"button\" data-testid=\"first-page\"", texts::FIRST_PAGE),
        (before, "class=\"button\" rel=\"prev\" data-testid=\"page-before\"", texts::PAGE_BEFORE),
        (
            finder.next(),
            "class=\"button\" rel=\"next\" data-testid=\"next-page\"",
            texts::NEXT_PAGE,
        ),
    ];
    if links.iter().all(|(place, _, _)| place.is_none()) {
        return String::new();
    }
    html.between("<nav class=\"pages buttons\" aria-label=\"", texts::PAGES.of(language), "\">");
    for (place, marks, text) in links {
        if let Some(place) = place {
            html.link(marks, &routes::account_status(&place.of_address()), text.of(language));
        }
    }
    html.push_str("</nav>");
    html.finish()
}

#[cfg(test)]
mod tests {
    use domain::Date;
    use domain::api::AccountsReply;

    use super::super::finder::Place;
    use super::*;

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
        assert_eq!(notes(&found(false, None), Language::En), "");
        assert_eq!(
            notes(&found(true, None), Language::Fr).matches("<p class=\"note\">").count(),
            2
        );
    }

    #[test]
    fn there_are_links_to_the_pages_that_there_are() {
        assert_eq!(pages(&found(false, None), Language::En), "");
        let mut finder = found(false, Some("-.KE-1"));
        let html = pages(&finder, Language::En);
        assert!(html.contains("href=\"/account-status?after=-.KE-1\""), "{html}");
        assert!(!html.contains("first-page"), "{html}");
        finder.look_for(finder.next().unwrap());
        let html = pages(&finder, Language::En);
        assert!(html.contains("href=\"/account-status\">"), "{html}");
        assert!(html.contains("page-before"), "{html}");
    }
}

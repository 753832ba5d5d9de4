//! What waits to be done on accounts.

use domain::language::Language;
use domain::role::Permission;
use leptos::prelude::*;

use crate::components::{Html, Markup, use_title, words};
use crate::i18n::{actions as texts, t};
use crate::routes;
use crate::session::session;

/// The page Actions: what this person may do to many accounts at once.
#[component]
pub(crate) fn ActionsPage() -> impl IntoView {
    use_title(t(texts::TITLE));
    let may = session().person().is_some_and(|person| person.role.may(Permission::BulkWriteOff));
    view! { <Markup html=words(move |language| page(may, language))/> }
}

fn page(may_write_off: bool, language: Language) -> String {
    let mut html = Html::default();
    html.between("<header class=\"page-head\"><h1>", texts::TITLE.of(language), "</h1>");
    html.between("<p>", texts::LEAD.of(language), "</p></header>");
    if may_write_off {
        html.push_str("<section class=\"card action\" aria-labelledby=\"bulk-write-off\">");
        html.between("<h2 id=\"bulk-write-off\">", texts::BULK_TITLE.of(language), "</h2>");
        html.between("<p>", texts::BULK_TEXT.of(language), "</p><div class=\"buttons\">");
        html.link(
            "class=\"button primary\" data-testid=\"bulk-write-off\"",
            routes::BULK_WRITE_OFF,
            texts::BULK_BUTTON.of(language),
        );
        html.link("class=\"button\"", routes::BULK_WRITE_OFFS, texts::HISTORY_BUTTON.of(language));
        html.push_str("</div></section>");
    } else {
        html.between("<p class=\"empty\">", texts::NOTHING.of(language), "</p>");
    }
    html.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_may_are_offered_the_bulk_write_off() {
        for (may, offered) in [(true, true), (false, false)] {
            assert_eq!(page(may, Language::Fr).contains(routes::BULK_WRITE_OFF), offered);
        }
    }
}

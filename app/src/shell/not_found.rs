//! An address that is no page.

use leptos::prelude::*;

use crate::components::{Html, Markup, use_title, words};
use crate::i18n::{shell, t};
use crate::routes;

/// Says so, and leads back.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    use_title(t(shell::NOT_FOUND_TITLE));
    let html = words(|language| {
        let mut html = Html::default();
        let title = shell::NOT_FOUND_TITLE.of(language);
        html.between("<section class=\"notice\"><h1>", title, "</h1>");
        html.between("<p>", shell::NOT_FOUND_TEXT.of(language), "</p>");
        html.link("class=\"button\"", routes::ACTIONS, shell::BACK_TO_ACTIONS.of(language));
        html.push_str("</section>");
        html.finish()
    });
    view! { <Markup html=html/> }
}

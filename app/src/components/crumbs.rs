//! Where a page stands.

use leptos::prelude::*;

use super::{Html, Markup, words};
use crate::i18n::{Text, shell};

/// The page above, as a link, and this one.
#[component]
pub(crate) fn Crumbs(
    /// What the page above is called.
    parent: Text,
    /// Where it is.
    href: &'static str,
    /// What this page is called.
    here: Text,
) -> impl IntoView {
    let html = words(move |language| {
        let mut html = Html::default();
        html.between("<nav class=\"crumbs\" aria-label=\"", shell::HERE.of(language), "\">");
        html.link("", href, parent.of(language));
        html.push_str("<span aria-hidden=\"true\"> › </span>");
        html.between("<span aria-current=\"page\">", here.of(language), "</span></nav>");
        html.finish()
    });
    view! { <Markup html=html/> }
}

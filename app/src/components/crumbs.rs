//! Where a page stands.

use leptos::prelude::*;

use crate::i18n::{Text, shell, t};

/// The page above, as a link, and this one.
#[component]
pub(crate) fn Crumbs(
    /// What the page above is called.
    parent: Text,
    /// Where it is.
    #[prop(into)]
    href: String,
    /// What this page is called.
    here: Text,
) -> impl IntoView {
    view! {
        <nav class="crumbs" aria-label=t(shell::HERE)>
            <a href=href>{t(parent)}</a>
            <span aria-hidden="true">" › "</span>
            <span aria-current="page">{t(here)}</span>
        </nav>
    }
}

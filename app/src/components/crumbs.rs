//! Where a page stands.

use leptos::prelude::*;

use super::{Words, says};
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
    view! { <CrumbsTo parent href here=says(here)/> }
}

/// The same, for a page that is called after what it shows.
#[component]
pub(crate) fn CrumbsTo(
    /// What the page above is called.
    parent: Text,
    /// Where it is.
    #[prop(into)]
    href: String,
    /// What this page is called.
    here: Words,
    /// Leaves what is shown, where the page above has the same address.
    #[prop(optional)]
    leave: Option<Callback<()>>,
) -> impl IntoView {
    let left = move |_| {
        if let Some(leave) = leave {
            leave.run(());
        }
    };
    view! {
        <nav class="crumbs" aria-label=t(shell::HERE)>
            <a href=href on:click=left>{t(parent)}</a>
            <span aria-hidden="true">" › "</span>
            <span aria-current="page">{here}</span>
        </nav>
    }
}

//! An address that is no page.

use leptos::prelude::*;

use crate::components::use_title;
use crate::i18n::{shell, t};
use crate::routes;

/// Says so, and leads back.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    use_title(t(shell::NOT_FOUND_TITLE));
    view! {
        <section class="notice">
            <h1>{t(shell::NOT_FOUND_TITLE)}</h1>
            <p>{t(shell::NOT_FOUND_TEXT)}</p>
            <a class="button" href=routes::ACTIONS>{t(shell::BACK_TO_ACTIONS)}</a>
        </section>
    }
}

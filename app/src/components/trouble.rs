//! What went wrong, and waiting: the same everywhere.

use leptos::prelude::*;

use super::{OnPress, Press, says, words};
use crate::api::ApiError;
use crate::i18n::problems::explain;
use crate::i18n::{Text, shell, t};

/// An error in a sentence, said at once by screen readers.
#[component]
pub(crate) fn Trouble(
    /// The error.
    error: ApiError,
) -> impl IntoView {
    view! { <p class="trouble" role="alert">{words(move |language| explain(&error, language))}</p> }
}

/// An error in the place of a page, with a way to try again.
#[component]
pub(crate) fn TroublePage(
    /// What could not be shown.
    title: Text,
    /// The error.
    error: ApiError,
    /// Tries again.
    retry: OnPress,
) -> impl IntoView {
    view! {
        <section class="notice">
            <h1>{t(title)}</h1>
            <Trouble error=error/>
            <Press class="primary" text=says(shell::TRY_AGAIN) act=retry/>
        </section>
    }
}

/// Says that something is under way. It shows after a tenth of a second: shorter waits are none.
#[component]
pub(crate) fn Waiting(
    /// What is under way.
    text: Text,
) -> impl IntoView {
    view! {
        <div class="waiting" role="status" tabindex="-1" autofocus=true>
            <progress aria-label=t(text)></progress>
            <span>{t(text)}</span>
        </div>
    }
}

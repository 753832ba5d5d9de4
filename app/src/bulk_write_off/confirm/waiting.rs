//! The server is at it.

use leptos::prelude::*;

use crate::i18n::{Text, t};

/// Says so, and offers nothing to press.
#[component]
pub(crate) fn Waiting(text: Text) -> impl IntoView {
    view! {
        <div class="waiting" role="status" tabindex="-1" autofocus=true data-testid="submitting">
            <progress aria-label=t(text)></progress>
            <span>{t(text)}</span>
        </div>
    }
}

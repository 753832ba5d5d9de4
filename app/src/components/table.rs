//! A long table that is set at once.

use leptos::prelude::*;

use crate::i18n::{Text, t};

/// A table whose inside is one string of HTML; see [`chunked`](super::chunked).
#[component]
pub(crate) fn Table(
    /// Which of the stylesheet's tables it is.
    class: &'static str,
    /// What it lists.
    label: Text,
    /// Its inside.
    html: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="table-frame">
            <table class=format!("list {class}") role="table" aria-label=t(label) inner_html=move || html.get()></table>
        </div>
    }
}

//! A long table that is set at once.

use leptos::prelude::*;

use super::Words;
use crate::i18n::{Text, t};

/// A table whose inside is one string of HTML; see [`chunked`](super::chunked).
#[component]
pub(crate) fn Table(
    /// Which of the stylesheet's tables it is.
    class: &'static str,
    /// What it lists.
    label: Text,
    /// Its inside.
    html: Words,
) -> impl IntoView {
    view! {
        <div class="table-frame">
            <table class=class role="table" aria-label=t(label) inner_html=html></table>
        </div>
    }
}

//! What is only shown, as one string of HTML that a pure function makes.

use leptos::prelude::*;

use super::Words;

/// Something that is only shown. Links in it lead where links lead; nothing else can be pressed.
#[component]
pub(crate) fn Markup(
    /// The HTML; see [`Html`](super::Html).
    html: Words,
    /// Its class. Without one it takes no part in the layout.
    #[prop(default = "as-is")]
    class: &'static str,
) -> impl IntoView {
    view! { <div class=class inner_html=html></div> }
}

//! A name and its value.

use leptos::prelude::*;

/// A name and its value, in a list of such.
pub(crate) fn fact(name: &str, value: impl IntoView + 'static) -> AnyView {
    let name = name.to_owned();
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

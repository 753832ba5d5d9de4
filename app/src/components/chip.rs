//! A button that narrows a list to a group of its rows.

use leptos::prelude::*;

use super::{OnPress, Words};

/// The group's name and how many are in it.
#[component]
pub(crate) fn Chip(
    /// What the group is called.
    name: Words,
    /// How many are in it.
    n: Words,
    /// Whether it is what is shown.
    pressed: Signal<bool>,
    /// Shows it.
    act: OnPress,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || if pressed.get() { "true" } else { "false" }
            on:click=act
        >
            <span class="chip-name">{name}</span>
            " "
            <span class="chip-count">{n}</span>
        </button>
    }
}

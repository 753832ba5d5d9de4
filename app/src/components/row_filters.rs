//! What narrows the rows of a preview: a button a group, and a field to find by.

use leptos::prelude::*;

use super::{Chip, Words, press};
use crate::i18n::{Text, t};

/// What the person wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowView<F> {
    /// Which group.
    pub filter: F,
    /// What must stand in a row.
    pub find: String,
}

/// A button for each group, with how many are in it, and a field to find by.
pub(crate) fn row_filters<F: Copy + PartialEq + Send + Sync + 'static>(
    view: RwSignal<RowView<F>>,
    groups: impl Iterator<Item = (F, Words, Words)>,
    label: Text,
    find: Text,
) -> AnyView {
    let chips = groups
        .map(|(filter, name, n)| {
            let act = press(move || view.update(|view| view.filter = filter));
            let pressed = Signal::derive(move || view.with(|view| view.filter == filter));
            view! { <Chip name n pressed act/> }
        })
        .collect_view();
    view! {
        <div class="filters">
            <div class="chips" role="group" aria-label=t(label)>
                {chips}
            </div>
            <input
                type="search"
                class="find"
                placeholder=t(find)
                aria-label=t(find)
                data-testid="find"
                on:input=move |event| view.update(|view| view.find = event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

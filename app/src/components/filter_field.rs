//! The fields that narrow a list. What is chosen counts at once; what is typed, once the field is left
//! or Enter pressed.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::{Press, Words, press, says};
use crate::i18n::{Text, audit as texts, t};

/// One of the things that narrow a list: what it is now, and what changes it.
#[derive(Clone, Copy)]
pub(crate) struct FilterPart {
    value: Signal<String>,
    set: Callback<String>,
}

/// A part of what narrows a list.
pub(crate) fn filter_part<F: Clone + Send + Sync + 'static>(
    filter: RwSignal<F>,
    part: fn(&mut F) -> &mut String,
) -> FilterPart {
    let value = Signal::derive(move || part(&mut filter.get()).clone());
    let set = Callback::new(move |text: String| filter.update(|filter| *part(filter) = text));
    FilterPart { value, set }
}

/// The form around the fields, with a button that clears them.
#[component]
pub(crate) fn FilterForm(
    /// What it is called by assistive technology.
    label: Text,
    /// Clears the fields.
    clear: Callback<()>,
    /// The fields.
    fields: AnyView,
) -> impl IntoView {
    let clear = press(move || clear.run(()));
    view! {
        <form
            class="search-form"
            role="search"
            aria-label=t(label)
            on:submit=move |event: SubmitEvent| event.prevent_default()
        >
            {fields}
            <div class="buttons">
                <Press id="filter-clear" text=says(texts::CLEAR) act=clear/>
            </div>
        </form>
    }
}

/// A field to type into: a text, or a day.
#[component]
pub(crate) fn FilterInput(
    /// What it narrows by.
    by: FilterPart,
    /// What tests and the browser call it.
    name: &'static str,
    /// What is asked for.
    label: Text,
    /// The browser's kind of field.
    #[prop(default = "text")]
    kind: &'static str,
) -> impl IntoView {
    view! {
        <label>
            <span>{t(label)}</span>
            <input
                type=kind
                name=name
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                data-testid=format!("filter-{name}")
                prop:value=by.value
                on:change=move |event| by.set.run(event_target_value(&event))
            />
        </label>
    }
}

/// A list to choose from. Each option says whether it is chosen: the list itself is made before its
/// options, and could not show one that is not there yet.
#[component]
pub(crate) fn FilterChoice(
    /// What it narrows by.
    by: FilterPart,
    /// What tests and the browser call it.
    name: &'static str,
    /// What is asked for.
    label: Text,
    /// What can be chosen: a value, and what it is called.
    options: Vec<(&'static str, Words)>,
) -> impl IntoView {
    let options = options.into_iter().map(|(value, name)| {
        let selected = move || by.value.with(|now| now == value);
        view! { <option value=value prop:selected=selected>{name}</option> }
    });
    view! {
        <label>
            <span>{t(label)}</span>
            <select
                name=name
                data-testid=format!("filter-{name}")
                on:change=move |event| by.set.run(event_target_value(&event))
            >
                {options.collect_view()}
            </select>
        </label>
    }
}

//! Narrowing the list.

use std::sync::Arc;

use domain::bulk_write_off::words::outcome;
use leptos::prelude::*;

use super::filter::{Filter, View};
use crate::bulk_write_off::previewed::Previewed;
use crate::i18n::bulk_write_off as texts;
use crate::i18n::format::count;
use crate::i18n::{Text, language, t};

/// A button for each group that has any, with how many, and a field to find by.
#[component]
pub(crate) fn Filters(previewed: Arc<Previewed>, view: RwSignal<View>) -> impl IntoView {
    let counts = &previewed.preview.counts;
    let groups = [
        (Filter::All, texts::ALL, counts.entries),
        (Filter::Will, texts::FILTER_WILL, counts.eligible),
        (Filter::Early, texts::FILTER_EARLY, counts.early),
        (Filter::WillNot, texts::FILTER_WILL_NOT, counts.not_eligible()),
    ];
    let groups = groups
        .into_iter()
        .filter(|(filter, _, n)| *n > 0 || *filter == Filter::All)
        .map(|(filter, text, n)| view! { <Group filter=filter name=Name::Text(text) n=n view=view/> })
        .collect_view();
    let reasons = counts
        .ineligible
        .iter()
        .map(|(code, n)| {
            view! { <Group filter=Filter::Reason(code) name=Name::Reason(code) n=*n view=view/> }
        })
        .collect_view();
    view! {
        <div class="filters">
            <div class="chips" role="group" aria-label=t(texts::FILTERS)>
                {groups}
                {reasons}
            </div>
            <input
                type="search"
                class="find"
                placeholder=t(texts::FIND)
                aria-label=t(texts::FIND)
                data-testid="find"
                on:input=move |event| view.update(|view| view.find = event_target_value(&event))
            />
        </div>
    }
}

/// What a group is called.
#[derive(Clone, Copy)]
enum Name {
    Text(Text),
    Reason(&'static str),
}

#[component]
fn Group(filter: Filter, name: Name, n: usize, view: RwSignal<View>) -> impl IntoView {
    let spoken = language();
    let words = move || match name {
        Name::Text(text) => text.of(spoken.get()).to_owned(),
        Name::Reason(code) => outcome(code, None, spoken.get()),
    };
    let pressed = move || view.with(|view| view.filter == filter);
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || pressed().to_string()
            on:click=move |_| view.update(|view| view.filter = filter)
        >
            <span class="chip-name">{words}</span>
            " "
            <span class="chip-count">{move || count(n, spoken.get())}</span>
        </button>
    }
}

//! Which actions are to be listed.

use domain::actions::{ActionStatus, ActionType, status_words, type_words};
use domain::api::{Centre, CentresReply};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::filter::Filter;
use crate::api::{self, load};
use crate::components::{Press, press, says, words};
use crate::i18n::format::capitalised;
use crate::i18n::{Text, actions as texts, t};

/// One of the things that narrow.
type Part = fn(&mut Filter) -> &mut String;

/// The form. What is chosen counts at once; what is typed, once the field is left or Enter pressed.
#[component]
pub(super) fn FilterForm(filter: RwSignal<Filter>) -> impl IntoView {
    let clear = press(move || filter.set(Filter::default()));
    view! {
        <form
            class="search-form"
            role="search"
            aria-label=t(texts::FILTERS)
            on:submit=move |event: SubmitEvent| event.prevent_default()
        >
            <Choice filter=filter part=|f| &mut f.kind name="type" label=texts::TYPE options=types()/>
            <Choice
                filter=filter
                part=|f| &mut f.status
                name="status"
                label=texts::STATUS
                options=statuses()
            />
            <Centres filter=filter/>
            <Days filter=filter part=|f| &mut f.days_min name="days-min" label=texts::DAYS_MIN/>
            <Days filter=filter part=|f| &mut f.days_max name="days-max" label=texts::DAYS_MAX/>
            <div class="buttons">
                <Press id="filter-clear" text=says(texts::CLEAR) act=clear/>
            </div>
        </form>
    }
}

fn types() -> Vec<AnyView> {
    Filter::TYPES
        .map(|kind| {
            option(kind.code(), kind == ActionType::Repossession, move |language| {
                capitalised(type_words(kind, language))
            })
        })
        .into()
}

fn statuses() -> Vec<AnyView> {
    Filter::STATUSES
        .map(|status| {
            option(status.code(), status == ActionStatus::default(), move |language| {
                capitalised(status_words(status, language))
            })
        })
        .into()
}

/// An option. What is taken where nothing is said needs no parameter.
fn option(
    code: &'static str,
    default: bool,
    say: impl Fn(domain::language::Language) -> String + Send + 'static,
) -> AnyView {
    view! { <option value=if default { "" } else { code }>{words(say)}</option> }.into_any()
}

/// A list to choose from.
#[component]
fn Choice(
    filter: RwSignal<Filter>,
    part: Part,
    name: &'static str,
    label: Text,
    options: Vec<AnyView>,
) -> impl IntoView {
    view! {
        <label>
            <span>{t(label)}</span>
            <select
                name=name
                data-testid=format!("filter-{name}")
                prop:value=move || part(&mut filter.get()).clone()
                on:change=move |event| filter.update(|f| *part(f) = event_target_value(&event))
            >
                {options}
            </select>
        </label>
    }
}

/// The fulfilment centres, once they are known.
#[component]
fn Centres(filter: RwSignal<Filter>) -> impl IntoView {
    let loaded = load(|| Box::pin(api::list_centres()));
    let options = move |centres: Vec<Centre>| {
        let mut options =
            vec![view! { <option value="">{t(texts::ANY_CENTRE)}</option> }.into_any()];
        options.extend(centres.into_iter().map(|centre| {
            view! { <option value=centre.id.to_string()>{centre.name}</option> }.into_any()
        }));
        options
    };
    move || {
        let known = loaded.answer().get().and_then(Result::ok);
        let centres = known.map(|CentresReply { centres }| centres).unwrap_or_default();
        view! {
            <Choice
                filter=filter
                part=|f| &mut f.centre
                name="centre"
                label=texts::CENTRE
                options=options(centres)
            />
        }
    }
}

/// A number of days.
#[component]
fn Days(filter: RwSignal<Filter>, part: Part, name: &'static str, label: Text) -> impl IntoView {
    view! {
        <label>
            <span>{t(label)}</span>
            <input
                inputmode="numeric"
                autocomplete="off"
                name=name
                data-testid=format!("filter-{name}")
                prop:value=move || part(&mut filter.get()).clone()
                on:change=move |event| filter.update(|f| *part(f) = event_target_value(&event))
            />
        </label>
    }
}

//! What to look for.

use domain::audit::AuditAction;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::search::Search;
use crate::components::{Press, press, says, words};
use crate::i18n::audit::{self as texts, of_action};
use crate::i18n::{Text, t};

/// One of the things that one may look for.
type Part = fn(&mut Search) -> &mut String;

/// The form. Nothing is looked for before it is sent.
#[component]
pub(super) fn SearchForm(
    /// What was typed.
    typed: RwSignal<Search>,
    /// Looks for it.
    search: Box<dyn Fn()>,
) -> impl IntoView {
    let search: std::rc::Rc<dyn Fn()> = search.into();
    let clear = {
        let search = std::rc::Rc::clone(&search);
        press(move || {
            typed.set(Search::default());
            search();
        })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        search();
    };
    view! {
        <form class="search-form log" role="search" aria-label=t(texts::SEARCH_TITLE) on:submit=submit>
            <Field typed=typed part=|s| &mut s.person name="person" label=texts::PERSON hint=texts::PERSON_HINT/>
            <Field typed=typed part=|s| &mut s.account name="account" label=texts::ACCOUNT/>
            <Field typed=typed part=|s| &mut s.operation name="operation" label=texts::OPERATION hint=texts::OPERATION_HINT/>
            <Actions typed=typed/>
            <Field typed=typed part=|s| &mut s.from name="from" label=texts::FROM kind="date"/>
            <Field typed=typed part=|s| &mut s.to name="to" label=texts::TO kind="date"/>
            <div class="buttons">
                <button class="primary" data-testid="audit-search">{t(texts::SEARCH)}</button>
                <Press id="audit-clear" text=says(texts::CLEAR) act=clear/>
            </div>
        </form>
    }
}

/// A field, which keeps what was typed.
#[component]
fn Field(
    typed: RwSignal<Search>,
    part: Part,
    name: &'static str,
    label: Text,
    #[prop(optional)] hint: Option<Text>,
    #[prop(default = "text")] kind: &'static str,
) -> impl IntoView {
    let value = move || part(&mut typed.get()).clone();
    let hint = words(move |language| hint.map_or("", |hint| hint.of(language)).to_owned());
    view! {
        <label>
            <span>{t(label)}</span>
            <input
                type=kind
                name=name
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                placeholder=hint
                data-testid=format!("audit-{name}")
                prop:value=value
                on:input=move |event| typed.update(|s| *part(s) = event_target_value(&event))
            />
        </label>
    }
}

/// The actions, by what they are called.
#[component]
fn Actions(typed: RwSignal<Search>) -> impl IntoView {
    let options = AuditAction::ALL
        .map(|action| view! { <option value=action.code()>{t(of_action(action))}</option> });
    view! {
        <label>
            <span>{t(texts::ACTION)}</span>
            <select
                name="action"
                data-testid="audit-action"
                prop:value=move || typed.with(|search| search.action.clone())
                on:change=move |event| typed.update(|s| s.action = event_target_value(&event))
            >
                <option value="">{t(texts::ANY_ACTION)}</option>
                {options}
            </select>
        </label>
    }
}

//! What to look for.

use domain::account::AccountState;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::fields::{SearchFields, WrongField};
use super::finder::Shown;
use super::state::{Change, wrong};
use crate::api::{list_centres, load};
use crate::browser;
use crate::components::{Press, press, says, words};
use crate::i18n::states::state_name;
use crate::i18n::{Text, account_status as texts, t};

/// One of the texts that are looked for.
type Part = fn(&mut SearchFields) -> &mut String;

/// What the fields share.
#[derive(Clone, Copy)]
struct Fields {
    typed: RwSignal<SearchFields>,
    shown: Memo<Shown>,
    change: Callback<Change>,
}

/// The states in the order of those who come here: those in default first.
const STATES: [AccountState; 6] = [
    AccountState::Defaulted,
    AccountState::Late,
    AccountState::Normal,
    AccountState::PendingActivation,
    AccountState::Finished,
    AccountState::Inactive,
];

/// The form. What is typed is looked for at the next pause, what is chosen at once.
#[component]
pub(super) fn SearchForm(
    /// What stands in the fields.
    typed: RwSignal<SearchFields>,
    /// What is shown of it.
    shown: Memo<Shown>,
    /// Something has changed.
    change: Callback<Change>,
) -> impl IntoView {
    let fields = Fields { typed, shown, change };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        change.run(Change::Typed);
    };
    let clear = press(move || {
        typed.set(SearchFields::default());
        change.run(Change::Chosen);
    });
    view! {
        <form class="account-search" role="search" aria-label=t(texts::SEARCH_TITLE) on:submit=submit>
            <SearchField fields=fields/>
            <StateChoice fields=fields/>
            <CentreChoice fields=fields/>
            <fieldset class="days">
                <legend>{t(texts::DAYS)}</legend>
                <Days fields=fields part=|w| &mut w.days_min field=WrongField::DaysMin label=texts::DAYS_MIN/>
                <Days fields=fields part=|w| &mut w.days_max field=WrongField::DaysMax label=texts::DAYS_MAX/>
                <Complaint fields=fields id="wrong-days" about=&[WrongField::DaysMin, WrongField::DaysMax]/>
            </fieldset>
            <div class="buttons">
                <button data-testid="account-search-go">{t(texts::SEARCH)}</button>
                <Press class="quiet" id="account-search-clear" text=says(texts::CLEAR) act=clear/>
            </div>
        </form>
    }
}

/// The one field for everything that a person may have at hand. It has the focus where there is a
/// keyboard: on a telephone that would cover half of the page.
#[component]
fn SearchField(fields: Fields) -> impl IntoView {
    let Fields { typed, change, .. } = fields;
    let input = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get()
            && browser::has_fine_pointer()
        {
            browser::focus(input.into());
        }
    });
    let is_wrong = is_wrong(fields, WrongField::Text);
    view! {
        <label class="account-search-text">
            <span>{t(texts::FIND)}</span>
            <input
                node_ref=input
                type="search"
                name="q"
                class="walked"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="search"
                placeholder=t(texts::FIND_HINT)
                data-testid="account-search"
                aria-invalid=move || is_wrong.get().then_some("true")
                aria-describedby=move || is_wrong.get().then_some("wrong-text")
                prop:value=move || typed.with(|typed| typed.text.clone())
                on:input=move |event| {
                    typed.update(|typed| typed.text = event_target_value(&event));
                    change.run(Change::Typing);
                }
            />
            <Complaint fields=fields id="wrong-text" about=&[WrongField::Text]/>
        </label>
    }
}

#[component]
fn StateChoice(fields: Fields) -> impl IntoView {
    let Fields { typed, change, .. } = fields;
    let options =
        STATES.map(|state| view! { <option value=state.code()>{t(state_name(state))}</option> });
    let value = move || typed.with(|typed| typed.state.map_or("", AccountState::code));
    view! {
        <label>
            <span>{t(texts::STATE)}</span>
            <select
                name="state"
                data-testid="account-state-filter"
                prop:value=value
                on:change=move |event| {
                    let state = AccountState::from_code(&event_target_value(&event));
                    typed.update(|typed| typed.state = state);
                    change.run(Change::Chosen);
                }
            >
                {options}
                <option value="">{t(texts::EVERY_STATE)}</option>
            </select>
        </label>
    }
}

/// The centres, as far as they are known: one does not wait for them to search.
#[component]
fn CentreChoice(fields: Fields) -> impl IntoView {
    let Fields { typed, change, .. } = fields;
    let centres = load(|| Box::pin(list_centres()));
    let options = move || {
        let known = centres.answer().get()?.ok()?.centres;
        let options = known.into_iter().map(|centre| {
            let id = centre.id.to_string();
            let chosen = {
                let id = id.clone();
                move || typed.with(|typed| typed.centre == id)
            };
            view! { <option value=id selected=chosen>{centre.name}</option> }
        });
        Some(options.collect_view())
    };
    view! {
        <label>
            <span>{t(texts::CENTRE)}</span>
            <select
                name="centre"
                data-testid="account-centre-filter"
                on:change=move |event| {
                    typed.update(|typed| typed.centre = event_target_value(&event));
                    change.run(Change::Chosen);
                }
            >
                <option value="" selected=move || typed.with(|typed| typed.centre.is_empty())>
                    {t(texts::EVERY_CENTRE)}
                </option>
                {options}
            </select>
        </label>
    }
}

/// A number of days.
#[component]
fn Days(fields: Fields, part: Part, field: WrongField, label: Text) -> impl IntoView {
    let Fields { typed, change, .. } = fields;
    let is_wrong = is_wrong(fields, field);
    let id = if field == WrongField::DaysMin { "account-days-min" } else { "account-days-max" };
    view! {
        <input
            inputmode="numeric"
            autocomplete="off"
            size="5"
            placeholder=t(label)
            aria-label=t(label)
            data-testid=id
            aria-invalid=move || is_wrong.get().then_some("true")
            aria-describedby=move || is_wrong.get().then_some("wrong-days")
            prop:value=move || part(&mut typed.get()).clone()
            on:input=move |event| {
                typed.update(|typed| *part(typed) = event_target_value(&event));
                change.run(Change::Typing);
            }
        />
    }
}

fn is_wrong(fields: Fields, field: WrongField) -> Memo<bool> {
    Memo::new(move |_| fields.shown.with(|shown| *shown == Shown::Wrong(field)))
}

/// What is wrong with the fields above it, if anything is.
#[component]
fn Complaint(fields: Fields, id: &'static str, about: &'static [WrongField]) -> impl IntoView {
    let said = words(move |language| match fields.shown.get() {
        Shown::Wrong(field) if about.contains(&field) => {
            fields.typed.with(|typed| wrong(field, typed, language))
        }
        _ => String::new(),
    });
    view! { <span id=id class="field-wrong" role="alert">{said}</span> }
}

//! The fields of a correction: its lines, the running difference, and why.

use domain::api::LedgerAccountLine;
use domain::form::words::fault;
use domain::journal::LedgerAccount;
use domain::language::Language;
use domain::money::Money;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::correct::Correcting;
use super::draft::{Draft, Field, LineDraft, Wrong};
use crate::api::{self, load};
use crate::components::{Press, Trouble, Waiting, press, says, words};
use crate::i18n::format::money_with_code;
use crate::i18n::{Text, journal as texts, labelled, shell, t};
use crate::recording::focus_field;
use crate::session::session;

/// Where a field is in the form: a name for labels, and for leading the person there.
fn place(field: Field) -> String {
    match field {
        Field::Reason => "/reason".to_owned(),
        Field::Lines => "/lines".to_owned(),
        Field::Account(key) => format!("/account/{key}"),
        Field::Debit(key) => format!("/debit/{key}"),
        Field::Credit(key) => format!("/credit/{key}"),
    }
}

fn id(field: Field) -> String {
    format!("field{}", place(field).replace('/', "-"))
}

/// Leads the person to a field, once it is there.
pub(super) fn focus(field: Field) {
    focus_field(&place(field));
}

/// The form, once the chart of accounts is known.
#[component]
pub(super) fn Fields(correcting: Correcting) -> impl IntoView {
    let loaded = load(|| Box::pin(api::list_ledger_accounts()));
    move || match loaded.answer().get() {
        None => view! { <Waiting text=shell::LOADING/> }.into_any(),
        Some(Err(error)) => {
            let again = press(move || loaded.again());
            view! {
                <Trouble error/>
                <Press class="primary" text=says(shell::TRY_AGAIN) act=again/>
            }
            .into_any()
        }
        Some(Ok(chart)) => view! { <Filled correcting chart=chart.ledger_accounts/> }.into_any(),
    }
}

#[component]
fn Filled(correcting: Correcting, chart: Vec<LedgerAccountLine>) -> impl IntoView {
    let Correcting { draft, .. } = correcting;
    let keys = Memo::new(move |_| draft.with(Draft::keys));
    let chart = StoredValue::new(chart);
    let locked = draft.with_untracked(Draft::has_locked);
    let add = press(move || {
        if let Some(key) = draft.try_update(Draft::add) {
            focus(Field::Account(key));
        }
    });
    let cancel = press(move || correcting.leave());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        correcting.save();
    };
    view! {
        <form class="record-form correction" novalidate on:submit=submit>
            <h2>{t(texts::CORRECT_TITLE)}</h2>
            <p>{t(texts::CORRECT_LEAD)}</p>
            {locked.then(|| view! { <p class="hint">{t(texts::LOCKED)}</p> })}
            <For
                each=move || keys.get()
                key=|key| *key
                children=move |key| view! { <Line correcting key chart/> }
            />
            <div class="buttons">
                <Press id="add-line" text=says(texts::ADD_LINE) act=add/>
            </div>
            <Difference draft/>
            <div class="field">
                <label for=id(Field::Reason)>{t(texts::REASON)}</label>
                <textarea
                    id=id(Field::Reason)
                    rows="3"
                    data-testid="correction-reason"
                    aria-describedby="correction-reason-hint field-reason-fault"
                    aria-invalid=move || {
                        draft.with(|draft| draft.wrong(Field::Reason).is_some()).then_some("true")
                    }
                    prop:value=draft.with_untracked(|draft| draft.reason.clone())
                    on:input=move |event| {
                        draft.update(|draft| draft.typed(Field::Reason, event_target_value(&event)));
                    }
                ></textarea>
                <p class="hint" id="correction-reason-hint">{t(texts::REASON_HINT)}</p>
                <Said draft field=Field::Reason/>
            </div>
            <div class="buttons end">
                <Press class="quiet" id="cancel-correction" text=says(texts::CANCEL) act=cancel/>
                <button class="primary" data-testid="save-correction">{t(texts::SAVE)}</button>
            </div>
        </form>
    }
}

/// A line: its ledger account, debit and credit.
#[component]
fn Line(
    correcting: Correcting,
    key: u32,
    chart: StoredValue<Vec<LedgerAccountLine>>,
) -> impl IntoView {
    let Correcting { draft, .. } = correcting;
    let line = draft.with_untracked(|draft| draft.line(key).cloned())?;
    let locked = line.locked;
    let place = Memo::new(move |_| draft.with(|draft| draft.place(key)));
    let name = words(move |language| format!("{} {}", texts::LINE.of(language), place.get()));
    let remove = press(move || {
        draft.update(|draft| draft.remove(key));
        focus(Field::Reason);
    });
    let label =
        words(move |language| format!("{} {}", texts::REMOVE_LINE.of(language), place.get()));
    let options = chart.with_value(|chart| options(chart, &line));
    Some(view! {
        <fieldset class="correction-line" data-testid="correction-line">
            <legend class="visually-hidden">{name}</legend>
            <div class="field">
                <label for=id(Field::Account(key))>{t(texts::LEDGER_ACCOUNT)}</label>
                <select
                    id=id(Field::Account(key))
                    data-testid="correction-account"
                    disabled=locked
                    aria-describedby=format!("{}-fault", id(Field::Account(key)))
                    aria-invalid=invalid(draft, Field::Account(key))
                    on:change=move |event| {
                        let chosen = event_target_value(&event);
                        draft.update(|draft| draft.typed(Field::Account(key), chosen));
                    }
                >
                    {options}
                </select>
                <Said draft field=Field::Account(key)/>
            </div>
            <Amount draft field=Field::Debit(key) label=texts::DEBIT value=line.debit locked/>
            <Amount draft field=Field::Credit(key) label=texts::CREDIT value=line.credit locked/>
            {(!locked).then(|| view! {
                <Press
                    class="quiet"
                    id="remove-line"
                    label
                    text=says(texts::REMOVE_LINE)
                    act=remove
                />
            })}
        </fieldset>
    })
}

/// The ledger accounts that a line may have. One that follows contracts and accounts has its own only.
fn options(chart: &[LedgerAccountLine], line: &LineDraft) -> Vec<AnyView> {
    let offered = |role: LedgerAccount| role.is_kept_by_accounts() == line.locked;
    let mut options = vec![view! { <option value=""></option> }.into_any()];
    options.extend(chart.iter().filter(|one| offered(one.role)).map(|one| {
        let (code, name) = (one.code.clone(), one.name.clone());
        let selected = one.role.code() == line.ledger_account;
        view! { <option value=one.role.code() selected=selected>{code} " " {name}</option> }
            .into_any()
    }));
    options
}

#[component]
fn Amount(
    draft: RwSignal<Draft>,
    field: Field,
    label: Text,
    value: String,
    locked: bool,
) -> impl IntoView {
    let test_id =
        if matches!(field, Field::Debit(_)) { "correction-debit" } else { "correction-credit" };
    view! {
        <div class="field">
            <label for=id(field)>{t(label)}</label>
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                id=id(field)
                class="figure"
                data-testid=test_id
                disabled=locked
                value=value
                aria-describedby=format!("{}-fault", id(field))
                aria-invalid=invalid(draft, field)
                on:input=move |event| {
                    draft.update(|draft| draft.typed(field, event_target_value(&event)));
                }
            />
            <Said draft field/>
        </div>
    }
}

fn invalid(draft: RwSignal<Draft>, field: Field) -> impl Fn() -> Option<&'static str> + Send {
    move || draft.with(|draft| draft.wrong(field)).is_some().then_some("true")
}

/// What is wrong with a field.
#[component]
fn Said(draft: RwSignal<Draft>, field: Field) -> impl IntoView {
    let wrong = Memo::new(move |_| draft.with(|draft| draft.wrong(field)));
    let said =
        words(move |language| wrong.get().map(|wrong| say(wrong, language)).unwrap_or_default());
    view! { <p class="field-fault" id=format!("{}-fault", id(field))>{said}</p> }
}

fn say(wrong: Wrong, language: Language) -> String {
    match wrong {
        Wrong::Field(wrong) => fault(wrong, language),
        Wrong::Said(detail) => detail,
    }
}

/// Debits less credits while one types.
#[component]
fn Difference(draft: RwSignal<Draft>) -> impl IntoView {
    let currency = session().person_now()?.company.currency;
    let difference = Memo::new(move |_| draft.with(Draft::difference));
    let said = words(move |language| {
        let difference = difference.get();
        if difference == Money::ZERO {
            return texts::BALANCED.of(language).to_owned();
        }
        let amount = money_with_code(difference, &currency, language);
        labelled(texts::DIFFERENCE.of(language), &amount, language)
    });
    Some(view! {
        <div class="difference" tabindex="-1" id=id(Field::Lines)>
            <p role="status" data-testid="difference">{said}</p>
            <Said draft field=Field::Lines/>
        </div>
    })
}

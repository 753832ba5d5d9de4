//! The first step: who, when, which control unit, in which condition; and the tick.

use std::collections::BTreeSet;

use domain::language::Language;
use domain::repossession::{ProductCondition, words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::form::{Form, Known};
use super::work;
use crate::i18n::{language, repossession as texts, t};
use crate::recording::{DateField, RecordingForm, SelectField, TextField, new_id};

/// The id of the list of control units.
const CU_NUMBERS: &str = "cu-numbers";

/// The step. With the tick it is the only one.
#[component]
pub(super) fn StepOne() -> impl IntoView {
    let work = work();
    let form = work.form();
    let write_off = Memo::new(move |_| form.with(|form| form.draft().write_off));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if write_off.get_untracked() {
            work.press(|form| form.save(new_id()));
        } else {
            work.press(Form::next);
        }
    };
    let go_on = move || {
        let (id, text) =
            if write_off.get() { ("save", texts::SAVE) } else { ("next", texts::NEXT) };
        view! { <button class="primary" data-testid=id>{t(text)}</button> }
    };
    view! {
        <form class="record-form" novalidate on:submit=submit>
            <Day/>
            <CompletedBy/>
            <CuNumber/>
            <Condition write_off=write_off/>
            <Tick write_off=write_off/>
            <div class="buttons end">{go_on}</div>
        </form>
    }
}

#[component]
fn Day() -> impl IntoView {
    let control = work().control("/date", "repossession-date", |draft| &mut draft.date);
    view! { <DateField label=texts::DATE control=control/> }
}

#[component]
fn CompletedBy() -> impl IntoView {
    let (form, spoken) = (work().form(), language());
    let control = work().control("/completed_by", "completed-by", |d| &mut d.completed_by);
    let options = Memo::new(move |_| form.with(|form| staff(form, spoken.get())));
    let chosen =
        Memo::new(move |_| form.with(|form| offered(&form.draft().completed_by, &options.get())));
    view! {
        <SelectField label=texts::COMPLETED_BY control=control options=options chosen=chosen/>
    }
}

/// The people who can have completed it. Nobody stands on top, until somebody is chosen.
fn staff(form: &Form, language: Language) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), texts::CHOOSE.of(language).to_owned())];
    options.extend(form.completers().map(|person| {
        let role = person.role.name_in(language);
        (person.id.0.to_string(), format!("{} · {role}", person.name))
    }));
    options
}

/// What is chosen, where it is still offered.
fn offered(chosen: &str, options: &[(String, String)]) -> String {
    let values: BTreeSet<&str> = options.iter().map(|(value, _)| value.as_str()).collect();
    if values.contains(chosen) { chosen.to_owned() } else { String::new() }
}

#[component]
fn CuNumber() -> impl IntoView {
    let control = work().control("/cu_number", "cu-number", |draft| &mut draft.cu_number);
    let known = work().form().with_untracked(|form| form.known().map(Known::cu_numbers));
    let known = known.unwrap_or_default();
    view! {
        <TextField
            label=texts::CU_NUMBER
            hint=texts::CU_NUMBER_HINT
            control=control
            list=CU_NUMBERS
        />
        <datalist id=CU_NUMBERS>
            {known.into_iter().map(|number| view! { <option value=number></option> }).collect_view()}
        </datalist>
    }
}

#[component]
fn Condition(write_off: Memo<bool>) -> impl IntoView {
    let (form, spoken) = (work().form(), language());
    let control = work().control("/product_condition", "product-condition", |d| &mut d.condition);
    let options = Memo::new(move |_| conditions(write_off.get(), spoken.get()));
    let chosen = Memo::new(move |_| {
        if write_off.get() {
            ProductCondition::NothingRecovered.code().to_owned()
        } else {
            form.with(|form| form.draft().condition.clone())
        }
    });
    view! {
        <SelectField
            label=texts::CONDITION
            control=control
            options=options
            chosen=chosen
            locked=write_off
        />
    }
}

/// The conditions that can be chosen; of a write-off the one that it has.
fn conditions(write_off: bool, language: Language) -> Vec<(String, String)> {
    let said = |condition: ProductCondition| {
        (condition.code().to_owned(), words::condition(condition, language).to_owned())
    };
    if write_off {
        return vec![said(ProductCondition::NothingRecovered)];
    }
    let mut options = vec![(String::new(), texts::CHOOSE.of(language).to_owned())];
    options.extend(ProductCondition::of_returned().map(said));
    options
}

/// The tick, for those who may.
#[component]
fn Tick(write_off: Memo<bool>) -> impl IntoView {
    let work = work();
    let may = work.form().with_untracked(Form::may_write_off);
    let tick = move |event: leptos::ev::Event| {
        let ticked = event_target_checked(&event);
        work.step(|form| form.filling_mut().draft.write_off = ticked);
    };
    may.then(|| {
        view! {
            <label class="check tick">
                <input
                    type="checkbox"
                    data-testid="write-off-tick"
                    prop:checked=move || write_off.get()
                    on:change=tick
                />
                <span>
                    <strong>{t(texts::TICK)}</strong>
                    <span class="hint">{t(texts::TICK_HINT)}</span>
                </span>
            </label>
        }
    })
}

//! The second step: how many of each product came back.

use domain::language::Language;
use domain::role::Permission;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::draft::{Draft, Line};
use super::form::{Form, Known};
use super::work;
use crate::components::{Press, in_language, press, says, words};
use crate::i18n::repossession::{
    self as texts, back_and_lost, held, no_longer_held, write_off_is_for,
};
use crate::i18n::t;
use crate::recording::{RecordingForm, TextInput, Wrong, new_id};
use crate::routes;

/// The step.
#[component]
pub(super) fn StepTwo() -> impl IntoView {
    let work = work();
    let form = work.form();
    let lines = form.with_untracked(|form| form.draft().returned.len());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        work.press(|form| form.save(new_id()));
    };
    let back = press(move || work.press(Form::back));
    let sum = in_language(move |language| form.with(|form| sum(form, language)));
    view! {
        <form class="record-form" novalidate on:submit=submit>
            <p class="hint" id="held-hint">{t(texts::RETURNED_HINT)}</p>
            <ul class="returned" aria-describedby="held-hint">
                {(0..lines).map(|index| view! { <ProductLine index=index/> }).collect_view()}
            </ul>
            {(lines == 0).then(|| view! { <p class="empty">{t(texts::NOTHING_HELD)}</p> })}
            <div role="status" class="sum">{sum}</div>
            <div class="buttons end">
                <Press id="back" text=says(texts::BACK) act=back/>
                <button class="primary" data-testid="save">{t(texts::SAVE)}</button>
            </div>
        </form>
    }
}

/// A product, how many the customer holds, and how many came back.
#[component]
fn ProductLine(index: usize) -> impl IntoView {
    let work = work();
    let form = work.form();
    let (line, name, is_held) = form.with_untracked(|form| {
        let (line, known) = (form.draft().returned.get(index)?.clone(), form.known()?);
        let name = known.product_name(line.contract, line.product).to_owned();
        let is_held = is_held(&line, known);
        Some((line, name, is_held))
    })?;
    let typed = Callback::new(move |text: String| {
        work.step(|form| set_quantity(&mut form.filling_mut().draft, index, text));
    });
    let place = format!("/returned/{index}/quantity");
    let control = work.control_of(place, "returned-quantity", line.quantity.clone(), typed);
    let (id, fault) = (control.id.clone(), control.fault);
    let lost = words(move |language| {
        form.with(|form| form.draft().returned.get(index).and_then(Line::lost))
            .map(|lost| texts::lost(lost, language))
            .unwrap_or_default()
    });
    let (contract, count) = (line.contract.0, line.held);
    let about = words(move |language| {
        if is_held { held(count, contract, language) } else { no_longer_held(contract, language) }
    });
    let remove = move || {
        press(move || {
            work.step(|form| form.remove_line(index));
        })
    };
    Some(view! {
        <li class="field">
            <label for=id.clone()>{name}</label>
            <span class="hint" id=format!("{id}-hint")>{about}</span>
            <TextInput control=control inputmode="numeric"/>
            <span class="lost">{lost}</span>
            {(!is_held).then(|| view! { <Press text=says(texts::REMOVE_LINE) act=remove()/> })}
            <Wrong id=id fault=fault/>
        </li>
    })
}

fn set_quantity(draft: &mut Draft, index: usize, text: String) {
    if let Some(line) = draft.returned.get_mut(index) {
        line.quantity = text;
    }
}

fn is_held(line: &Line, known: &Known) -> bool {
    let contracts = known.account.standing.contracts.iter();
    contracts
        .filter(|contract| contract.id == line.contract)
        .flat_map(|contract| &contract.held)
        .any(|held| held.product == line.product)
}

/// What saving this would do, as far as it can be said.
fn sum(form: &Form, language: Language) -> Option<AnyView> {
    let known = form.known()?;
    if form.may_not_write_off() {
        let roles: Vec<&str> =
            Permission::PersonalWriteOff.roles().map(|role| role.name_in(language)).collect();
        let instead = view! {
            <div class="note" data-testid="may-not-write-off">
                <p>{write_off_is_for(&roles, language)}</p>
                <a
                    class="button"
                    data-testid="record-failed-attempt"
                    href=routes::failed_attempt(&known.account.account)
                >
                    {texts::ATTEMPT_INSTEAD.of(language)}
                </a>
            </div>
        };
        return Some(instead.into_any());
    }
    if form.writes_off() {
        return Some(view! { <p class="note">{texts::WRITES_OFF.of(language)}</p> }.into_any());
    }
    let (back, lost) = form.back_and_lost()?;
    let centre = &known.account.centre.name;
    Some(view! { <p>{back_and_lost(back, lost, centre, language)}</p> }.into_any())
}

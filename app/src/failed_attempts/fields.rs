//! The form's fields.

use domain::failed_attempt::{AttemptReason, words};
use domain::language::Language;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::form::{Draft, Form};
use super::{Work, work};
use crate::i18n::{failed_attempts as texts, language, t};
use crate::recording::{Control, DateField, Field, SelectField, TextField, field_id, new_id};

/// When, why, until when where it was promised, and what else there is to say.
#[component]
pub(super) fn Fields() -> impl IntoView {
    let work = work();
    let promised = Memo::new(move |_| work.form().with(Form::asks_for_promise));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        work.press(|form| form.save(new_id()));
    };
    view! {
        <form class="record-form" novalidate on:submit=submit>
            <Day
                label=texts::DATE
                control=control(work, "/attempted_on", "attempted-on", |draft| &mut draft.attempted_on)
            />
            <Reason/>
            {move || {
                promised.get().then(|| {
                    let control =
                        control(work, "/promised_on", "promised-on", |draft| &mut draft.promised_on);
                    view! { <Day label=texts::PROMISED_ON control=control/> }
                })
            }}
            <Note/>
            <div class="buttons end">
                <button class="primary" data-testid="save">{t(texts::SAVE)}</button>
            </div>
        </form>
    }
}

fn control(
    work: Work,
    place: &'static str,
    test_id: &'static str,
    part: fn(&mut Draft) -> &mut String,
) -> Control {
    let form = work.form();
    Control {
        id: field_id(place),
        test_id,
        value: form.with_untracked(|form| part(&mut form.draft().clone()).clone()),
        typed: Callback::new(move |text| {
            work.step(|form| form.typed(|draft| *part(draft) = text));
        }),
        left: Callback::new(move |()| {
            work.step(|form| form.left(place));
        }),
        fault: Memo::new(move |_| form.with(|form| form.fault(place))).into(),
    }
}

#[component]
fn Day(label: crate::i18n::Text, control: Control) -> impl IntoView {
    let (id, fault) = (control.id.clone(), control.fault);
    view! {
        <Field
            label=label
            id=id
            fault=fault
            control=view! { <DateField control=control/> }.into_any()
        />
    }
}

#[component]
fn Reason() -> impl IntoView {
    let work = work();
    let spoken = language();
    let control = control(work, "/reason", "reason", |draft| &mut draft.reason);
    let options = Memo::new(move |_| reasons(spoken.get()));
    let chosen = Memo::new(move |_| work.form().with(|form| form.draft().reason.clone()));
    let (id, fault) = (control.id.clone(), control.fault);
    view! {
        <Field
            label=texts::REASON
            id=id
            fault=fault
            control=view! {
                <SelectField control=control options=options chosen=chosen.into()/>
            }.into_any()
        />
    }
}

/// The reasons, and on top that none is chosen yet.
fn reasons(language: Language) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), texts::CHOOSE.of(language).to_owned())];
    options.extend(
        AttemptReason::ALL
            .map(|reason| (reason.code().to_owned(), words::reason(reason, language).to_owned())),
    );
    options
}

#[component]
fn Note() -> impl IntoView {
    let control = control(work(), "/note", "note", |draft| &mut draft.note);
    let (id, fault) = (control.id.clone(), control.fault);
    view! {
        <Field
            label=texts::NOTE
            hint=texts::NOTE_HINT
            id=id
            fault=fault
            control=view! { <TextField control=control/> }.into_any()
        />
    }
}

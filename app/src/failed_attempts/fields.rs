//! The form's fields.

use domain::failed_attempt::{AttemptReason, words};
use domain::language::Language;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::form::Form;
use super::work;
use crate::i18n::{failed_attempts as texts, language, t};
use crate::recording::{DateField, RecordingForm, SelectField, TextField, new_id};

/// When, why, until when where it was promised, and what else there is to say.
#[component]
pub(super) fn Fields() -> impl IntoView {
    let work = work();
    let promised = Memo::new(move |_| work.form().with(Form::asks_for_promise));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        work.press(|form| form.save(new_id()));
    };
    let day = work.control("/attempted_on", "attempted-on", |draft| &mut draft.attempted_on);
    let note = work.control("/note", "note", |draft| &mut draft.note);
    let promise = move || {
        let control = work.control("/promised_on", "promised-on", |draft| &mut draft.promised_on);
        view! { <DateField label=texts::PROMISED_ON control=control/> }
    };
    view! {
        <form class="record-form" novalidate on:submit=submit>
            <DateField label=texts::DATE control=day/>
            <Reason/>
            {move || promised.get().then(promise)}
            <TextField label=texts::NOTE hint=texts::NOTE_HINT control=note/>
            <div class="buttons end">
                <button class="primary" data-testid="save">{t(texts::SAVE)}</button>
            </div>
        </form>
    }
}

#[component]
fn Reason() -> impl IntoView {
    let (form, spoken) = (work().form(), language());
    let control = work().control("/reason", "reason", |draft| &mut draft.reason);
    let options = Memo::new(move |_| reasons(spoken.get()));
    let chosen = Memo::new(move |_| form.with(|form| form.filling().draft.reason.clone()));
    view! { <SelectField label=texts::REASON control=control options=options chosen=chosen/> }
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

//! Re-scheduling: from which day, and what that makes of each pending event, before it is saved.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::form::{Form, START};
use super::page::written;
use super::work;
use crate::components::{Dialog, Press, press, says};
use crate::i18n::write_off_process::TYPE;
use crate::i18n::{t, write_off_processes as texts};
use crate::recording::{DateField, focus_field, new_id};
use crate::write_off_processes::written::Written;

/// The dialog, while it is asked for.
#[component]
pub(super) fn RescheduleDialog() -> impl IntoView {
    let form = work().form();
    let asked = Memo::new(move |_| form.with(Form::asks_for_start));
    move || asked.get().then(|| view! { <Asking/> })
}

#[component]
fn Asking() -> impl IntoView {
    let work = work();
    let typed = Callback::new(move |text| {
        work.step(|form| form.type_start(text));
    });
    let control = work.control_of(START.to_owned(), "new-start", String::new(), typed);
    let close = move || work.press(|form| form.ask_for_start(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        work.press(|form| form.reschedule(new_id()));
    };
    focus_field(START);
    let body = view! {
        <h2>{t(texts::RESCHEDULE_TITLE)}</h2>
        <form class="record-form bare" novalidate on:submit=submit>
            <p>{t(texts::RESCHEDULE_LEAD)}</p>
            <DateField label=texts::NEW_START control/>
            {written(dates)}
            <div class="buttons end">
                <Press class="quiet" id="close" text=says(texts::CLOSE) act=press(close)/>
                <button class="primary" data-testid="confirm-reschedule">
                    {t(texts::CONFIRM_RESCHEDULE)}
                </button>
            </div>
        </form>
    };
    let on_escape = Box::new(move || {
        close();
        true
    });
    view! { <Dialog label=texts::RESCHEDULE_TITLE on_escape body=body.into_any()/> }
}

/// Each pending event with the day on which it is due, and the one on which it will be.
fn dates(form: &Form, _: &std::sync::Arc<super::form::Known>, written: &Written<'_>) -> AnyView {
    let rows = form.moved().into_iter().map(|(sequence, event_type, now, then)| {
        let name = format!("{sequence} {}", written.event_type(&event_type));
        let moved = then.map(domain::form::iso_day);
        view! {
            <tr data-testid="moved-event" data-trigger-date=moved>
                <th scope="row">{name}</th>
                <td>{written.day(now)}</td>
                <td>{then.map(|day| written.day(day))}</td>
            </tr>
        }
    });
    view! {
        <table class="small words">
            <thead>
                <tr>
                    <th scope="col">{written.say(TYPE)}</th>
                    <th scope="col">{written.say(texts::NOW_DUE)}</th>
                    <th scope="col">{written.say(texts::THEN_DUE)}</th>
                </tr>
            </thead>
            <tbody aria-live="polite">{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

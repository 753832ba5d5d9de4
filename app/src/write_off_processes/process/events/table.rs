//! The page of events: the timeline, the table, adding one, and completing a task.

use domain::api::TaskRecord;
use leptos::prelude::*;

use super::row::Row;
use super::timeline::timeline;
use crate::components::{Press, headings, press, says};
use crate::i18n::{Text, t, write_off_process as texts, write_off_processes as shared};
use crate::recording::{Wrong, field_id, focus_field};
use crate::write_off_processes::process::form::{EVENTS, Form, event_place};
use crate::write_off_processes::process::page::written;
use crate::write_off_processes::process::work;
use crate::write_off_processes::task::TaskDialog;

/// The task that somebody wants to complete.
pub(super) type AskedTask = RwSignal<Option<TaskRecord>>;

/// What stands over the columns.
const HEADINGS: [Text; 7] = [
    texts::SEQUENCE,
    texts::TYPE,
    texts::TRIGGER_DATE,
    shared::STATUS,
    texts::COMPLETED,
    texts::WHAT_IT_DID,
    texts::CHANGE,
];

/// The page.
#[component]
pub(in crate::write_off_processes::process) fn Events() -> impl IntoView {
    let work = work();
    let form = work.form();
    let asked: AskedTask = RwSignal::new(None);
    let keys = Memo::new(move |_| {
        form.with(|form| form.shown_events().into_iter().map(|one| one.key).collect::<Vec<_>>())
    });
    let planned = Memo::new(move |_| form.with(|form| form.draft().template.is_some()));
    view! {
        <section class="part" aria-labelledby="process-events">
            <h2 id="process-events" class="visually-hidden">{t(shared::EVENTS)}</h2>
            {written(|form, known, written| timeline(form, known.today, written))}
            {move || planned.get().then(|| view! { <p class="note">{t(texts::PLANNED)}</p> })}
            <div class="table-frame record-form-table">
                <table class="list process-events" role="table" aria-label=t(shared::EVENTS)>
                    <thead role="rowgroup">
                        <tr role="row">{headings(&HEADINGS)}</tr>
                    </thead>
                    <tbody role="rowgroup">
                        <For
                            each=move || keys.get()
                            key=|key| *key
                            children=move |key| view! { <Row key asked/> }
                        />
                    </tbody>
                </table>
            </div>
            <AddEvent/>
        </section>
        {move || {
            asked.get().map(|task| {
                let close = Callback::new(move |()| {
                    asked.try_set(None);
                });
                let done = Callback::new(move |()| work.load());
                view! { <TaskDialog action=task.action text=task.text close done/> }
            })
        }}
    }
}

/// Adds an event, and leads to its type. Not where another template's events are planned.
#[component]
fn AddEvent() -> impl IntoView {
    let work = work();
    let form = work.form();
    let planned = Memo::new(move |_| form.with(|form| form.draft().template.is_some()));
    let fault = Memo::new(move |_| {
        use crate::recording::RecordingForm as _;
        form.with(|form| form.fault(EVENTS))
    });
    let add = move || {
        if let Some(Some(key)) = work.step(Form::add_event) {
            focus_field(&event_place(key, "event_type"));
        }
    };
    form.with_untracked(Form::may_edit).then(|| {
        view! {
            <div class="buttons" id=field_id(EVENTS) tabindex="-1">
                <Press
                    id="add-event"
                    text=says(texts::ADD_EVENT)
                    act=press(add)
                    disabled=Signal::derive(move || planned.get())
                />
                <Wrong id=field_id(EVENTS) fault=fault.into()/>
            </div>
        }
    })
}

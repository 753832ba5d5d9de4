//! An event as a row of the table. Pending ones are changed in it.

use domain::write_off_process::words;
use leptos::prelude::*;

use super::did::did;
use super::table::AskedTask;
use crate::components::{Press, press, words as say};
use crate::i18n::write_off_process as texts;
use crate::recording::{DateField, SelectField, Wrong, field_id, focus_field};
use crate::write_off_processes::process::draft::{EventDraft, EventKey};
use crate::write_off_processes::process::form::{EVENTS, event_place};
use crate::write_off_processes::process::page::{written, written_once};
use crate::write_off_processes::process::work;

/// The row of an event.
#[component]
pub(super) fn Row(key: EventKey, asked: AskedTask) -> impl IntoView {
    let form = work().form();
    let event = Memo::new(move |_| form.with(|form| form.shown_event(key)));
    let status = event.with_untracked(|event| event.as_ref().map(|event| event.status))?;
    let changes = form.with_untracked(|form| form.may_change(key));
    let day = move || {
        let day = event.with(|event| event.as_ref().and_then(|event| event.trigger_on));
        day.map(domain::form::iso_day)
    };
    let removed =
        Memo::new(move |_| event.with(|event| event.as_ref().is_some_and(|event| event.removed)));
    let number = say(move |language| match key {
        EventKey::Known(sequence) | EventKey::Planned(sequence) => sequence.to_string(),
        EventKey::New(_) => texts::NEW.of(language).to_owned(),
    });
    let said = say(move |language| {
        let text = words::event_status(status, language);
        if removed.get() { texts::REMOVED.of(language).to_owned() } else { text.to_owned() }
    });
    let completed = written_once(move |form, _, written| {
        let day = form.shown_event(key).and_then(|event| event.completed_on);
        day.map(|day| {
            view! {
                <span class="unit">{written.say(texts::COMPLETED)} " "</span>
                {written.day(day)}
            }
        })
    });
    let did = written_once(move |form, known, written| {
        let record = form.event_record(key);
        record.map(|event| did(event, form, known, written, asked))
    });
    Some(view! {
        <tr
            role="row"
            data-testid="process-event"
            data-status=status.code()
            data-trigger-date=day
            data-event=key.to_string()
            data-removed=move || removed.get().then_some("true")
        >
            <td role="cell">{number}</td>
            {cells(key, changes, removed)}
            <td role="cell">
                <span class="event-status" data-status=status.code()>{said}</span>
            </td>
            <td role="cell">{completed}</td>
            <td role="cell">{did}</td>
            <td role="cell">{changes.then(|| view! { <Remove key removed/> })}</td>
        </tr>
    })
}

/// The type and the day: as fields where they can be changed, else as text.
fn cells(key: EventKey, changes: bool, removed: Memo<bool>) -> AnyView {
    if changes {
        return view! {
            <td role="cell"><TypeField key removed/></td>
            <td role="cell"><DayField key/></td>
        }
        .into_any();
    }
    let name = written(move |form, _, written| {
        form.shown_event(key).map(|event| written.event_type(&event.event_type))
    });
    let day = written(move |form, _, written| {
        form.shown_event(key).and_then(|event| event.trigger_on).map(|day| written.day(day))
    });
    view! {
        <td role="cell">{name}</td>
        <td role="cell">{day}</td>
    }
    .into_any()
}

/// A callback that types into a part of an event.
fn typed(key: EventKey, part: fn(&mut EventDraft) -> &mut String) -> Callback<String> {
    let work = work();
    Callback::new(move |text| {
        work.step(|form| form.type_event(key, part, text));
    })
}

#[component]
fn TypeField(key: EventKey, removed: Memo<bool>) -> impl IntoView {
    let work = work();
    let form = work.form();
    let control = work.control_of(
        event_place(key, "event_type"),
        "event-type",
        String::new(),
        typed(key, |event| &mut event.event_type),
    );
    let chosen =
        move || form.with(|form| form.event(key).map(|event| event.event_type).unwrap_or_default());
    let names = written_once(move |form, known, written| {
        let now = form.event(key).map(|event| event.event_type).unwrap_or_default();
        let types = known.record.settings.event_types.iter();
        let mut all: Vec<(String, String)> =
            types.map(|one| (one.code.clone(), one.name.clone())).collect();
        if !all.iter().any(|(code, _)| *code == now) {
            let name = if now.is_empty() { written.say(texts::CHOOSE) } else { now.as_str() };
            all.insert(0, (now.clone(), name.to_owned()));
        }
        all
    });
    let options = Memo::new(move |_| names().unwrap_or_default());
    // What is wrong with the event as a whole is said here.
    let sequence = event_place(key, "sequence");
    let whole = Memo::new(move |_| {
        use crate::recording::RecordingForm as _;
        form.with(|form| form.fault(&sequence))
    });
    view! {
        <SelectField
            label=texts::TYPE
            control=control
            options=options
            chosen=Signal::derive(chosen)
            locked=Signal::derive(move || removed.get())
        />
        <Wrong id=field_id(&event_place(key, "sequence")) fault=whole.into()/>
    }
}

#[component]
fn DayField(key: EventKey) -> impl IntoView {
    let work = work();
    let day = work
        .form()
        .with_untracked(|form| form.event(key).map(|event| event.trigger_on).unwrap_or_default());
    let control = work.control_of(
        event_place(key, "trigger_on"),
        "trigger-date",
        day,
        typed(key, |event| &mut event.trigger_on),
    );
    view! { <DateField label=texts::TRIGGER_DATE control/> }
}

/// Removes the event on Save, or keeps it after all. The row of one that was only added goes at once,
/// and leads to adding another.
#[component]
fn Remove(key: EventKey, removed: Memo<bool>) -> impl IntoView {
    let work = work();
    let act = press(move || {
        work.step(|form| form.remove_or_keep(key));
        if matches!(key, EventKey::New(_)) {
            focus_field(EVENTS);
        }
    });
    let text = say(move |language| {
        let text = if removed.get() { texts::PUT_BACK } else { texts::REMOVE };
        text.of(language).to_owned()
    });
    view! { <Press class="quiet" id="remove-event" text act/> }
}

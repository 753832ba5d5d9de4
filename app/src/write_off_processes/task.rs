//! Saying that a task of a write-off process is done.

use std::sync::Arc;

use domain::api::{ProcessRecord, TaskRequest};
use domain::form::{Fault, Typed};
use domain::write_off_process::task_note;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api;
use crate::components::{Dialog, Press, press, says};
use crate::i18n::{actions as texts, payments, recording, t};
use crate::recording::{Control, TextArea, field_id, focus_field, new_id};
use crate::shell::toasts;
use crate::submission::{DialogTexts, Sent, answer_dialog, drive};

/// The id of the field that the note is typed into.
const NOTE_FIELD: &str = "/note";

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: recording::BACK_TO_FORM,
    unknown: recording::UNKNOWN,
    unknown_text: payments::UNKNOWN_TEXT,
    number: recording::NUMBER,
};

/// What was typed about a task that is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Note {
    text: String,
    /// Whether what is wrong is said.
    tried: bool,
}

impl Note {
    /// Save was pressed; what is sent.
    fn save(&mut self, action: i64) -> Option<TaskRequest> {
        self.tried = true;
        let note = Typed::new(&self.text);
        self.fault().is_none().then_some(TaskRequest { action, note })
    }

    /// What is wrong with it, once Save was pressed.
    fn fault(&self) -> Option<Fault> {
        let wrong = task_note(&Typed::new(&self.text)).err()?;
        wrong.into_iter().next().map(|one| one.fault).filter(|_| self.tried)
    }
}

/// The dialog, from the note to the answer.
#[component]
pub(crate) fn TaskDialog(
    /// The number of the action.
    action: i64,
    /// What is to be done.
    text: String,
    /// Closes the dialog.
    close: Callback<()>,
    /// The task is done.
    done: Callback<()>,
) -> impl IntoView {
    let note = RwSignal::new(Note::default());
    let toasts = toasts();
    let driver = drive(
        |sent: Sent<TaskRequest>| {
            Box::pin(async move { api::complete_task(&sent.id, &sent.request).await })
        },
        move |answer: Result<Arc<ProcessRecord>, _>| {
            let completed = answer.is_ok();
            if completed {
                toasts.recorded(texts::TASK_DONE);
                close.run(());
                done.run(());
            }
            completed
        },
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match note.try_update(|note| note.save(action)).flatten() {
            Some(request) => driver.send(new_id(), request),
            None => focus_field(NOTE_FIELD),
        }
    };
    let fault = Memo::new(move |_| note.with(Note::fault));
    let control = Control {
        id: field_id(NOTE_FIELD),
        test_id: "task-note",
        value: String::new(),
        typed: Callback::new(move |text| note.update(|note| note.text = text)),
        left: Callback::new(|()| ()),
        fault: fault.into(),
    };
    let leave = press(move || close.run(()));
    let body = view! {
        <h2>{t(texts::COMPLETE_TASK)}</h2>
        <p class="task">{text}</p>
        <form class="record-form" novalidate on:submit=submit>
            <TextArea label=texts::TASK_NOTE hint=texts::TASK_NOTE_HINT control/>
            <div class="buttons end">
                <Press class="quiet" id="cancel-task" text=says(texts::CANCEL) act=leave/>
                <button class="primary" data-testid="save-task">{t(texts::SAVE_TASK)}</button>
            </div>
        </form>
    };
    let on_escape = Box::new(move || {
        close.run(());
        true
    });
    view! {
        <Dialog label=texts::COMPLETE_TASK on_escape body=body.into_any()/>
        {answer_dialog(driver, texts::COMPLETE_TASK, &TEXTS)}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_may_be_empty_and_is_not_too_long() {
        let mut note = Note::default();
        let sent = note.save(7).unwrap();
        assert_eq!((sent.action, sent.note.as_str()), (7, ""));
        note.text = format!(" {} ", "é".repeat(500));
        assert_eq!(note.save(7).unwrap().note.as_str().chars().count(), 500);
        note.text = "é".repeat(501);
        assert_eq!(note.save(7), None);
        assert_eq!(note.fault(), Some(Fault::TooLong { most: 500 }));
    }
}

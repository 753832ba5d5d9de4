//! What an event did, or why it could not: the message that it wrote, the debt that it referred, the
//! task that it gave.

use domain::actions::ActionStatus;
use domain::api::{EventRecord, MessageRecord, MessageStatus, ProcessRecord, TaskRecord};
use domain::role::Permission;
use domain::write_off_process::settings::NoticeChannel;
use domain::write_off_process::words;
use leptos::prelude::*;

use super::table::AskedTask;
use crate::components::{Press, press, says};
use crate::i18n::Text;
use crate::i18n::write_off_process::{self as texts, attempt, done_by, next_at};
use crate::i18n::write_off_processes::failure;
use crate::write_off_processes::process::form::{Form, Known};
use crate::write_off_processes::written::{Written, referral_line};

/// Everything that is known of an event.
pub(super) fn did(
    event: &EventRecord,
    form: &Form,
    known: &Known,
    written: &Written<'_>,
    asked: AskedTask,
) -> AnyView {
    let kind = written.event_kind(&event.event_type);
    let failed = event.failure.as_deref().map(|code| {
        let why = failure(code, written.language);
        view! { <p class="trouble" data-testid="event-failure">{why}</p> }
    });
    let message = event.message.as_ref().map(|message| self::message(message, written));
    let referral = referral(event, &known.record, written);
    let tasks = known.record.tasks.iter().filter(|task| task.sequence == event.sequence);
    let tasks = tasks.map(|task| self::task(task, form, written, asked)).collect_view();
    view! {
        <span class="kind">{kind}</span>
        {failed}
        {message}
        {referral}
        {tasks}
    }
    .into_any()
}

/// The referral of the day on which the event referred, where there is one only.
fn referral(event: &EventRecord, record: &ProcessRecord, written: &Written<'_>) -> Option<AnyView> {
    let refers = record.settings.event_type(&event.event_type)?.does.code() == "refer_to_agency";
    let day = event.completed_on.filter(|_| refers)?;
    let mut of_day = record.referrals.iter().filter(|one| one.referred_on == day);
    let only = of_day.next().filter(|_| of_day.next().is_none())?;
    Some(view! { <p>{referral_line(only, written)}</p> }.into_any())
}

const fn status(message: &MessageRecord, letter: bool) -> Text {
    match message.status {
        MessageStatus::Waiting => texts::WAITING,
        MessageStatus::Delivered if letter => texts::TO_PRINT,
        MessageStatus::Delivered => texts::DELIVERED,
        MessageStatus::GaveUp => texts::GAVE_UP,
        MessageStatus::Withdrawn => texts::WITHDRAWN,
    }
}

/// `SMS to +254…: waits to be sent`; below it, what went wrong and when it is tried again.
fn message(message: &MessageRecord, written: &Written<'_>) -> AnyView {
    let channel = NoticeChannel::from_code(&message.channel);
    let name = channel.map_or_else(
        || words::event_kind("web_hook", written.language),
        |channel| words::channel(channel, written.language),
    );
    let to = if message.to.is_empty() { String::new() } else { format!(" → {}", message.to) };
    let status = written.say(status(message, channel == Some(NoticeChannel::Letter)));
    let wrong = message.last_error.as_ref().map(|error| {
        let at = message.last_attempt_at.as_deref().map(|at| written.moment(at));
        let made = attempt(message.attempts, at.as_deref(), written.language);
        let next = message.next_attempt_at.as_deref();
        let next = next.map(|at| next_at(&written.moment(at), written.language));
        let said = [Some(made), Some(error.clone()), next].into_iter().flatten();
        view! {
            <p class="trouble" data-testid="message-failure">
                {said.collect::<Vec<_>>().join(", ")}
            </p>
        }
    });
    let subject = (!message.subject.is_empty())
        .then(|| view! { <p><strong>{message.subject.clone()}</strong></p> });
    let text = (!message.text.is_empty()).then(|| {
        view! {
            <details>
                <summary>{written.say(texts::SHOW_TEXT)}</summary>
                {subject}
                <p class="message-text">{message.text.clone()}</p>
            </details>
        }
    });
    view! {
        <div class="message" data-testid="process-message" data-status=message.status.code()>
            <p>{[name, &to, written.language.colon(), status].concat()}</p>
            {wrong}
            {text}
        </div>
    }
    .into_any()
}

/// What is to be done, or who did it and what they say.
fn task(task: &TaskRecord, form: &Form, written: &Written<'_>, asked: AskedTask) -> AnyView {
    let open = task.status == ActionStatus::Pending;
    let state = if open {
        written.say(texts::TASK_OPEN).to_owned()
    } else {
        let at = task.done_at.as_deref().map(|at| written.moment(at)).unwrap_or_default();
        done_by(task.done_by.as_deref(), &at, written.language)
    };
    let note = task.note.as_ref().map(|note| view! { <p class="message-text">{note.clone()}</p> });
    let may = open && form.role().may(Permission::RecordRepossession);
    let complete = may.then(|| {
        let task = task.clone();
        let act = press(move || asked.set(Some(task.clone())));
        view! { <Press id="complete-task" text=says(texts::COMPLETE_TASK) act/> }
    });
    view! {
        <div class="message" data-testid="process-task" data-status=task.status.code()>
            <p class="message-text">{task.text.clone()}</p>
            <p class="hint">{state}</p>
            {note}
            {complete}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::components::rendered;
    use crate::recording::{Filling, RecordingForm};
    use crate::session::state_tests::person;
    use crate::write_off_processes::samples::{TODAY, record};

    fn shown(change: impl FnOnce(&mut ProcessRecord), role: domain::role::Role) -> String {
        let mut record = record();
        change(&mut record);
        let company = person("wanjiku").company;
        let mut form = Form::open(Filling::new(role, None));
        form.loaded(Ok(Known::new(record, TODAY)));
        let known = std::sync::Arc::clone(form.known().unwrap());
        let settings = &known.record.settings;
        let written = Written { company: &company, settings, language: Language::En };
        rendered(|| {
            let asked = RwSignal::new(None);
            let events = known.record.events.iter();
            events.map(|event| did(event, &form, &known, &written, asked)).collect_view()
        })
    }

    fn waiting() -> MessageRecord {
        MessageRecord {
            channel: "web_hook".to_owned(),
            to: "https://example.test/<hook>".to_owned(),
            subject: String::new(),
            text: String::new(),
            status: MessageStatus::Waiting,
            attempts: 1,
            last_attempt_at: Some("2026-05-01T02:00:00Z".to_owned()),
            last_error: Some("no answer in 10 s".to_owned()),
            next_attempt_at: Some("2026-05-01T02:05:00Z".to_owned()),
        }
    }

    #[test]
    fn what_hangs_says_how_often_it_was_tried_why_it_failed_and_when_it_is_tried_again() {
        let html = shown(
            |record| {
                record.events[2].message = Some(waiting());
                record.events[3].failure = Some("no_agency".to_owned());
            },
            domain::role::Role::Admin,
        );
        for part in [
            "web hook → https://example.test/&lt;hook&gt;: waits to be sent",
            "attempt 1 of 8 at 2026-05-01T02:00:00Z, no answer in 10 s, next at \
             2026-05-01T02:05:00Z",
            "No agency is set up to refer to.",
            "&lt;Mkopo&gt;, KES\u{a0}288.61, referred 2 Mar 2026",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn a_letter_is_to_be_printed_and_its_text_can_be_read() {
        let letter = MessageRecord {
            channel: "letter".to_owned(),
            to: String::new(),
            subject: "Your debt".to_owned(),
            text: "Dear <Achieng>".to_owned(),
            status: MessageStatus::Delivered,
            attempts: 0,
            last_attempt_at: None,
            last_error: None,
            next_attempt_at: None,
        };
        let html =
            shown(|record| record.events[1].message = Some(letter), domain::role::Role::Basic);
        for part in ["letter: to be printed", "Your debt", "Dear &lt;Achieng&gt;"] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn a_task_is_completed_by_who_may_and_says_who_did_it() {
        let task = |status| TaskRecord {
            action: 9,
            sequence: 2,
            text: "Call <her>".to_owned(),
            status,
            done_at: Some("2026-03-03T09:00:00Z".to_owned()),
            done_by: Some("A. Wanjiku".to_owned()),
            note: Some("<paid>".to_owned()),
        };
        let open = |record: &mut ProcessRecord| record.tasks = vec![task(ActionStatus::Pending)];
        let html = shown(open, domain::role::Role::FieldTechnician);
        assert!(html.contains("Call &lt;her&gt;") && html.contains("complete-task"), "{html}");
        assert!(!shown(open, domain::role::Role::Basic).contains("complete-task"));
        let done = |record: &mut ProcessRecord| record.tasks = vec![task(ActionStatus::Done)];
        let html = shown(done, domain::role::Role::Admin);
        assert!(html.contains("done by A. Wanjiku, 2026-03-03T09:00:00Z"), "{html}");
        assert!(html.contains("&lt;paid&gt;") && !html.contains("complete-task"), "{html}");
    }
}

//! The page of a process: which of its three, and the dialogs over it.

use std::sync::Arc;

use domain::language::Language;
use domain::page_address::Page;
use domain::write_off_process::{ProcessId, ProcessReason};
use leptos::prelude::*;

use super::cancel::AskToCancel;
use super::contracts::Contracts;
use super::events::Events;
use super::form::{Form, Known};
use super::head::{Head, title};
use super::leave::LeaveGuard;
use super::main::Main;
use super::reschedule::RescheduleDialog;
use super::save::{ProcessNotice, SaveBar};
use super::{Work, work};
use crate::components::{Crumbs, TroublePage, Waiting, in_language, press, use_title, words};
use crate::i18n::{Text, recording, shell, t, write_off_processes as texts};
use crate::recording::{RecordingForm, Shown, provide_work};
use crate::routes;
use crate::session::session;
use crate::shell::toasts;
use crate::submission::{DialogTexts, SubmissionDialog};
use crate::write_off_processes::written::Written;

static TEXTS: DialogTexts = DialogTexts {
    sending: recording::SENDING,
    not_done: recording::NOT_DONE,
    back: texts::BACK,
    unknown: recording::UNKNOWN,
    unknown_text: texts::UNKNOWN_TEXT,
    number: recording::NUMBER,
};

/// One of the three pages of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProcessTab {
    /// What it is.
    Main,
    /// Its events.
    Events,
    /// Its contracts.
    Contracts,
}

impl ProcessTab {
    /// What it is called.
    pub(super) const fn name(self) -> Text {
        match self {
            Self::Main => texts::MAIN,
            Self::Events => texts::EVENTS,
            Self::Contracts => texts::CONTRACTS,
        }
    }

    /// Its address.
    pub(super) const fn page(self) -> Page {
        match self {
            Self::Main => Page::WriteOffProcess,
            Self::Events => Page::ProcessEvents,
            Self::Contracts => Page::ProcessContracts,
        }
    }
}

/// A page of a process.
#[component]
pub(crate) fn ProcessPage(
    /// The process; none where the address has no number.
    process: Option<ProcessId>,
    /// Which page.
    tab: ProcessTab,
) -> impl IntoView {
    view! {
        <Crumbs parent=texts::TITLE href=routes::WRITE_OFF_PROCESSES here=texts::PROCESS/>
        {match process {
            Some(process) => view! { <Opened process tab/> }.into_any(),
            None => view! { <NotFound/> }.into_any(),
        }}
    }
}

#[component]
fn Opened(process: ProcessId, tab: ProcessTab) -> impl IntoView {
    let work = provide_work::<Form>(process)?;
    use_title(words(move |language| {
        let said = work.form().with(|form| form.record().map(|record| title(record, language)));
        said.unwrap_or_else(|| process.to_string())
    }));
    let shown = work.shown();
    say_that_it_is_saved(work);
    Some(view! {
        {move || match shown.get() {
            Shown::Loading | Shown::Done => view! { <Waiting text=shell::LOADING/> }.into_any(),
            Shown::NoAccount => view! { <NotFound/> }.into_any(),
            Shown::Trouble(error) => {
                let retry = press(move || work.load());
                view! { <TroublePage title=texts::FAILED error retry/> }.into_any()
            }
            Shown::Form(_) => view! { <Process process tab/> }.into_any(),
        }}
        <LeaveGuard process tab/>
        <RescheduleDialog/>
        <SubmissionDialog
            face=Memo::new(move |_| work.form().with(|form| form.filling().submission.face()))
            label=texts::PROCESS
            texts=&TEXTS
            ask=ViewFn::from(|| view! { <AskToCancel/> })
            close=Callback::new(move |()| work.close())
            retry=Callback::new(move |()| work.retry())
        />
    })
}

fn say_that_it_is_saved(work: Work) {
    let toasts = toasts();
    let done = Memo::new(move |_| {
        work.form().with(|form| form.filling().submission.done().map(|done| done.reason))
    });
    Effect::new(move |_| match done.get() {
        Some(ProcessReason::CanceledByUser) => toasts.recorded(texts::CANCELED),
        Some(_) => toasts.recorded(texts::SAVED),
        None => {}
    });
}

#[component]
fn Process(process: ProcessId, tab: ProcessTab) -> impl IntoView {
    view! {
        <div class="process">
            <Head process tab/>
            <ProcessNotice/>
            {match tab {
                ProcessTab::Main => view! { <Main/> }.into_any(),
                ProcessTab::Events => view! { <Events/> }.into_any(),
                ProcessTab::Contracts => view! { <Contracts/> }.into_any(),
            }}
            <SaveBar process tab/>
        </div>
    }
}

/// What is shown of the process that is known, in the language that is spoken: built anew when what
/// `show` looks at has changed.
pub(super) fn written<V: IntoView + 'static>(
    show: impl Fn(&Form, &Arc<Known>, &Written<'_>) -> V + Send + Sync + 'static,
) -> impl Fn() -> Option<V> + Send + 'static {
    let (form, person) = (work().form(), session().person_now());
    in_language(move |language: Language| {
        let person = person.as_ref()?;
        form.with(|form| {
            let known = form.known()?;
            let (company, settings) = (&person.company, &known.record.settings);
            Some(show(form, known, &Written { company, settings, language }))
        })
    })
}

/// The same, built anew only with the language: of what is known, and not of what is typed.
pub(super) fn written_once<V: IntoView + 'static>(
    show: impl Fn(&Form, &Arc<Known>, &Written<'_>) -> V + Send + Sync + 'static,
) -> impl Fn() -> Option<V> + Send + 'static {
    let (form, person) = (work().form(), session().person_now());
    in_language(move |language: Language| {
        let person = person.as_ref()?;
        form.with_untracked(|form| {
            let known = form.known()?;
            let (company, settings) = (&person.company, &known.record.settings);
            Some(show(form, known, &Written { company, settings, language }))
        })
    })
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <section class="notice">
            <h1>{t(texts::NOT_FOUND)}</h1>
            <p>{t(texts::NOT_FOUND_TEXT)}</p>
            <a class="button" href=routes::WRITE_OFF_PROCESSES>{t(texts::TO_PROCESSES)}</a>
        </section>
    }
}

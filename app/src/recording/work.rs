//! Does what a form asks for, and tells it what came of it.

use std::fmt::Display;
use std::sync::Arc;

use domain::form::Fault;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Control, DraftPlace, Filling, Shown, field_id, focus_field};
use crate::api::{ApiError, Question};
use crate::browser;
use crate::session::{Session, session};
use crate::submission::{Sent, Submission};

/// What is the same in every form, for one form.
pub(crate) type FillingOf<F> = Filling<
    <F as RecordingForm>::Draft,
    <F as RecordingForm>::Request,
    <F as RecordingForm>::Record,
    <F as RecordingForm>::Known,
>;

/// A form about an account or a process that records something: plain data, told what happened.
pub(crate) trait RecordingForm: Sized + Send + Sync + 'static {
    /// What its drafts are kept as.
    const NAME: &'static str;
    /// What names what it is about: an account's ID, a process's number.
    type About: Clone + Display + Send + Sync;
    /// What stands in it.
    type Draft: Clone + Default + Serialize + DeserializeOwned + Send + Sync;
    /// What is sent.
    type Request: Clone + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// What was recorded.
    type Record: Send + Sync + 'static;
    /// What it is judged by.
    type Known: Send + Sync;
    /// What it shows.
    type Screen: Clone + PartialEq + Send + Sync + 'static;

    /// A form, with what was kept of it.
    fn open(filling: FillingOf<Self>) -> Self;

    /// What is the same in every form.
    fn filling(&self) -> &FillingOf<Self>;

    /// What is the same in every form.
    fn filling_mut(&mut self) -> &mut FillingOf<Self>;

    /// Asks what it is judged by.
    fn ask(about: Self::About) -> Question<Self::Known>;

    /// Asks the server to record it.
    fn record(sent: Sent<Self::Request>) -> Question<Self::Record>;

    /// The server has said what it is judged by, or not. After a refusal, the first field that is
    /// wrong by what is known now.
    fn loaded(&mut self, answer: Result<Self::Known, ApiError>) -> Option<String>;

    /// Whether nothing was typed.
    fn is_blank(&self) -> bool;

    /// What it shows, once it is known what it is judged by.
    fn screen(&self) -> Self::Screen;

    /// What is wrong with a field, where that is to be said.
    fn fault(&self, place: &str) -> Option<Fault>;
}

/// What a press on Next or Save leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pressed<Q> {
    /// The next step, or the question, or a refusal that the form shows.
    Shown,
    /// To the first field that is wrong.
    Focus(String),
    /// What is to be sent.
    Send(Sent<Q>),
}

/// A form with everything that it needs of the outside.
pub(crate) struct Work<F: RecordingForm> {
    form: RwSignal<F>,
    about: StoredValue<F::About>,
    place: StoredValue<DraftPlace>,
    session: Session,
}

impl<F: RecordingForm> Clone for Work<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: RecordingForm> Copy for Work<F> {}

/// Starts the form about something and makes it known to what is below; none while nobody is signed
/// in.
pub(crate) fn provide_work<F: RecordingForm>(about: F::About) -> Option<Work<F>> {
    let session = session();
    let person = session.person_now()?;
    let place = DraftPlace::of(F::NAME, &person, &about.to_string());
    let work = Work {
        form: RwSignal::new(F::open(Filling::new(person.role, place.kept()))),
        about: StoredValue::new(about),
        place: StoredValue::new(place),
        session,
    };
    provide_context(work);
    work.load();
    let renewals = session.renewals();
    Effect::watch(move || renewals.get(), move |_, _, _| work.session_renewed(), false);
    Some(work)
}

/// The form.
pub(crate) fn work<F: RecordingForm>() -> Work<F> {
    expect_context()
}

impl<F: RecordingForm> Work<F> {
    /// The form, to be shown.
    pub(crate) fn form(self) -> RwSignal<F> {
        self.form
    }

    /// What is shown.
    pub(crate) fn shown(self) -> Memo<Shown<F::Screen>> {
        Memo::new(move |_| self.form.with(|form| form.filling().shown(|| form.screen())))
    }

    /// A field, typed into that part of the draft.
    pub(crate) fn control(
        self,
        place: &'static str,
        test_id: &'static str,
        part: fn(&mut F::Draft) -> &mut String,
    ) -> Control {
        let form = self.form;
        let value = form.with_untracked(|form| part(&mut form.filling().draft.clone()).clone());
        let typed = move |text| {
            self.step(|form| *part(&mut form.filling_mut().draft) = text);
        };
        self.control_of(place.to_owned(), test_id, value, Callback::new(typed))
    }

    /// A field at a place that was counted.
    pub(crate) fn control_of(
        self,
        place: String,
        test_id: &'static str,
        value: String,
        typed: Callback<String>,
    ) -> Control {
        let (id, form, at) = (field_id(&place), self.form, place.clone());
        let fault = Memo::new(move |_| form.with(|form| form.fault(&at)));
        let left = move |()| {
            self.step(|form| form.filling_mut().leave(&place));
        };
        Control { id, test_id, value, typed, left: Callback::new(left), fault: fault.into() }
    }

    /// Changes the form, and keeps what was typed.
    pub(crate) fn step<T>(self, change: impl FnOnce(&mut F) -> T) -> Option<T> {
        let done = self.form.try_update(change)?;
        self.form.with_untracked(|form| {
            self.place.with_value(|place| match form.filling().to_keep(form.is_blank()) {
                Some(draft) => place.keep(&draft),
                None => place.forget(),
            });
        });
        Some(done)
    }

    /// Next or Save was pressed.
    pub(crate) fn press(self, change: impl FnOnce(&mut F) -> Pressed<F::Request>) {
        match self.step(change) {
            Some(Pressed::Focus(place)) => focus_field(&place),
            Some(Pressed::Send(sent)) => self.send(sent),
            Some(Pressed::Shown) | None => {}
        }
    }

    /// Confirm was pressed.
    pub(crate) fn confirm(self) {
        self.settle(|submission| submission.confirm(new_id()));
    }

    /// Try again was pressed, where the request has no good answer.
    pub(crate) fn retry(self) {
        self.settle(Submission::retry);
    }

    /// Cancel, Escape or Back was pressed in the dialog; whether it may close.
    pub(crate) fn close(self) -> bool {
        self.step(|form| form.filling_mut().submission.close()).unwrap_or_default()
    }

    /// Asks what the form is judged by.
    pub(crate) fn load(self) {
        let question = F::ask(self.about.get_value());
        self.session.ask_for(question, move |answer| {
            if let Some(Some(place)) = self.step(|form| form.loaded(answer)) {
                focus_field(&place);
            }
        });
    }

    fn session_renewed(self) {
        if self.form.with_untracked(|form| form.filling().known().is_none()) {
            self.load();
        }
        self.settle(|submission| {
            submission.waits_for_session().then(|| submission.retry()).flatten()
        });
    }

    /// Changes where the request stands, and sends what is to be sent.
    fn settle(
        self,
        change: impl FnOnce(&mut Submission<F::Request, F::Record>) -> Option<Sent<F::Request>>,
    ) {
        if let Some(Some(sent)) = self.step(|form| change(&mut form.filling_mut().submission)) {
            self.send(sent);
        }
    }

    fn send(self, sent: Sent<F::Request>) {
        self.session.ask_for(F::record(sent), move |answer| {
            let recorded = answer.is_ok();
            let answer = answer.map(Arc::new);
            if self.step(|form| form.filling_mut().answered(answer)) == Some(true) {
                self.load();
            }
            if recorded {
                browser::begin_page();
            }
        });
    }
}

/// The number of what is to be recorded. Outside a secure context nobody is signed in, and nothing
/// is numbered.
pub(crate) fn new_id() -> String {
    browser::random_uuid().unwrap_or_default()
}

//! Does what the [`flow`](super::flow) asks for, and tells it what came of it.

use std::sync::Arc;

use domain::api::{FactsRequest, Operation};
use domain::bulk_write_off::OperationKind;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::chosen::{Reading, Refused};
use super::flow::{Ask, Flow, Screen};
use super::fresh::{Fresh, fresh};
use super::listed::ticked_list;
use super::previewed::Previewed;
use super::reading::{Source, read_source};
use super::unanswered::Unanswered;
use crate::api::{self, ApiError};
use crate::browser;
use crate::navigation::navigation;
use crate::notifications::{Notifications, notifications};
use crate::routes;
use crate::session::{Session, session};
use crate::shell::{Toasts, toasts};
use crate::submission::Sent;
use crate::turn::Turn;

/// The page's flow with everything that it needs of the outside.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    /// What is to be done.
    kind: OperationKind,
    flow: RwSignal<Flow>,
    /// The operation that was just committed: the page goes to it.
    done: RwSignal<Option<String>>,
    session: Session,
    fresh: Fresh,
    toasts: Toasts,
    notifications: Notifications,
}

/// Starts a flow and makes it known to the screens below.
pub(crate) fn provide_work(kind: OperationKind) {
    let work = Work {
        kind,
        flow: RwSignal::new(Flow::default()),
        done: RwSignal::new(None),
        session: session(),
        fresh: fresh(),
        toasts: toasts(),
        notifications: notifications(),
    };
    provide_context(work);
    work.go_on_when_renewed();
    work.go_to_operation_when_done();
}

/// The flow of the page.
pub(crate) fn work() -> Work {
    expect_context()
}

impl Work {
    /// The flow, to be shown.
    pub(crate) fn flow(self) -> RwSignal<Flow> {
        self.flow
    }

    /// Which screen is to be shown.
    pub(crate) fn screen(self) -> Memo<Screen> {
        Memo::new(move |_| self.flow.with(Flow::screen))
    }

    /// Changes the flow, and does what it asks for.
    pub(crate) fn step(self, change: impl FnOnce(&mut Flow) -> Option<Ask>) {
        if let Some(Some(ask)) = self.flow.try_update(change) {
            self.ask(ask);
        }
    }

    /// What is to be done.
    pub(crate) fn kind(self) -> OperationKind {
        self.kind
    }

    /// Who is signed in.
    pub(crate) fn session(self) -> Session {
        self.session
    }

    /// Another control was chosen: what would happen is judged anew, under a number of its own.
    pub(crate) fn choose_control(self, control: String) {
        let operation_id = browser::random_uuid().unwrap_or_default();
        self.update(|flow| flow.choose_control(control, operation_id));
    }

    /// What was to be chosen is not taken.
    pub(crate) fn refuse(self, refused: Refused) {
        let Some(turn) = self.flow.try_update(|f| f.choose(refused.name.clone(), 0)) else {
            return;
        };
        self.read(turn, Err(refused));
    }

    /// Back to choosing.
    pub(crate) fn start_over(self) {
        self.update(Flow::start_over);
    }

    /// Changes the flow where that asks nothing of the server.
    pub(crate) fn update(self, change: impl FnOnce(&mut Flow)) {
        self.flow.try_update(change);
    }

    /// Cancel, Escape or Back was pressed in the dialog; whether it may close.
    pub(crate) fn close(self) -> bool {
        self.flow.try_update(Flow::close).unwrap_or_default()
    }

    /// Reads what was chosen, dropped or pasted.
    pub(crate) fn choose(self, source: Source) {
        browser::mark("file-chosen");
        let Some(turn) = self.flow.try_update(|f| f.choose(source.name(), source.bytes())) else {
            return;
        };
        spawn_local(async move {
            let progressed = move |done, entries| {
                self.flow.try_update(|flow| flow.progressed(turn, done, entries)) == Some(true)
            };
            match read_source(&source, progressed).await {
                Some(read) => self.read(turn, read),
                None => {
                    self.flow.try_update(|flow| flow.unreadable(turn, source.name()));
                }
            }
        });
    }

    fn read(self, turn: Turn, read: Result<Reading, Refused>) {
        browser::mark("entries-read");
        self.step(|flow| flow.read(turn, read));
    }

    fn ask(self, ask: Ask) {
        match ask {
            Ask::Facts(turn, reading) => self.load_facts(turn, &reading),
            Ask::Submit(turn, sent) => self.submit(turn, sent),
            Ask::Look(turn, id) => self.look(turn, id),
        }
    }

    fn load_facts(self, turn: Turn, reading: &Reading) {
        let kind = self.kind;
        let request =
            FactsRequest { accounts: reading.accounts(), file_sha256: reading.file.sha256.clone() };
        self.session.ask_for(async move { api::load_facts(kind, &request).await }, move |answer| {
            browser::mark("facts-loaded");
            // Outside a secure context nobody is signed in, so there is no answer to number.
            let operation_id = browser::random_uuid().unwrap_or_default();
            self.flow.try_update(|flow| flow.facts(turn, answer, operation_id));
        });
    }

    fn submit(self, turn: Turn, sent: Sent<Arc<Previewed>>) {
        Unanswered::keep(&sent);
        let kind = self.kind;
        let question =
            async move { api::submit_operation(kind, &sent.id, &sent.request.request()).await };
        self.session.ask_for(question, move |answer| {
            if answer.as_ref().is_err_and(ApiError::nothing_was_done) {
                Unanswered::forget();
            }
            self.answered(turn, answer);
        });
    }

    fn look(self, turn: Turn, id: String) {
        let kind = self.kind;
        let question = async move { api::get_operation(kind, &id).await };
        self.session.ask_for(question, move |answer| self.answered(turn, answer));
    }

    fn answered(self, turn: Turn, answer: Result<Operation, ApiError>) {
        let answer = answer.map(Arc::new);
        let waited = self.flow.try_update(|flow| flow.answered(turn, answer.clone()));
        // Also when the person has left the page meanwhile: it is done, and they are told.
        if let Ok(operation) = answer {
            Unanswered::forget();
            self.toasts.done(&operation.summary);
            self.notifications.refresh();
            let id = operation.summary.id.clone();
            self.fresh.put(operation);
            if waited == Some(true) {
                self.done.try_set(Some(id));
            }
        }
    }

    fn go_on_when_renewed(self) {
        let renewals = self.session.renewals();
        Effect::watch(
            move || renewals.get(),
            move |_, _, _| self.step(Flow::session_renewed),
            false,
        );
    }

    fn go_to_operation_when_done(self) {
        let navigation = navigation();
        let ticked = ticked_list();
        Effect::new(move |_| {
            if let Some(id) = self.done.get() {
                // What was ticked is done.
                if let Some(ticked) = &ticked {
                    ticked.forget();
                }
                navigation.go(routes::operation(self.kind, &id));
            }
        });
    }
}

//! Does what the [`flow`](super::flow) asks for, and tells it what came of it.

use std::sync::Arc;

use domain::api::{FactsRequest, Operation};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::chosen::{Reading, Refused};
use super::flow::{Ask, Flow, Screen};
use super::fresh::{Fresh, fresh};
use super::previewed::Previewed;
use super::reading::{Source, read_source};
use super::submission::Submission;
use super::unanswered::Unanswered;
use crate::api::{self, ApiError};
use crate::browser;
use crate::navigation::navigation;
use crate::notifications::{Notifications, notifications};
use crate::routes;
use crate::session::{Session, session};
use crate::shell::{Toasts, toasts};

/// The page's flow with everything that it needs of the outside.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    flow: RwSignal<Flow>,
    /// The operation that was just committed: the page goes to it.
    done: RwSignal<Option<String>>,
    session: Session,
    fresh: Fresh,
    toasts: Toasts,
    notifications: Notifications,
}

/// Starts a flow and makes it known to the screens below.
pub(crate) fn provide_work() -> Work {
    let work = Work {
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
    work
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

    /// Back to choosing.
    pub(crate) fn start_over(self) {
        self.step(|flow| {
            flow.start_over();
            None
        });
    }

    /// Something was pressed in the dialog that asks nothing of the server.
    pub(crate) fn submission(self, change: impl FnOnce(&mut Submission)) {
        self.step(|flow| {
            flow.update_submission(change);
            None
        });
    }

    /// Reads what was chosen, dropped or pasted.
    pub(crate) fn choose(self, source: Source) {
        browser::mark("file-chosen");
        let Some(version) = self.flow.try_update(|f| f.choose(source.name(), source.bytes()))
        else {
            return;
        };
        spawn_local(async move {
            let progressed = move |done, entries| {
                self.flow.try_update(|flow| flow.progressed(version, done, entries)) == Some(true)
            };
            match read_source(&source, progressed).await {
                Some(read) => self.read(version, read),
                None => {
                    self.flow.try_update(|flow| flow.unreadable(version, source.name()));
                }
            }
        });
    }

    fn read(self, version: u64, read: Result<Reading, Refused>) {
        browser::mark("entries-read");
        self.step(|flow| flow.read(version, read));
    }

    fn ask(self, ask: Ask) {
        match ask {
            Ask::Facts(version, reading) => self.load_facts(version, reading),
            Ask::Submit(version, previewed) => self.submit(version, previewed),
            Ask::Look(version, previewed) => self.look(version, previewed),
        }
    }

    fn load_facts(self, version: u64, reading: Arc<Reading>) {
        spawn_local(async move {
            let request = FactsRequest {
                accounts: reading.accounts(),
                file_sha256: reading.file.sha256.clone(),
            };
            let answer = api::load_facts(&request).await;
            browser::mark("facts-loaded");
            if let Err(error) = &answer {
                self.session.notice(error);
            }
            // Outside a secure context nobody is signed in, so there is no answer to number.
            let operation_id = browser::random_uuid().unwrap_or_default();
            self.flow.try_update(|flow| flow.facts(version, answer, operation_id));
        });
    }

    fn submit(self, version: u64, previewed: Arc<Previewed>) {
        Unanswered::of(&previewed).keep();
        spawn_local(async move {
            let answer = api::submit_operation(&previewed.operation_id, &previewed.request()).await;
            if answer.as_ref().is_err_and(ApiError::nothing_was_done) {
                Unanswered::forget();
            }
            self.answered(version, answer);
        });
    }

    fn look(self, version: u64, previewed: Arc<Previewed>) {
        spawn_local(async move {
            let answer = api::get_operation(&previewed.operation_id).await;
            self.answered(version, answer);
        });
    }

    fn answered(self, version: u64, answer: Result<Operation, ApiError>) {
        let waited = self.flow.try_update(|flow| flow.answered(version, &answer));
        match answer {
            Err(error) => self.session.notice(&error),
            // Also when the person has left the page meanwhile: it is done, and they are told.
            Ok(operation) => {
                Unanswered::forget();
                self.toasts.done(operation.summary.written_off, operation.summary.failed);
                self.notifications.refresh();
                let id = operation.summary.id.clone();
                self.fresh.put(Arc::new(operation));
                if waited == Some(true) {
                    self.done.try_set(Some(id));
                }
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
        Effect::new(move |_| {
            if let Some(id) = self.done.get() {
                navigation.go(&routes::bulk_write_off(&id));
            }
        });
    }
}

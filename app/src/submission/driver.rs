//! Sends what is to happen once, and tells the page what came of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Face, Sent, Submission};
use crate::api::{ApiError, Question};
use crate::session::{Session, session};

/// A submission with everything that it needs of the outside.
pub(crate) struct Driver<Q: Send + Sync + 'static, R: Send + Sync + 'static> {
    submission: RwSignal<Submission<Q, R>>,
    session: Session,
    send: fn(Sent<Q>) -> Question<R>,
    answered: Callback<Result<Arc<R>, ApiError>, bool>,
}

impl<Q: Send + Sync + 'static, R: Send + Sync + 'static> Clone for Driver<Q, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q: Send + Sync + 'static, R: Send + Sync + 'static> Copy for Driver<Q, R> {}

/// A submission that is sent by `send`. `answered` is told each answer, and says whether the page
/// takes it from there: then the next one can be submitted.
pub(crate) fn drive<Q, R>(
    send: fn(Sent<Q>) -> Question<R>,
    answered: impl Fn(Result<Arc<R>, ApiError>) -> bool + Send + Sync + 'static,
) -> Driver<Q, R>
where
    Q: Clone + Send + Sync + 'static,
    R: Send + Sync + 'static,
{
    let session = session();
    let driver = Driver {
        submission: RwSignal::new(Submission::default()),
        session,
        send,
        answered: Callback::new(answered),
    };
    let renewals = session.renewals();
    let go_on = move |submission: &mut Submission<Q, R>| {
        submission.waits_for_session().then(|| submission.retry()).flatten()
    };
    Effect::watch(move || renewals.get(), move |_, _, _| driver.settle(go_on), false);
    driver
}

impl<Q: Clone + Send + Sync + 'static, R: Send + Sync + 'static> Driver<Q, R> {
    /// What the dialog shows of it.
    pub(crate) fn face(self) -> Memo<Face> {
        Memo::new(move |_| self.submission.with(Submission::face))
    }

    /// Asks the person once more.
    pub(crate) fn ask(self, request: Q) {
        self.submission.update(|submission| submission.ask_once_more(request));
    }

    /// Sends what needs no confirmation.
    pub(crate) fn send(self, id: String, request: Q) {
        self.settle(|submission| submission.send(id, request));
    }

    /// Confirm was pressed.
    pub(crate) fn confirm(self, id: String) {
        self.settle(|submission| submission.confirm(id));
    }

    /// Try again was pressed.
    pub(crate) fn retry(self) {
        self.settle(Submission::retry);
    }

    /// Cancel, Escape or Back was pressed; whether the dialog may close.
    pub(crate) fn close(self) -> bool {
        self.submission.try_update(Submission::close).unwrap_or_default()
    }

    fn settle(self, change: impl FnOnce(&mut Submission<Q, R>) -> Option<Sent<Q>>) {
        let Some(Some(sent)) = self.submission.try_update(change) else { return };
        self.session.ask_for((self.send)(sent), move |answer| {
            let answer = answer.map(Arc::new);
            let told = answer.clone();
            // The page may be gone meanwhile.
            if self.submission.try_update(|submission| submission.answered(told)).is_none() {
                return;
            }
            if self.answered.run(answer) {
                self.submission.try_update(|submission| *submission = Submission::default());
            }
        });
    }
}

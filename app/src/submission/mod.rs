//! A request that must happen once: from the press that asks for it to its answer.
//!
//! A bulk write-off, a repossession and a failed attempt go the same way. The page makes the id, and
//! sends the same request under the same id however often it takes; the server does it once. What
//! is known meanwhile, and what may be pressed, is said here; [`SubmissionDialog`] shows it.

mod dialog;
mod driver;

use std::sync::Arc;

use domain::api::ProblemCode;
use serde::{Deserialize, Serialize};

use crate::api::ApiError;
pub(crate) use dialog::{DialogTexts, Face, SubmissionDialog, UnknownActions, answer_dialog};
pub(crate) use driver::{Driver, drive};

/// A request with the id that it is sent under: always the same two together, so that sending it
/// again is harmless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sent<Q> {
    /// The id, made by the page.
    pub id: String,
    /// What is to be done.
    pub request: Q,
}

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stage<Q, R> {
    /// Nothing is asked for yet.
    Idle,
    /// The person is asked once more.
    Confirming(Q),
    /// The server was asked to do it.
    Sending(Sent<Q>),
    /// The server was asked whether it was done.
    Looking(Sent<Q>),
    /// It is certain that nothing was done.
    NotDone(Sent<Q>, NotDoneReason),
    /// Whether it was done is not known: the answer was lost.
    Unknown(Sent<Q>, ApiError),
    /// It is done.
    Done(Arc<R>),
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotDoneReason {
    /// The server said no.
    Refused(ApiError),
    /// The server was asked afterwards, and knows nothing of it.
    NotThere,
}

/// The way of a request `Q` to what was done, `R`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Submission<Q, R> {
    stage: Stage<Q, R>,
}

impl<Q, R> Default for Submission<Q, R> {
    fn default() -> Self {
        Self { stage: Stage::Idle }
    }
}

impl<Q: Clone, R> Submission<Q, R> {
    /// Where it stands.
    pub(crate) const fn stage(&self) -> &Stage<Q, R> {
        &self.stage
    }

    /// Where it stands when the page is loaded anew: of a request that was sent before, no answer
    /// is known.
    pub(crate) fn resumed(sent: Option<Sent<Q>>) -> Self {
        let unknown = |sent| Stage::Unknown(sent, ApiError::Unreachable);
        Self { stage: sent.map_or(Stage::Idle, unknown) }
    }

    /// Save was pressed on what must be confirmed.
    pub(crate) fn ask_once_more(&mut self, request: Q) {
        if matches!(self.stage, Stage::Idle) {
            self.stage = Stage::Confirming(request);
        }
    }

    /// Save was pressed on what needs no confirmation; what is to be sent. A second press sends
    /// nothing.
    pub(crate) fn send(&mut self, id: String, request: Q) -> Option<Sent<Q>> {
        matches!(self.stage, Stage::Idle).then(|| self.sending(Sent { id, request }))
    }

    /// Confirm was pressed; what is to be sent. A second press sends nothing.
    pub(crate) fn confirm(&mut self, id: String) -> Option<Sent<Q>> {
        let Stage::Confirming(request) = &self.stage else { return None };
        let request = request.clone();
        Some(self.sending(Sent { id, request }))
    }

    /// Try again was pressed; what is to be sent: the same, under the same id.
    pub(crate) fn retry(&mut self) -> Option<Sent<Q>> {
        let (Stage::NotDone(sent, _) | Stage::Unknown(sent, _)) = &self.stage else { return None };
        let sent = sent.clone();
        Some(self.sending(sent))
    }

    /// The person wants to know whether it was done; the id to ask about.
    pub(crate) fn look(&mut self) -> Option<String> {
        let (Stage::Unknown(sent, _) | Stage::NotDone(sent, NotDoneReason::NotThere)) = &self.stage
        else {
            return None;
        };
        let sent = sent.clone();
        let id = sent.id.clone();
        self.stage = Stage::Looking(sent);
        Some(id)
    }

    /// Cancel, Escape or Back was pressed; whether that leads back to where nothing is asked for.
    /// Not while it is open what the server does.
    pub(crate) fn close(&mut self) -> bool {
        let may = matches!(self.stage, Stage::Confirming(_) | Stage::NotDone(..));
        if may {
            self.stage = Stage::Idle;
        }
        may
    }

    /// The server has answered the request, or the question after it.
    pub(crate) fn answered(&mut self, answer: Result<Arc<R>, ApiError>) {
        let (sent, looking) = match &self.stage {
            Stage::Sending(sent) => (sent.clone(), false),
            Stage::Looking(sent) => (sent.clone(), true),
            _ => return,
        };
        self.stage = match answer {
            Ok(done) => Stage::Done(done),
            Err(error) if looking && error.code() == Some(ProblemCode::NotFound) => {
                Stage::NotDone(sent, NotDoneReason::NotThere)
            }
            Err(error) if !looking && error.nothing_was_done() => {
                Stage::NotDone(sent, NotDoneReason::Refused(error))
            }
            Err(error) => Stage::Unknown(sent, error),
        };
    }

    /// What was done.
    pub(crate) const fn done(&self) -> Option<&Arc<R>> {
        match &self.stage {
            Stage::Done(done) => Some(done),
            _ => None,
        }
    }

    /// Why the server did nothing, where it said so.
    pub(crate) const fn refused(&self) -> Option<&ApiError> {
        match &self.stage {
            Stage::NotDone(_, NotDoneReason::Refused(error)) => Some(error),
            _ => None,
        }
    }

    /// What was sent and has no certain answer: what is kept for a reload.
    pub(crate) const fn unsettled(&self) -> Option<&Sent<Q>> {
        match &self.stage {
            Stage::Sending(sent) | Stage::Looking(sent) | Stage::Unknown(sent, _) => Some(sent),
            _ => None,
        }
    }

    /// Whether an expired session stopped it, and it goes on once that is renewed.
    pub(crate) fn waits_for_session(&self) -> bool {
        matches!(
            self.stage,
            Stage::NotDone(_, NotDoneReason::Refused(ApiError::SignedOut))
                | Stage::Unknown(_, ApiError::SignedOut)
        )
    }

    fn sending(&mut self, sent: Sent<Q>) -> Sent<Q> {
        self.stage = Stage::Sending(sent.clone());
        sent
    }
}

#[cfg(test)]
mod tests {
    use domain::api::Problem;

    use super::*;

    type Two = Submission<&'static str, u32>;

    fn sent() -> Sent<&'static str> {
        Sent { id: "id-1".to_owned(), request: "take it back" }
    }

    fn refused(code: ProblemCode) -> ApiError {
        ApiError::Problem(Box::new(Problem::new(code, "detail")))
    }

    fn sending() -> Two {
        let mut submission = Two::default();
        assert_eq!(submission.send("id-1".to_owned(), "take it back"), Some(sent()));
        submission
    }

    #[test]
    fn a_second_press_sends_nothing() {
        let mut submission = sending();
        assert_eq!(submission.send("id-2".to_owned(), "take it back"), None);
        assert_eq!(submission.confirm("id-2".to_owned()), None);
        assert_eq!(submission.retry(), None);
        assert_eq!(submission.look(), None);
        assert!(!submission.close());
        submission.ask_once_more("take it back");
        assert_eq!(*submission.stage(), Stage::Sending(sent()));
        let mut confirming = Two::default();
        confirming.ask_once_more("write it off");
        assert!(confirming.confirm("id-1".to_owned()).is_some());
        assert_eq!(confirming.confirm("id-2".to_owned()), None);
    }

    #[test]
    fn what_must_be_confirmed_can_be_left() {
        let mut submission = Two::default();
        submission.ask_once_more("write it off");
        assert!(submission.close());
        assert_eq!(*submission.stage(), Stage::Idle);
        assert_eq!(submission.confirm("id-1".to_owned()), None);
    }

    #[test]
    fn a_lost_reply_is_no_failure_and_the_same_is_sent_again() {
        for error in [ApiError::Unreachable, ApiError::Garbled { status: 502 }] {
            let mut submission = sending();
            submission.answered(Err(error.clone()));
            assert_eq!(*submission.stage(), Stage::Unknown(sent(), error));
            assert_eq!(submission.unsettled(), Some(&sent()));
            assert!(!submission.close());
            assert_eq!(submission.retry(), Some(sent()));
            submission.answered(Ok(Arc::new(7)));
            assert_eq!(submission.done(), Some(&Arc::new(7)));
            assert_eq!(submission.unsettled(), None);
        }
    }

    #[test]
    fn after_a_reload_the_same_is_sent_again_or_asked_about() {
        let mut submission = Two::resumed(Some(sent()));
        assert!(!submission.close());
        assert_eq!(submission.retry(), Some(sent()));
        let mut submission = Two::resumed(Some(sent()));
        assert_eq!(submission.look().as_deref(), Some("id-1"));
        assert_eq!(*Two::resumed(None).stage(), Stage::Idle);
    }

    #[test]
    fn looking_settles_what_a_lost_reply_left_open() {
        let mut submission = sending();
        submission.answered(Err(ApiError::Garbled { status: 502 }));
        assert_eq!(submission.look().as_deref(), Some("id-1"));
        assert_eq!(submission.unsettled(), Some(&sent()));
        submission.answered(Err(ApiError::Unreachable));
        assert_eq!(*submission.stage(), Stage::Unknown(sent(), ApiError::Unreachable));
        assert!(submission.look().is_some());
        submission.answered(Err(refused(ProblemCode::NotFound)));
        assert_eq!(*submission.stage(), Stage::NotDone(sent(), NotDoneReason::NotThere));
        assert!(submission.look().is_some());
        submission.answered(Ok(Arc::new(7)));
        assert_eq!(submission.done(), Some(&Arc::new(7)));
    }

    #[test]
    fn only_a_refusal_is_certain() {
        for (code, certain) in [
            (ProblemCode::NotPossible, true),
            (ProblemCode::Unavailable, true),
            (ProblemCode::StorageFull, true),
            // To the request itself, and not to the question after it: the thing is not there.
            (ProblemCode::NotFound, true),
            (ProblemCode::TimedOut, false),
        ] {
            let mut submission = sending();
            submission.answered(Err(refused(code)));
            assert_eq!(submission.refused().is_some(), certain, "{code:?}");
            assert_eq!(submission.unsettled().is_some(), !certain, "{code:?}");
            assert_eq!(submission.retry(), Some(sent()), "{code:?}");
        }
    }

    #[test]
    fn an_expired_session_waits_to_be_renewed_and_a_late_answer_counts_for_nothing() {
        let mut submission = sending();
        submission.answered(Err(ApiError::SignedOut));
        assert!(submission.waits_for_session());
        assert!(submission.close());
        submission.answered(Ok(Arc::new(7)));
        assert_eq!(*submission.stage(), Stage::Idle);
    }
}

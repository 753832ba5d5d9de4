//! From Save to an answer: what may be pressed, and what is known meanwhile.

use std::sync::Arc;

use domain::api::{Problem, ProblemCode};
use serde::{Deserialize, Serialize};

use crate::api::ApiError;

/// A request, with the id that it is sent under: always the same two together, so that sending it
/// again is harmless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sent<Q> {
    /// The id, made by the page.
    pub id: String,
    /// What is to be recorded.
    pub request: Q,
}

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stage<Q, R> {
    /// The form is being filled in.
    Filling,
    /// The person is asked once more.
    Confirming(Q),
    /// The server was asked to record it.
    Sending(Sent<Q>),
    /// It is certain that nothing was recorded.
    NotDone(Sent<Q>, ApiError),
    /// Whether it was recorded is not known: the answer was lost.
    Unknown(Sent<Q>, ApiError),
    /// It is recorded.
    Done(Arc<R>),
}

/// The way of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Submission<Q, R> {
    stage: Stage<Q, R>,
}

impl<Q, R> Default for Submission<Q, R> {
    fn default() -> Self {
        Self { stage: Stage::Filling }
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
        Self { stage: sent.map_or(Stage::Filling, unknown) }
    }

    /// Save was pressed on what must be confirmed.
    pub(crate) fn ask_once_more(&mut self, request: Q) {
        if matches!(self.stage, Stage::Filling) {
            self.stage = Stage::Confirming(request);
        }
    }

    /// Save was pressed on what needs no confirmation; what is to be sent. A second press sends
    /// nothing.
    pub(crate) fn send(&mut self, id: String, request: Q) -> Option<Sent<Q>> {
        matches!(self.stage, Stage::Filling).then(|| self.sending(Sent { id, request }))
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

    /// Cancel, Escape or Back was pressed; whether the form is there again. Not while it is open
    /// what the server does.
    pub(crate) fn close(&mut self) -> bool {
        let may = matches!(self.stage, Stage::Confirming(_) | Stage::NotDone(..));
        if may {
            self.stage = Stage::Filling;
        }
        may
    }

    /// What was recorded.
    pub(crate) const fn done(&self) -> Option<&Arc<R>> {
        match &self.stage {
            Stage::Done(record) => Some(record),
            _ => None,
        }
    }

    /// What was sent and has no certain answer: what is kept for a reload.
    pub(crate) const fn unsettled(&self) -> Option<&Sent<Q>> {
        match &self.stage {
            Stage::Sending(sent) | Stage::Unknown(sent, _) => Some(sent),
            _ => None,
        }
    }

    /// Whether an expired session stopped it, and it goes on once that is renewed.
    pub(crate) fn waits_for_session(&self) -> bool {
        matches!(
            self.stage,
            Stage::NotDone(_, ApiError::SignedOut) | Stage::Unknown(_, ApiError::SignedOut)
        )
    }

    /// The server has answered. A refusal that is about what was typed or about the account leads
    /// back to the form, which must look again: it is handed out.
    pub(crate) fn answered(&mut self, answer: Result<Arc<R>, ApiError>) -> Option<Box<Problem>> {
        let Stage::Sending(sent) = &self.stage else { return None };
        let sent = sent.clone();
        match answer {
            Ok(record) => self.stage = Stage::Done(record),
            Err(ApiError::Problem(problem)) if asks_to_look_again(problem.code) => {
                self.stage = Stage::Filling;
                return Some(problem);
            }
            Err(error) if error.nothing_was_done() => self.stage = Stage::NotDone(sent, error),
            Err(error) => self.stage = Stage::Unknown(sent, error),
        }
        None
    }

    fn sending(&mut self, sent: Sent<Q>) -> Sent<Q> {
        self.stage = Stage::Sending(sent.clone());
        sent
    }
}

/// Whether the answer is the form's to show: at its fields, or as what has changed.
const fn asks_to_look_again(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::InvalidRequest
            | ProblemCode::ChangedMeanwhile
            | ProblemCode::NotPossible
            | ProblemCode::RoleMayNot
            | ProblemCode::NotFound
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    type Two = Submission<&'static str, u32>;

    fn sent() -> Sent<&'static str> {
        Sent { id: "id-1".to_owned(), request: "take it back" }
    }

    fn refused(code: ProblemCode) -> Result<Arc<u32>, ApiError> {
        Err(ApiError::Problem(Box::new(Problem::new(code, "detail"))))
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
        assert!(!submission.close());
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
        assert_eq!(*submission.stage(), Stage::Filling);
        assert_eq!(submission.confirm("id-1".to_owned()), None);
    }

    #[test]
    fn a_lost_reply_is_no_failure_and_the_same_is_sent_again() {
        for error in [ApiError::Unreachable, ApiError::Garbled { status: 502 }] {
            let mut submission = sending();
            assert_eq!(submission.answered(Err(error)), None);
            assert_eq!(submission.unsettled(), Some(&sent()));
            assert!(!submission.close());
            assert_eq!(submission.retry(), Some(sent()));
            submission.answered(Ok(Arc::new(7)));
            assert_eq!(*submission.stage(), Stage::Done(Arc::new(7)));
            assert_eq!(submission.unsettled(), None);
        }
    }

    #[test]
    fn after_a_reload_the_same_is_sent_again() {
        let mut submission = Two::resumed(Some(sent()));
        assert!(!submission.close());
        assert_eq!(submission.retry(), Some(sent()));
    }

    #[test]
    fn a_refusal_about_the_form_leads_back_to_it() {
        for (code, back) in [
            (ProblemCode::InvalidRequest, true),
            (ProblemCode::ChangedMeanwhile, true),
            (ProblemCode::NotPossible, true),
            (ProblemCode::RoleMayNot, true),
            (ProblemCode::NotFound, true),
            (ProblemCode::Unavailable, false),
            (ProblemCode::StorageFull, false),
            (ProblemCode::TimedOut, false),
        ] {
            let mut submission = sending();
            assert_eq!(submission.answered(refused(code)).is_some(), back, "{code:?}");
            assert_eq!(*submission.stage() == Stage::Filling, back, "{code:?}");
            let unknown = code == ProblemCode::TimedOut;
            assert_eq!(submission.unsettled().is_some(), unknown, "{code:?}");
            assert_eq!(submission.retry().is_some(), !back, "{code:?}");
        }
    }

    #[test]
    fn an_expired_session_waits_to_be_renewed_and_a_late_answer_counts_for_nothing() {
        let mut submission = sending();
        submission.answered(Err(ApiError::SignedOut));
        assert!(submission.waits_for_session());
        assert!(submission.close());
        submission.answered(Ok(Arc::new(7)));
        assert_eq!(*submission.stage(), Stage::Filling);
    }
}

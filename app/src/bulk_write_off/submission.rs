//! From Save to an answer: what may be pressed, and what is known meanwhile.

use domain::api::Operation;
use domain::bulk_write_off::early_ones_may_go_ahead;

use crate::api::ApiError;

/// Where a submission stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Submission {
    /// The person is looking at the preview.
    #[default]
    None,
    /// The person is asked once more.
    Confirming {
        /// Whether the early ones were ticked as seen.
        early_seen: bool,
    },
    /// The server was asked to do it.
    Sending,
    /// The server was asked whether it was done.
    Looking,
    /// It is certain that nothing was done.
    NotDone(Why),
    /// Whether it was done is not known: the answer was lost.
    Unknown(ApiError),
    /// It is done.
    Done,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The server said no.
    Refused(ApiError),
    /// The server was asked afterwards, and has no such operation.
    NotThere,
}

impl Submission {
    /// Save was pressed.
    pub(crate) fn open(&mut self) {
        if *self == Self::None {
            *self = Self::Confirming { early_seen: false };
        }
    }

    /// The early ones were ticked as seen, or not.
    pub(crate) fn tick(&mut self, seen: bool) {
        if let Self::Confirming { early_seen } = self {
            *early_seen = seen;
        }
    }

    /// Whether Confirm may be pressed.
    pub(crate) const fn may_confirm(&self, early: usize) -> bool {
        matches!(self, Self::Confirming { early_seen } if early_ones_may_go_ahead(early, *early_seen))
    }

    /// Confirm was pressed; whether the server is to be asked. A second press asks nothing.
    pub(crate) fn confirm(&mut self, early: usize) -> bool {
        let may = self.may_confirm(early);
        if may {
            *self = Self::Sending;
        }
        may
    }

    /// Whether the dialog may be closed: not while it is open what the server does.
    pub(crate) const fn may_close(&self) -> bool {
        matches!(self, Self::Confirming { .. } | Self::NotDone(_))
    }

    /// Cancel or Escape was pressed; whether the dialog may close.
    pub(crate) fn close(&mut self) -> bool {
        let may = self.may_close();
        if may {
            *self = Self::None;
        }
        may
    }

    /// Try again was pressed; whether the server is to be asked.
    pub(crate) fn retry(&mut self) -> bool {
        let may = matches!(self, Self::NotDone(_) | Self::Unknown(_));
        if may {
            *self = Self::Sending;
        }
        may
    }

    /// The person wants to know whether it was done; whether the server is to be asked.
    pub(crate) fn look(&mut self) -> bool {
        let may = matches!(self, Self::Unknown(_));
        if may {
            *self = Self::Looking;
        }
        may
    }

    /// Whether it was stopped by an expired session only, and goes on once that is renewed.
    pub(crate) fn waits_for_session(&self) -> bool {
        matches!(
            self,
            Self::NotDone(Why::Refused(ApiError::SignedOut)) | Self::Unknown(ApiError::SignedOut)
        )
    }

    /// The server has answered the submission, or the question after it.
    pub(crate) fn answered(&mut self, answer: &Result<Operation, ApiError>) {
        let looking = *self == Self::Looking;
        *self = match answer {
            Ok(_) => Self::Done,
            Err(error) if looking && is_absent(error) => Self::NotDone(Why::NotThere),
            Err(error) if !looking && error.nothing_was_done() => {
                Self::NotDone(Why::Refused(error.clone()))
            }
            Err(error) => Self::Unknown(error.clone()),
        };
    }
}

fn is_absent(error: &ApiError) -> bool {
    error.code() == Some(domain::api::ProblemCode::NotFound)
}

#[cfg(test)]
mod tests {
    use domain::api::{Problem, ProblemCode};

    use super::*;

    fn refused(code: ProblemCode) -> ApiError {
        ApiError::Problem(Box::new(Problem::new(code, "detail")))
    }

    fn sending() -> Submission {
        let mut submission = Submission::None;
        submission.open();
        assert!(submission.confirm(0));
        submission
    }

    #[test]
    fn early_ones_must_be_ticked_first() {
        let mut submission = Submission::None;
        submission.open();
        assert!(!submission.confirm(4));
        submission.tick(true);
        assert!(submission.confirm(4));
        assert_eq!(submission, Submission::Sending);
    }

    #[test]
    fn a_second_press_submits_nothing() {
        let mut submission = sending();
        assert!(!submission.confirm(0));
        assert!(!submission.close());
        assert!(!submission.retry());
        submission.open();
        assert_eq!(submission, Submission::Sending);
    }

    #[test]
    fn a_lost_reply_is_not_called_a_failure() {
        let mut submission = sending();
        submission.answered(&Err(ApiError::Unreachable));
        assert_eq!(submission, Submission::Unknown(ApiError::Unreachable));
        assert!(!submission.close());
        assert!(submission.retry());
        assert_eq!(submission, Submission::Sending);
    }

    #[test]
    fn looking_settles_what_a_lost_reply_left_open() {
        let mut submission = sending();
        submission.answered(&Err(ApiError::Garbled { status: 502 }));
        assert!(submission.look());
        submission.answered(&Err(ApiError::Unreachable));
        assert_eq!(submission, Submission::Unknown(ApiError::Unreachable));
        assert!(submission.look());
        submission.answered(&Err(refused(ProblemCode::NotFound)));
        assert_eq!(submission, Submission::NotDone(Why::NotThere));
        assert!(submission.close());
        assert_eq!(submission, Submission::None);
    }

    #[test]
    fn a_refusal_is_certain_and_lets_the_person_go_back() {
        let mut submission = sending();
        submission.answered(&Err(refused(ProblemCode::Unavailable)));
        assert!(matches!(submission, Submission::NotDone(Why::Refused(_))));
        assert!(submission.retry());
        submission.answered(&Err(refused(ProblemCode::TimedOut)));
        assert!(matches!(submission, Submission::Unknown(_)));
    }

    #[test]
    fn an_expired_session_waits_to_be_renewed() {
        let mut submission = sending();
        submission.answered(&Err(ApiError::SignedOut));
        assert!(submission.waits_for_session());
        assert!(submission.retry());
    }
}

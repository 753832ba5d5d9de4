//! What can go wrong with a call, told apart by what a person can do about it.

use domain::api::{Problem, ProblemCode};

/// A call that did not get what it asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// Nobody is signed in, or no longer.
    SignedOut,
    /// The server says no, and why.
    Problem(Box<Problem>),
    /// There was no answer, or none in time: whether the server did it is not known.
    Unreachable,
    /// There was an answer, but not one of ours: a proxy's error page, or another version's reply.
    Garbled {
        /// The HTTP status.
        status: u16,
    },
}

impl ApiError {
    /// What a reply that is no success means.
    pub(super) fn of_reply(status: u16, body: &[u8]) -> Self {
        match serde_json::from_slice::<Problem>(body) {
            Ok(problem) if problem.code == ProblemCode::NotSignedIn => Self::SignedOut,
            Ok(problem) => Self::Problem(Box::new(problem)),
            Err(_) => Self::Garbled { status },
        }
    }

    /// The code, where the server gave one.
    pub(crate) fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::SignedOut => Some(ProblemCode::NotSignedIn),
            Self::Unreachable | Self::Garbled { .. } => None,
        }
    }

    /// Whether it is certain that the server did nothing.
    pub(crate) fn nothing_was_done(&self) -> bool {
        self.code().is_some_and(ProblemCode::nothing_was_done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(code: ProblemCode) -> ApiError {
        let problem = Problem::new(code, "detail");
        ApiError::of_reply(problem.status, &serde_json::to_vec(&problem).unwrap())
    }

    #[test]
    fn an_expired_session_is_not_a_wrong_password() {
        assert_eq!(reply(ProblemCode::NotSignedIn), ApiError::SignedOut);
        assert_eq!(
            reply(ProblemCode::WrongCredentials).code(),
            Some(ProblemCode::WrongCredentials)
        );
    }

    #[test]
    fn what_is_not_ours_is_garbled() {
        let page = b"<html>502 Bad Gateway</html>";
        assert_eq!(ApiError::of_reply(502, page), ApiError::Garbled { status: 502 });
    }

    #[test]
    fn only_a_refusal_is_certain() {
        for (error, certain) in [
            (reply(ProblemCode::InvalidRequest), true),
            (reply(ProblemCode::Unavailable), true),
            (reply(ProblemCode::TimedOut), false),
            (reply(ProblemCode::Unknown), false),
            (ApiError::SignedOut, true),
            (ApiError::Unreachable, false),
            (ApiError::Garbled { status: 502 }, false),
        ] {
            assert_eq!(error.nothing_was_done(), certain, "{error:?}");
        }
    }
}

//! What is the same in every form: what was typed, what is known, and where the request stands.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::api::ProblemCode;
use domain::role::Role;

use super::{KeptDraft, Notice, is_no_account};
use crate::api::ApiError;
use crate::submission::Submission;

/// A form being filled in: `D` is what stands in it, `Q` what is sent, `R` what was recorded, and
/// `K` what it is judged by.
#[derive(Clone, Debug)]
pub(crate) struct Filling<D, Q, R, K> {
    /// The role of who fills it in.
    pub role: Role,
    /// What was typed.
    pub draft: D,
    /// What is to be said above it.
    pub notice: Notice,
    /// Where the request stands.
    pub submission: Submission<Q, R>,
    known: Option<Result<Arc<K>, ApiError>>,
    /// The fields that were left after something was typed into them.
    left: BTreeSet<String>,
}

/// What is shown: a screen of the form's own, or one that every form has. It changes only when
/// another one is to be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown<S> {
    /// The server was asked about the account.
    Loading,
    /// The server did not say.
    Trouble(ApiError),
    /// There is no such account.
    NoAccount,
    /// It is recorded.
    Done,
    /// What the form itself shows.
    Form(S),
}

impl<D: Default + Clone, Q: Clone, R, K> Filling<D, Q, R, K> {
    /// A form for somebody of that role, with what was kept of it.
    pub(crate) fn new(role: Role, kept: Option<KeptDraft<D, Q>>) -> Self {
        let (draft, sent) = kept.map_or_else(Default::default, |kept| (kept.typed, kept.sent));
        Self {
            role,
            draft,
            notice: Notice::default(),
            submission: Submission::resumed(sent),
            known: None,
            left: BTreeSet::new(),
        }
    }

    /// What it is judged by, once the server has said it.
    pub(crate) fn known(&self) -> Option<&Arc<K>> {
        self.known.as_ref()?.as_ref().ok()
    }

    /// The server has said what it is judged by, or not.
    pub(crate) fn learn(&mut self, answer: Result<K, ApiError>) {
        self.known = Some(answer.map(Arc::new));
    }

    /// What is shown; `form` says it where the form itself is.
    pub(super) fn shown<S>(&self, form: impl FnOnce() -> S) -> Shown<S> {
        match &self.known {
            _ if self.submission.done().is_some() => Shown::Done,
            None => Shown::Loading,
            Some(Err(error)) if is_no_account(error) => Shown::NoAccount,
            Some(Err(error)) => Shown::Trouble(error.clone()),
            Some(Ok(_)) => Shown::Form(form()),
        }
    }

    /// A field was left after something was typed into it.
    pub(super) fn leave(&mut self, place: &str) {
        self.left.insert(place.to_owned());
    }

    /// Whether a field was left after something was typed into it.
    pub(crate) fn was_left(&self, place: &str) -> bool {
        self.left.contains(place)
    }

    /// What is to be kept for a reload; nothing once it is recorded, or while nothing was typed.
    pub(crate) fn to_keep(&self, blank: bool) -> Option<KeptDraft<D, Q>> {
        let sent = self.submission.unsettled().cloned();
        let keep = self.submission.done().is_none() && !(blank && sent.is_none());
        keep.then(|| KeptDraft { typed: self.draft.clone(), sent })
    }

    /// The server has answered; whether the account is to be looked at again.
    pub(crate) fn answered(&mut self, answer: Result<Arc<R>, ApiError>) -> bool {
        self.submission.answered(answer);
        match self.submission.refused() {
            // Mostly the rule says the same once the account is looked at again, and better.
            Some(ApiError::Problem(problem)) if asks_to_look_again(problem.code) => {
                self.notice = Notice::of(problem.clone());
                self.submission.close();
                true
            }
            _ => self.submission.done().is_some(),
        }
    }
}

/// Whether a refusal is the form's to show: at its fields, or as what has changed.
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
    use domain::api::Problem;

    use super::*;

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
            let mut filling: Filling<String, &str, u32, ()> = Filling::new(Role::Admin, None);
            filling.submission.send("id-1".to_owned(), "take it back");
            let problem = Box::new(Problem::new(code, "detail"));
            assert_eq!(filling.answered(Err(ApiError::Problem(problem))), back, "{code:?}");
            assert_eq!(filling.notice != Notice::default(), back, "{code:?}");
            assert_eq!(filling.submission.retry().is_some(), !back, "{code:?}");
        }
    }
}

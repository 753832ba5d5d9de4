//! What the form is in: what was typed, what is wrong with it, and what may be pressed.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::AccountId;
use domain::api::{AccountReply, AttemptRecord, FailedAttemptRequest};
use domain::failed_attempt::{AttemptReason, Checked, Grounds, Refusal, check};
use domain::form::{Fault, FieldFault, Typed};
use domain::role::Role;
use serde::{Deserialize, Serialize};

use crate::api::{self, ApiError, Question};
use crate::recording::{
    Kept, KeptOf, Notice, Pressed, RecordingForm, Sent, Submission, SubmissionOf, is_no_account,
};

/// What stands in the form, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// The day of the attempt.
    pub attempted_on: String,
    /// The reason's code.
    pub reason: String,
    /// The day of payment.
    pub promised_on: String,
    /// What else there is to say.
    pub note: String,
}

impl Draft {
    fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// What is sent. A day of payment that was typed before another reason was chosen stays in the
    /// draft, and is not sent.
    fn request(&self, account: &AccountId) -> FailedAttemptRequest {
        let promised =
            AttemptReason::from_code(&self.reason).is_some_and(AttemptReason::has_promise);
        FailedAttemptRequest {
            account: account.clone(),
            attempted_on: Typed::new(&self.attempted_on),
            reason: Typed::new(&self.reason),
            promised_on: Typed::new(if promised { &self.promised_on } else { "" }),
            note: Typed::new(&self.note),
        }
    }
}

/// Which screen is to be shown. It changes only when another one is to be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    /// The server was asked about the account.
    Loading,
    /// The server did not say.
    Trouble(ApiError),
    /// There is no such account.
    NoAccount,
    /// No repossession is pending: there is nothing that could have been attempted.
    NothingPending,
    /// The form.
    Filling,
    /// It is recorded.
    Done,
}

/// The form's state.
#[derive(Clone, Debug)]
pub(super) struct Form {
    role: Role,
    draft: Draft,
    known: Option<Result<Arc<AccountReply>, ApiError>>,
    notice: Notice,
    submission: SubmissionOf<Self>,
    /// Whether everything that is wrong is said.
    tried: bool,
    /// The fields that were left.
    left: BTreeSet<String>,
}

impl Form {
    /// Which screen is to be shown.
    pub(super) fn screen(&self) -> Screen {
        if self.submission.done().is_some() {
            return Screen::Done;
        }
        match &self.known {
            None => Screen::Loading,
            Some(Err(error)) if is_no_account(error) => Screen::NoAccount,
            Some(Err(error)) => Screen::Trouble(error.clone()),
            Some(Ok(_)) if self.check() == Some(Err(Refusal::NothingPending)) => {
                Screen::NothingPending
            }
            Some(Ok(_)) => Screen::Filling,
        }
    }

    /// What is known of the account.
    pub(super) fn account(&self) -> Option<&Arc<AccountReply>> {
        self.known.as_ref()?.as_ref().ok()
    }

    /// What was typed.
    pub(super) const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What is to be said above the form.
    pub(super) const fn notice(&self) -> &Notice {
        &self.notice
    }

    /// Where the request stands.
    pub(super) const fn stands(&self) -> &SubmissionOf<Self> {
        &self.submission
    }

    /// Whether a day of payment is asked for.
    pub(super) fn asks_for_promise(&self) -> bool {
        AttemptReason::from_code(&self.draft.reason).is_some_and(AttemptReason::has_promise)
    }

    /// Something was typed.
    pub(super) fn typed(&mut self, change: impl FnOnce(&mut Draft)) {
        change(&mut self.draft);
    }

    /// A field was left after something was typed into it.
    pub(super) fn left(&mut self, place: &str) {
        self.left.insert(place.to_owned());
    }

    /// What is wrong with a field, where that is to be said.
    pub(super) fn fault(&self, place: &str) -> Option<Fault> {
        let fault = self.faults().into_iter().find(|fault| fault.place == place)?.fault;
        (self.tried || self.left.contains(place)).then_some(fault)
    }

    /// Save was pressed. `id` is what is sent under, should anything be.
    pub(super) fn save(&mut self, id: String) -> Pressed<FailedAttemptRequest> {
        self.tried = true;
        let Some(account) = self.account() else { return Pressed::Shown };
        let request = self.draft.request(&account.account);
        match self.check() {
            Some(Ok(_)) => self.submission.send(id, request).map_or(Pressed::Shown, Pressed::Send),
            _ => self.first_fault().map_or(Pressed::Shown, Pressed::Focus),
        }
    }

    fn first_fault(&self) -> Option<String> {
        self.faults().into_iter().next().map(|fault| fault.place)
    }

    fn faults(&self) -> Vec<FieldFault> {
        match self.check() {
            Some(Err(Refusal::Form(faults))) => faults,
            _ => Vec::new(),
        }
    }

    /// The rule. None while nothing is known of the account.
    fn check(&self) -> Option<Result<Checked, Refusal>> {
        let account = self.account()?;
        let grounds =
            Grounds { standing: &account.standing, role: self.role, today: account.today };
        Some(check(&self.draft.request(&account.account), &grounds))
    }
}

impl RecordingForm for Form {
    const NAME: &'static str = "failed-attempt";
    type Draft = Draft;
    type Request = FailedAttemptRequest;
    type Record = AttemptRecord;
    type Known = AccountReply;

    fn open(role: Role, kept: Option<KeptOf<Self>>) -> Self {
        let (draft, sent) = kept.map_or_else(Default::default, |kept| (kept.typed, kept.sent));
        Self {
            role,
            draft,
            known: None,
            notice: Notice::default(),
            submission: Submission::resumed(sent),
            tried: false,
            left: BTreeSet::new(),
        }
    }

    fn ask(account: AccountId) -> Question<AccountReply> {
        Box::pin(async move { api::get_account(&account).await })
    }

    fn record(sent: Sent<FailedAttemptRequest>) -> Question<AttemptRecord> {
        Box::pin(async move { api::record_failed_attempt(&sent.id, &sent.request).await })
    }

    fn waits_to_load(&self) -> bool {
        self.account().is_none()
    }

    fn loaded(&mut self, answer: Result<AccountReply, ApiError>) -> Option<String> {
        self.known = Some(answer.map(Arc::new));
        self.notice.refused.as_ref()?;
        let first = self.first_fault();
        if first.is_some() {
            self.notice.refused = None;
        }
        first
    }

    fn to_keep(&self) -> Option<KeptOf<Self>> {
        let sent = self.submission.unsettled().cloned();
        let keep = self.submission.done().is_none() && !(self.draft.is_blank() && sent.is_none());
        keep.then(|| Kept { typed: self.draft.clone(), sent })
    }

    fn submission(&mut self) -> &mut SubmissionOf<Self> {
        &mut self.submission
    }

    fn answered(&mut self, answer: Result<Arc<AttemptRecord>, ApiError>) -> bool {
        match self.submission.answered(answer) {
            None => self.submission.done().is_some(),
            Some(problem) => {
                self.notice = Notice::of(problem);
                true
            }
        }
    }
}

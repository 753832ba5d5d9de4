//! What the form is in: what was typed, what is wrong with it, and what may be pressed.

use domain::AccountId;
use domain::api::{AccountReply, AttemptRecord, FailedAttemptRequest};
use domain::failed_attempt::{AttemptReason, Checked, Grounds, Refusal, check};
use domain::form::{Fault, FieldFault, Typed};
use serde::{Deserialize, Serialize};

use crate::api::{self, ApiError, Question};
use crate::recording::{FillingOf, Pressed, RecordingForm};
use crate::submission::Sent;

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

/// What the form shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    /// No repossession is pending: there is nothing that could have been attempted.
    NothingPending,
    /// The fields.
    Filling,
}

/// The form's state.
#[derive(Clone, Debug)]
pub(super) struct Form {
    filling: FillingOf<Self>,
    /// Whether everything that is wrong is said.
    tried: bool,
}

impl Form {
    /// Whether a day of payment is asked for.
    pub(super) fn asks_for_promise(&self) -> bool {
        AttemptReason::from_code(&self.filling.draft.reason).is_some_and(AttemptReason::has_promise)
    }

    /// Save was pressed. `id` is what is sent under, should anything be.
    pub(super) fn save(&mut self, id: String) -> Pressed<FailedAttemptRequest> {
        self.tried = true;
        let Some(account) = self.filling.known() else { return Pressed::Shown };
        let request = self.filling.draft.request(&account.account);
        match self.check() {
            Some(Ok(_)) => {
                self.filling.submission.send(id, request).map_or(Pressed::Shown, Pressed::Send)
            }
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
        let account = self.filling.known()?;
        let grounds =
            Grounds { standing: &account.standing, role: self.filling.role, today: account.today };
        Some(check(&self.filling.draft.request(&account.account), &grounds))
    }
}

impl RecordingForm for Form {
    const NAME: &'static str = "failed-attempt";
    type About = AccountId;
    type Draft = Draft;
    type Request = FailedAttemptRequest;
    type Record = AttemptRecord;
    type Known = AccountReply;
    type Screen = Screen;

    fn open(filling: FillingOf<Self>) -> Self {
        Self { filling, tried: false }
    }

    fn filling(&self) -> &FillingOf<Self> {
        &self.filling
    }

    fn filling_mut(&mut self) -> &mut FillingOf<Self> {
        &mut self.filling
    }

    fn ask(account: AccountId) -> Question<AccountReply> {
        Box::pin(async move { api::get_account(&account).await })
    }

    fn record(sent: Sent<FailedAttemptRequest>) -> Question<AttemptRecord> {
        Box::pin(async move { api::record_failed_attempt(&sent.id, &sent.request).await })
    }

    fn loaded(&mut self, answer: Result<AccountReply, ApiError>) -> Option<String> {
        self.filling.learn(answer);
        self.filling.notice.refused.as_ref()?;
        let first = self.first_fault();
        if first.is_some() {
            self.filling.notice.refused = None;
        }
        first
    }

    fn is_blank(&self) -> bool {
        self.filling.draft == Draft::default()
    }

    fn screen(&self) -> Screen {
        let pending = self.check() != Some(Err(Refusal::NothingPending));
        if pending { Screen::Filling } else { Screen::NothingPending }
    }

    fn fault(&self, place: &str) -> Option<Fault> {
        let fault = self.faults().into_iter().find(|fault| fault.place == place)?.fault;
        (self.tried || self.filling.was_left(place)).then_some(fault)
    }
}

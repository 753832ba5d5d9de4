//! What the screen is in, from choosing a file to its answer.
//!
//! Plain data and plain functions: they are told what happened and say what to ask next. What asks
//! is [`work`](super::work), what shows are the components.

use std::sync::Arc;

use domain::api::{FactsReply, Operation};
use domain::bulk_write_off::early_write_offs_allowed;
use domain::upload::ColumnChoice;

use super::chosen::{Reading, Refused};
use super::previewed::Previewed;
use crate::api::ApiError;
use crate::submission::{Face, Sent, Submission};
use crate::turn::Turn;

/// A preview on its way to an operation.
pub(crate) type WriteOff = Submission<Arc<Previewed>, Operation>;

/// The screen's state, and the file's turn: what comes back for an earlier file is dropped.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    turn: Turn,
    stage: Stage,
}

/// What the screen is in.
#[derive(Debug, Default)]
pub(crate) enum Stage {
    /// Nothing is chosen.
    #[default]
    Choosing,
    /// A file is being read.
    Reading(Progress),
    /// A file could not be opened: it was moved, or taken away.
    Unreadable {
        /// What it is called.
        name: String,
    },
    /// A file was not taken, or the person is asked for the column.
    Refused(Arc<Refused>),
    /// The server is asked for the facts; or it was, and there was none.
    Asking {
        /// The file.
        reading: Arc<Reading>,
        /// Why there are no facts.
        trouble: Option<ApiError>,
    },
    /// The preview.
    Previewed {
        /// What it shows.
        previewed: Arc<Previewed>,
        /// Where its submission stands.
        submission: WriteOff,
        /// Whether the early ones were ticked as seen.
        early_seen: bool,
    },
}

/// How far a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// What it is called.
    pub name: String,
    /// Bytes read.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
    /// Entries counted.
    pub entries: usize,
}

/// Which screen is to be shown. It changes only when another one is to be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// Choosing.
    Choose,
    /// Reading.
    Reading,
    /// A file that cannot be opened.
    Unreadable,
    /// A refusal of a file.
    Refused(Turn),
    /// The read entries of a file.
    Checking(Turn),
    /// The preview of a file.
    Preview(Turn),
}

/// What is to be asked next, and whose turn the answer is for.
#[derive(Debug)]
pub(crate) enum Ask {
    /// The facts of a file's accounts.
    Facts(Turn, Arc<Reading>),
    /// To do it.
    Submit(Turn, Sent<Arc<Previewed>>),
    /// Whether the operation of that id was done.
    Look(Turn, String),
}

impl Flow {
    /// What the screen is in.
    pub(crate) const fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Which screen is to be shown.
    pub(crate) const fn screen(&self) -> Screen {
        match self.stage {
            Stage::Choosing => Screen::Choose,
            Stage::Reading(_) => Screen::Reading,
            Stage::Unreadable { .. } => Screen::Unreadable,
            Stage::Refused(_) => Screen::Refused(self.turn),
            Stage::Asking { .. } => Screen::Checking(self.turn),
            Stage::Previewed { .. } => Screen::Preview(self.turn),
        }
    }

    /// Another file, or none: whatever is under way for the last one no longer counts.
    pub(crate) fn start_over(&mut self) {
        self.turn.next();
        self.stage = Stage::Choosing;
    }

    /// A file was chosen; its turn.
    pub(crate) fn choose(&mut self, name: String, total: u64) -> Turn {
        self.start_over();
        self.stage = Stage::Reading(Progress { name, done: 0, total, entries: 0 });
        self.turn
    }

    /// A large file is read so far; whether anybody still waits for it.
    pub(crate) fn progressed(&mut self, turn: Turn, done: u64, entries: usize) -> bool {
        match &mut self.stage {
            Stage::Reading(progress) if turn == self.turn => {
                progress.done = done;
                progress.entries = entries;
                true
            }
            _ => false,
        }
    }

    /// A file could not be opened.
    pub(crate) fn unreadable(&mut self, turn: Turn, name: String) {
        if turn == self.turn {
            self.stage = Stage::Unreadable { name };
        }
    }

    /// A file was read.
    pub(crate) fn read(&mut self, turn: Turn, read: Result<Reading, Refused>) -> Option<Ask> {
        if turn != self.turn {
            return None;
        }
        match read {
            Ok(reading) => Some(self.ask_facts(Arc::new(reading))),
            Err(refused) => {
                self.stage = Stage::Refused(Arc::new(refused));
                None
            }
        }
    }

    /// The person has said which column holds the account IDs.
    pub(crate) fn choose_column(&mut self, choice: ColumnChoice) -> Option<Ask> {
        let Stage::Refused(refused) = &self.stage else { return None };
        let file = Arc::clone(refused.file.as_ref()?);
        let turn = self.turn.next();
        self.read(turn, Reading::of(&file, Some(choice)))
    }

    /// The server's facts, or none.
    pub(crate) fn facts(
        &mut self,
        turn: Turn,
        answer: Result<FactsReply, ApiError>,
        operation_id: String,
    ) {
        if turn != self.turn {
            return;
        }
        if let Stage::Asking { reading, trouble } = &mut self.stage {
            match answer {
                Err(error) => *trouble = Some(error),
                Ok(reply) => {
                    let previewed = Previewed::new(Arc::clone(reading), reply, operation_id);
                    self.stage = Stage::Previewed {
                        previewed: Arc::new(previewed),
                        submission: Submission::default(),
                        early_seen: false,
                    };
                }
            }
        }
    }

    /// Another control was chosen, while nothing is asked of the server.
    pub(crate) fn choose_control(&mut self, control: String, operation_id: String) {
        if self.face() != Face::Closed {
            return;
        }
        if let Stage::Previewed { previewed, submission, early_seen } = &mut self.stage {
            *previewed = Arc::new(previewed.with_control(control, operation_id));
            *submission = Submission::default();
            *early_seen = false;
            self.turn.next();
        }
    }

    /// Try again was pressed where the facts did not come.
    pub(crate) fn retry_facts(&mut self) -> Option<Ask> {
        match &self.stage {
            Stage::Asking { reading, trouble: Some(_) } => {
                let reading = Arc::clone(reading);
                Some(self.ask_facts(reading))
            }
            _ => None,
        }
    }

    /// What the dialog shows.
    pub(crate) fn face(&self) -> Face {
        match &self.stage {
            Stage::Previewed { submission, .. } => submission.face(),
            _ => Face::Closed,
        }
    }

    /// Save was pressed.
    pub(crate) fn save(&mut self) {
        if let Stage::Previewed { previewed, submission, early_seen } = &mut self.stage {
            *early_seen = false;
            submission.ask_once_more(Arc::clone(previewed));
        }
    }

    /// The early ones were ticked as seen, or not.
    pub(crate) fn tick(&mut self, seen: bool) {
        if let Stage::Previewed { early_seen, .. } = &mut self.stage {
            *early_seen = seen;
        }
    }

    /// Whether Confirm may be pressed.
    pub(crate) fn may_confirm(&self) -> bool {
        let Stage::Previewed { previewed, early_seen, .. } = &self.stage else { return false };
        early_write_offs_allowed(previewed.preview.counts.early, *early_seen)
    }

    /// Confirm was pressed.
    pub(crate) fn confirm(&mut self) -> Option<Ask> {
        let may = self.may_confirm();
        let Stage::Previewed { previewed, submission, .. } = &mut self.stage else { return None };
        let id = previewed.operation_id.clone();
        let sent = may.then(|| submission.confirm(id)).flatten()?;
        Some(Ask::Submit(self.turn, sent))
    }

    /// Try again was pressed: with the same number.
    pub(crate) fn retry_submission(&mut self) -> Option<Ask> {
        Some(Ask::Submit(self.turn, self.submission_mut()?.retry()?))
    }

    /// The person wants to know whether it was done.
    pub(crate) fn look(&mut self) -> Option<Ask> {
        Some(Ask::Look(self.turn, self.submission_mut()?.look()?))
    }

    /// Cancel, Escape or Back was pressed in the dialog; whether it may close.
    pub(crate) fn close(&mut self) -> bool {
        self.submission_mut().is_some_and(Submission::close)
    }

    /// The server has answered the submission, or the question after it; whether anybody waits.
    pub(crate) fn answered(
        &mut self,
        turn: Turn,
        answer: Result<Arc<Operation>, ApiError>,
    ) -> bool {
        let current = turn == self.turn;
        match self.submission_mut() {
            Some(submission) if current => {
                submission.answered(answer);
                true
            }
            _ => false,
        }
    }

    fn submission_mut(&mut self) -> Option<&mut WriteOff> {
        match &mut self.stage {
            Stage::Previewed { submission, .. } => Some(submission),
            _ => None,
        }
    }

    /// The session was renewed: what it stopped goes on.
    pub(crate) fn session_renewed(&mut self) -> Option<Ask> {
        match &self.stage {
            Stage::Asking { trouble: Some(ApiError::SignedOut), .. } => self.retry_facts(),
            Stage::Previewed { submission, .. } if submission.waits_for_session() => {
                self.retry_submission()
            }
            _ => None,
        }
    }

    fn ask_facts(&mut self, reading: Arc<Reading>) -> Ask {
        self.stage = Stage::Asking { reading: Arc::clone(&reading), trouble: None };
        Ask::Facts(self.turn, reading)
    }
}

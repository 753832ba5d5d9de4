//! What the screen is in, from choosing a file to its answer.
//!
//! Plain data and plain functions: they are told what happened and say what to ask next. What asks
//! is [`work`](super::work), what shows are the components.

use std::sync::Arc;

use domain::api::{FactsReply, Operation};
use domain::upload::ColumnChoice;

use super::chosen::{Reading, Refused};
use super::previewed::Previewed;
use super::submission::Submission;
use crate::api::ApiError;

/// The screen's state, and a number that tells replies to it from those to an earlier one.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    version: u64,
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
        submission: Submission,
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
    /// A refusal, of that version.
    Refused(u64),
    /// The read entries, of that version.
    Checking(u64),
    /// The preview, of that version.
    Preview(u64),
}

/// What is to be asked next, and the version that the answer is for.
#[derive(Debug)]
pub(crate) enum Ask {
    /// The facts of a file's accounts.
    Facts(u64, Arc<Reading>),
    /// To do it.
    Submit(u64, Arc<Previewed>),
    /// Whether it was done.
    Look(u64, Arc<Previewed>),
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
            Stage::Refused(_) => Screen::Refused(self.version),
            Stage::Asking { .. } => Screen::Checking(self.version),
            Stage::Previewed { .. } => Screen::Preview(self.version),
        }
    }

    /// Another file, or none: whatever is under way for the last one no longer counts.
    pub(crate) fn start_over(&mut self) {
        self.version += 1;
        self.stage = Stage::Choosing;
    }

    /// A file was chosen; the version under which it is read.
    pub(crate) fn choose(&mut self, name: String, total: u64) -> u64 {
        self.start_over();
        self.stage = Stage::Reading(Progress { name, done: 0, total, entries: 0 });
        self.version
    }

    /// A large file is read so far; whether anybody still waits for it.
    pub(crate) fn progressed(&mut self, version: u64, done: u64, entries: usize) -> bool {
        match &mut self.stage {
            Stage::Reading(progress) if version == self.version => {
                progress.done = done;
                progress.entries = entries;
                true
            }
            _ => false,
        }
    }

    /// A file could not be opened.
    pub(crate) fn unreadable(&mut self, version: u64, name: String) {
        if version == self.version {
            self.stage = Stage::Unreadable { name };
        }
    }

    /// A file was read.
    pub(crate) fn read(&mut self, version: u64, read: Result<Reading, Refused>) -> Option<Ask> {
        if version != self.version {
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
        self.version += 1;
        self.read(self.version, Reading::of(&file, Some(choice)))
    }

    /// The server's facts, or none.
    pub(crate) fn facts(
        &mut self,
        version: u64,
        answer: Result<FactsReply, ApiError>,
        operation_id: String,
    ) {
        if version != self.version {
            return;
        }
        if let Stage::Asking { reading, trouble } = &mut self.stage {
            match answer {
                Err(error) => *trouble = Some(error),
                Ok(reply) => {
                    let previewed = Previewed::new(Arc::clone(reading), reply, operation_id);
                    self.stage = Stage::Previewed {
                        previewed: Arc::new(previewed),
                        submission: Submission::None,
                    };
                }
            }
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

    /// Where the submission stands, while there is a preview.
    pub(crate) const fn submission(&self) -> Option<&Submission> {
        match &self.stage {
            Stage::Previewed { submission, .. } => Some(submission),
            _ => None,
        }
    }

    /// Something was pressed in the dialog that asks nothing of the server.
    pub(crate) fn update_submission<T: Default>(
        &mut self,
        update: impl FnOnce(&mut Submission) -> T,
    ) -> T {
        match &mut self.stage {
            Stage::Previewed { submission, .. } => update(submission),
            _ => T::default(),
        }
    }

    /// Confirm was pressed.
    pub(crate) fn confirm(&mut self) -> Option<Ask> {
        let Stage::Previewed { previewed, submission } = &mut self.stage else { return None };
        let early = previewed.preview.counts.early;
        submission.confirm(early).then(|| Ask::Submit(self.version, Arc::clone(previewed)))
    }

    /// Try again was pressed: with the same number.
    pub(crate) fn retry_submission(&mut self) -> Option<Ask> {
        let Stage::Previewed { previewed, submission } = &mut self.stage else { return None };
        submission.retry().then(|| Ask::Submit(self.version, Arc::clone(previewed)))
    }

    /// The person wants to know whether it was done.
    pub(crate) fn look(&mut self) -> Option<Ask> {
        let Stage::Previewed { previewed, submission } = &mut self.stage else { return None };
        submission.look().then(|| Ask::Look(self.version, Arc::clone(previewed)))
    }

    /// The server has answered the submission, or the question after it; whether anybody waits.
    pub(crate) fn answered(&mut self, version: u64, answer: &Result<Operation, ApiError>) -> bool {
        match &mut self.stage {
            Stage::Previewed { submission, .. } if version == self.version => {
                submission.answered(answer);
                true
            }
            _ => false,
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
        Ask::Facts(self.version, reading)
    }
}

//! What the pages of a process are in: what is known, what is to change, what is wrong with that,
//! and what may be pressed.

mod edits;
mod judge;
mod reschedule;
mod shown;

use std::sync::Arc;

use domain::Date;
use domain::account::ContractId;
use domain::api::{Problem, ProblemCode, ProcessChange, ProcessChangeRequest, ProcessRecord};
use domain::form::{Fault, Typed};
use domain::role::{Permission, Role};
use domain::write_off_process::{AccountContract, EventStatus, Process, ProcessId, Refusal};
use serde::{Deserialize, Serialize};

use super::draft::{Draft, EventKey};
use crate::api::{self, ApiError, Question};
use crate::recording::{Filling, FillingOf, Notice, RecordingForm};
use crate::submission::{Sent, Submission};

/// What the pages show and judge by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::write_off_processes) struct Known {
    /// The process.
    pub record: ProcessRecord,
    /// Today in the company's time zone.
    pub today: Date,
    /// The account's contracts, as the rules look at them.
    contracts: Vec<AccountContract>,
}

impl Known {
    pub(in crate::write_off_processes) fn new(record: ProcessRecord, today: Date) -> Self {
        let contracts = record.account.contracts.iter().map(AccountContract::from).collect();
        Self { record, today, contracts }
    }
}

/// A change of a process that is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::write_off_processes) struct Change {
    /// The process.
    pub process: ProcessId,
    /// What is to change.
    pub request: ProcessChangeRequest,
}

/// An event, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::write_off_processes) struct ShownEvent {
    /// Which one.
    pub key: EventKey,
    /// The code of its type, as it was typed.
    pub event_type: String,
    /// The day on which it is due, where that can be read.
    pub trigger_on: Option<Date>,
    /// Where it stands.
    pub status: EventStatus,
    /// The day on which it was completed.
    pub completed_on: Option<Date>,
    /// Whether it is removed on Save.
    pub removed: bool,
}

/// The state of the pages.
#[derive(Clone, Debug)]
pub(in crate::write_off_processes) struct Form {
    filling: FillingOf<Self>,
    /// How often the fields got other values than were typed: what shows them is built anew.
    generation: u32,
    /// Whether everything that is wrong with the start is said.
    start_tried: bool,
    /// The start that was typed to re-schedule from, while that is asked for.
    start: Option<String>,
}

impl Form {
    /// What is known.
    pub(in crate::write_off_processes) fn known(&self) -> Option<&Arc<Known>> {
        self.filling.known()
    }

    /// The process.
    pub(in crate::write_off_processes) fn record(&self) -> Option<&ProcessRecord> {
        self.filling.known().map(|known| &known.record)
    }

    /// The role of who looks at it.
    pub(in crate::write_off_processes) const fn role(&self) -> Role {
        self.filling.role
    }

    /// What is to change.
    pub(in crate::write_off_processes) const fn draft(&self) -> &Draft {
        &self.filling.draft
    }

    /// Whether this person can change the process: the role may, and it goes on.
    pub(in crate::write_off_processes) fn may_edit(&self) -> bool {
        self.filling.role.may(Permission::ManageProcesses)
            && self.known().is_some_and(|known| Process::from(&known.record).is_active())
    }

    /// Whether something is to be saved.
    pub(in crate::write_off_processes) fn has_changes(&self) -> bool {
        !self.filling.draft.is_blank()
    }

    /// The code of the control, as it was chosen.
    pub(in crate::write_off_processes) fn control(&self) -> String {
        let known = || self.record().map(|record| record.control.clone());
        self.draft().control.clone().or_else(known).unwrap_or_default()
    }

    /// The code of the template, as it was chosen.
    pub(in crate::write_off_processes) fn template(&self) -> String {
        let known = || self.record().map(|record| record.template.clone());
        self.draft().template.clone().or_else(known).unwrap_or_default()
    }

    /// The comments, as they were typed.
    pub(in crate::write_off_processes) fn comments(&self) -> String {
        let known = || self.record().map(|record| record.comments.clone());
        self.draft().comments.clone().or_else(known).unwrap_or_default()
    }

    /// Whether contracts stay linked, so that the control does. One that was chosen before they were
    /// kept after all can be chosen back.
    pub(in crate::write_off_processes) fn control_is_fixed(&self) -> bool {
        let draft = self.draft();
        draft.control.is_none()
            && self.record().is_some_and(|record| {
                let mut active = record.contracts.iter().filter(|link| link.ended.is_none());
                active.any(|link| !draft.unlinked.contains(&link.contract))
            })
    }

    /// Whether the template may change.
    pub(in crate::write_off_processes) fn may_change_template(&self) -> bool {
        self.record().is_some_and(|record| Process::from(record).may_change_template())
    }
}

/// Where the start to re-schedule from is typed.
pub(in crate::write_off_processes) const START: &str = "/start";

/// Where it is said what is wrong with the contracts as a whole.
pub(in crate::write_off_processes) const CONTRACTS: &str = "/contracts";

/// Where it is said what is wrong with the events as a whole.
pub(in crate::write_off_processes) const EVENTS: &str = "/events";

/// Where a part of an event is typed.
pub(in crate::write_off_processes) fn event_place(key: EventKey, part: &str) -> String {
    format!("{EVENTS}/{key}/{part}")
}

/// Where a contract is linked or taken out.
pub(in crate::write_off_processes) fn contract_place(contract: ContractId) -> String {
    format!("{CONTRACTS}/{}", contract.0)
}

impl RecordingForm for Form {
    const NAME: &'static str = "write-off-process";
    type About = ProcessId;
    type Draft = Draft;
    type Request = Change;
    type Record = ProcessRecord;
    type Known = Known;
    type Screen = u32;

    fn open(filling: FillingOf<Self>) -> Self {
        Self { filling, generation: 0, start_tried: false, start: None }
    }

    fn filling(&self) -> &FillingOf<Self> {
        &self.filling
    }

    fn filling_mut(&mut self) -> &mut FillingOf<Self> {
        &mut self.filling
    }

    fn ask(process: ProcessId) -> Question<Known> {
        Box::pin(async move {
            let record = api::get_process(process).await?;
            let settings = api::get_write_off_settings().await?;
            Ok(Known::new(record, settings.today))
        })
    }

    fn record(sent: Sent<Change>) -> Question<ProcessRecord> {
        Box::pin(async move {
            let Change { process, request } = &sent.request;
            api::change_process(*process, &sent.id, request).await
        })
    }

    fn loaded(&mut self, answer: Result<Known, ApiError>) -> Option<String> {
        self.generation += 1;
        if self.filling.submission.done().is_some() {
            // What was asked for is done: the process is shown as it stands now.
            self.filling.submission = Submission::default();
            self.filling.draft = Draft::default();
            self.filling.notice = Notice::default();
        }
        if let Ok(known) = &answer {
            let Filling { draft, notice, .. } = &mut self.filling;
            if !draft.is_blank() && draft.version != known.record.version {
                let problem = Problem::new(ProblemCode::ChangedMeanwhile, String::new());
                notice.refused.get_or_insert_with(|| Box::new(problem));
            }
        }
        self.filling.learn(answer);
        self.edit(|_| ());
        self.filling.notice.refused.as_ref()?;
        self.filling.draft.tried = true;
        let first = self.faults().into_iter().next().map(|fault| fault.place);
        if first.is_some() {
            let refused = self.filling.notice.refused.take();
            // That somebody else changed it is said beside what is wrong now.
            self.filling.notice.refused =
                refused.filter(|problem| problem.code == ProblemCode::ChangedMeanwhile);
        }
        first
    }

    fn is_blank(&self) -> bool {
        self.filling.draft.is_blank()
    }

    fn screen(&self) -> u32 {
        self.generation
    }

    /// What is missing only once the person has tried to save or has left the field; what cannot
    /// become right by typing on, at once.
    fn fault(&self, place: &str) -> Option<Fault> {
        if place == START {
            let start = Typed::new(self.start.as_deref().unwrap_or_default());
            let judged = self.judge(&ProcessChange::Reschedule { start })?;
            let Err(Refusal::Form(faults)) = judged else { return None };
            return faults.into_iter().next().map(|one| one.fault).filter(|_| self.start_tried);
        }
        let fault = self.faults().into_iter().find(|fault| fault.place == place)?.fault;
        let at_once = !matches!(fault, Fault::Missing | Fault::NotADate);
        (at_once || self.draft().tried || self.filling.was_left(place)).then_some(fault)
    }
}

#[cfg(test)]
mod tests;

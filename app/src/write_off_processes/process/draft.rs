//! What of a process is to change, as it was typed: only the differences, so that they still mean the
//! same where the process has changed meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use domain::account::ContractId;
use domain::api::{EventRecord, ProcessRecord};
use domain::form::iso_day;
use domain::write_off_process::EventStatus;
use serde::{Deserialize, Serialize};

/// What is to change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::write_off_processes) struct Draft {
    /// The version of the process in front of which it was typed.
    pub version: u32,
    /// Whether Save was pressed: then everything that is wrong is said, on each of the pages.
    pub tried: bool,
    /// Another control.
    pub control: Option<String>,
    /// Another template.
    pub template: Option<String>,
    /// Other comments.
    pub comments: Option<String>,
    /// Contracts to be linked, in the order in which they were chosen.
    pub linked: Vec<ContractId>,
    /// Contracts to be taken out.
    pub unlinked: BTreeSet<ContractId>,
    /// Events that change, by their sequence.
    pub changed: BTreeMap<u32, EventDraft>,
    /// Events that are removed.
    pub removed: BTreeSet<u32>,
    /// Events that are added, by a number that tells them apart.
    pub added: BTreeMap<u32, EventDraft>,
}

/// An event, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::write_off_processes) struct EventDraft {
    /// The code of its type.
    pub event_type: String,
    /// The day on which it is due.
    pub trigger_on: String,
}

/// Which event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::write_off_processes) enum EventKey {
    /// One that the process has, by its sequence.
    Known(u32),
    /// One that is added.
    New(u32),
    /// One that another template brings, by its sequence there.
    Planned(u32),
}

impl fmt::Display for EventKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(sequence) => write!(f, "{sequence}"),
            Self::New(number) => write!(f, "new-{number}"),
            Self::Planned(sequence) => write!(f, "planned-{sequence}"),
        }
    }
}

impl From<&EventRecord> for EventDraft {
    fn from(event: &EventRecord) -> Self {
        Self { event_type: event.event_type.clone(), trigger_on: iso_day(event.trigger_on) }
    }
}

impl Draft {
    /// Whether nothing is to change.
    pub(in crate::write_off_processes) fn is_blank(&self) -> bool {
        *self == Self { version: self.version, tried: self.tried, ..Self::default() }
    }

    /// Drops what is no difference to the process, or can be none any more.
    pub(super) fn settle(&mut self, record: &ProcessRecord) {
        let Self { control, template, comments, .. } = self;
        for (typed, now) in
            [(control, &record.control), (template, &record.template), (comments, &record.comments)]
        {
            if typed.as_ref() == Some(now) {
                *typed = None;
            }
        }
        let active = |contract: &ContractId| {
            record.contracts.iter().any(|one| one.contract == *contract && one.ended.is_none())
        };
        self.linked.retain(|contract| !active(contract));
        self.unlinked.retain(active);
        let pending = |sequence: &u32| {
            record
                .events
                .iter()
                .find(|event| event.sequence == *sequence && event.status == EventStatus::Pending)
        };
        self.removed.retain(|sequence| pending(sequence).is_some());
        self.changed.retain(|sequence, event| {
            pending(sequence).is_some_and(|now| EventDraft::from(now) != *event)
        });
    }

    /// Other events are planned: what was to change of the present ones no longer counts.
    pub(super) fn forget_events(&mut self) {
        self.changed.clear();
        self.removed.clear();
        self.added.clear();
    }

    /// Adds an event; its key.
    pub(super) fn add(&mut self) -> EventKey {
        let number = self.added.keys().next_back().map_or(1, |last| last.saturating_add(1));
        self.added.insert(number, EventDraft::default());
        EventKey::New(number)
    }
}

//! Write-off processes: a dated plan of events for some contracts of an account.
//!
//! A process is Active while it has pending events. It ends when the last one completes, when the
//! debt of its last contract is cleared, or when a person cancels it; nothing leads back. Nothing of
//! it is removed once it is saved but pending events.

pub mod activator;
mod form;
mod life;
pub mod monitor;
pub mod retry;
mod schedule;
pub mod settings;
mod task;
pub mod words;

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::ContractId;
use crate::api::{EventRecord, ProcessContract, ProcessRecord};

use settings::{Control, Template, WriteOffSettings};

pub use form::{
    AccountContract, COMMENTS_CHARS_MAX, Grounds, Refusal, Started, change, hold_until, start,
    why_not_linked,
};
pub use schedule::{DayCount, events_of, rescheduled, trigger_date};
pub use task::{COMPLETE_TASKS, TASK_NOTE_CHARS_MAX, task_note};

/// A process's number, written with ten digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProcessId(pub i64);

impl ProcessId {
    /// The process of ten digits, or of the number without leading zeros.
    pub fn parse(text: &str) -> Option<Self> {
        let digits =
            (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok().filter(|number| *number > 0).map(Self)).flatten()
    }
}

impl fmt::Display for ProcessId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010}", self.0)
    }
}

/// Whether a process goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProcessStatus {
    /// It does.
    Active,
    /// It has ended.
    Inactive,
}

impl ProcessStatus {
    /// The stable code that the API uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }

    /// The status of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Active, Self::Inactive].into_iter().find(|status| status.code() == code)
    }
}

/// Why a process goes on, or has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProcessReason {
    /// Events are to come.
    EventsPending,
    /// The last event is complete.
    Completed,
    /// A person stopped it.
    CanceledByUser,
    /// What its contracts owed was cleared.
    CanceledBySystem,
}

impl ProcessReason {
    /// Every reason.
    pub const ALL: [Self; 4] =
        [Self::EventsPending, Self::Completed, Self::CanceledByUser, Self::CanceledBySystem];

    /// The status that goes with it.
    pub const fn status(self) -> ProcessStatus {
        match self {
            Self::EventsPending => ProcessStatus::Active,
            Self::Completed | Self::CanceledByUser | Self::CanceledBySystem => {
                ProcessStatus::Inactive
            }
        }
    }

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EventsPending => "events_pending",
            Self::Completed => "completed",
            Self::CanceledByUser => "canceled_by_user",
            Self::CanceledBySystem => "canceled_by_system",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// Why a contract is no longer active in a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkEnd {
    /// A person took it out.
    Unlinked,
    /// Nothing is owed under it any more: paid, or written down.
    DebtCleared,
    /// The process wrote it off.
    WrittenOff,
    /// It was repossessed, or written off in another way.
    Ended,
    /// The process ended first.
    ProcessEnded,
}

impl LinkEnd {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::Unlinked, Self::DebtCleared, Self::WrittenOff, Self::Ended, Self::ProcessEnded];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unlinked => "unlinked",
            Self::DebtCleared => "debt_cleared",
            Self::WrittenOff => "written_off",
            Self::Ended => "ended",
            Self::ProcessEnded => "process_ended",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.code() == code)
    }
}

/// Where an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// It is to come, or could not be completed yet.
    Pending,
    /// It is done.
    Complete,
    /// The process ended first.
    Cancelled,
}

impl EventStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Complete, Self::Cancelled];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Complete => "complete",
            Self::Cancelled => "cancelled",
        }
    }

    /// The status of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// A process, as far as its rules need to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// The code of its control.
    pub control: String,
    /// The code of its template.
    pub template: String,
    /// The day of its creation in the company's time zone.
    pub created_on: Date,
    /// The day from which its template's days are counted: that of its creation, until it is
    /// re-scheduled.
    pub starts_on: Date,
    /// Why it goes on, or has ended.
    pub reason: ProcessReason,
    /// What people say about it, at most [`COMMENTS_CHARS_MAX`] characters.
    pub comments: String,
    /// The contracts that are linked, or were: never removed. A contract is active in it at most once.
    pub contracts: Vec<Link>,
    /// Its events, by their sequence.
    pub events: Vec<Event>,
}

/// A contract in a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The contract.
    pub contract: ContractId,
    /// Why it is no longer active, and since which day; none where it is.
    pub ended: Option<(LinkEnd, Date)>,
}

/// An event of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its place among the events; each once in a process.
    pub sequence: u32,
    /// The code of its type.
    pub event_type: String,
    /// The day on which it is due.
    pub trigger_on: Date,
    /// Where it stands.
    pub status: EventStatus,
    /// The day on which it was completed, where it was and always then.
    pub completed_on: Option<Date>,
}

impl From<&ProcessRecord> for Process {
    fn from(record: &ProcessRecord) -> Self {
        let link = |one: &ProcessContract| Link {
            contract: one.contract,
            ended: one.ended.zip(one.ended_on),
        };
        let event = |one: &EventRecord| Event {
            sequence: one.sequence,
            event_type: one.event_type.clone(),
            trigger_on: one.trigger_on,
            status: one.status,
            completed_on: one.completed_on,
        };
        Self {
            control: record.control.clone(),
            template: record.template.clone(),
            created_on: record.created_on,
            starts_on: record.starts_on,
            reason: record.reason,
            comments: record.comments.clone(),
            contracts: record.contracts.iter().map(link).collect(),
            events: record.events.iter().map(event).collect(),
        }
    }
}

impl Process {
    /// A process as its control's template has it, created on a day.
    pub fn planned(
        control: &Control,
        template: &Template,
        contracts: &[ContractId],
        created_on: Date,
        settings: &WriteOffSettings,
    ) -> Self {
        Self {
            control: control.code.clone(),
            template: template.code.clone(),
            created_on,
            starts_on: created_on,
            reason: ProcessReason::EventsPending,
            comments: String::new(),
            contracts: contracts.iter().map(|id| Link { contract: *id, ended: None }).collect(),
            events: events_of(template, created_on, &settings.closed_days()),
        }
    }

    /// Whether it goes on.
    pub const fn is_active(&self) -> bool {
        matches!(self.reason.status(), ProcessStatus::Active)
    }

    /// The contracts that are active in it.
    pub fn active_contracts(&self) -> impl Iterator<Item = ContractId> {
        self.contracts.iter().filter(|link| link.ended.is_none()).map(|link| link.contract)
    }

    /// Whether its template may change: every event is pending, and so is the process (R3).
    pub fn may_change_template(&self) -> bool {
        self.is_active() && self.events.iter().all(|event| event.status == EventStatus::Pending)
    }
}

//! Write-off processes, and what is set up for them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AccountId;
use crate::account::{AccountState, ContractId, ContractStatus};
use crate::actions::ActionStatus;
use crate::money::Money;
use crate::write_off_process::settings::{InUse, WriteOffSettings};
use crate::write_off_process::{EventStatus, LinkEnd, ProcessReason};

/// `GET /api/write-off-processes`: a page of those that were asked for, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessesReply {
    /// Today in the company's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// At most as many as were asked for.
    pub processes: Vec<ProcessLine>,
    /// Ask again with `after` this for those that follow; none where there are none.
    pub next: Option<i64>,
}

/// A process in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessLine {
    /// Its number.
    pub id: i64,
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// The customer's name.
    pub customer: String,
    /// Why it goes on, or has ended; its status follows from that.
    pub reason: ProcessReason,
    /// The code of its control.
    pub control: String,
    /// The name of its control.
    pub control_name: String,
    /// The name of its template.
    pub template_name: String,
    /// The day of its creation.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub created_on: Date,
    /// The day on which its next event is due, while one is pending.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub next_event_on: Option<Date>,
    /// Whether an event that is due could not be completed.
    pub failing: bool,
    /// What the contracts owe that are active in it.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub owed: Money,
}

/// `GET /api/write-off-processes/{number}`: a process with everything around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessRecord {
    /// Its number.
    pub id: i64,
    /// Its version: what a change has to name.
    pub version: u32,
    /// Why it goes on, or has ended; its status follows from that.
    pub reason: ProcessReason,
    /// The code of its control.
    pub control: String,
    /// The code of its template.
    pub template: String,
    /// When it was created, in the company's time zone: `2026-03-02T09:00`.
    pub created_at: String,
    /// The day of that.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub created_on: Date,
    /// The day from which its template's days are counted.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub starts_on: Date,
    /// Who started it; nobody where the daily run did.
    pub started_by: Option<String>,
    /// Comments.
    pub comments: String,
    /// The contracts that are linked, or were, in the order in which they were linked.
    pub contracts: Vec<ProcessContract>,
    /// Its events, by their sequence.
    pub events: Vec<EventRecord>,
    /// What of it was referred to agencies.
    pub referrals: Vec<ReferralRecord>,
    /// The tasks that its events gave.
    pub tasks: Vec<TaskRecord>,
    /// What happened to it, the latest first.
    pub history: Vec<HistoryLine>,
    /// The account.
    pub account: AccountOfProcess,
    /// What the company has set up, without secrets.
    pub settings: WriteOffSettings,
}

/// A contract in a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessContract {
    /// The contract.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub contract: ContractId,
    /// The day on which it was linked.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub linked_on: Date,
    /// Why it is no longer active in the process; none where it is.
    pub ended: Option<LinkEnd>,
    /// The day since when it is not.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub ended_on: Option<Date>,
}

/// An event of a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventRecord {
    /// Its place among the events.
    pub sequence: u32,
    /// The code of its type.
    pub event_type: String,
    /// The day on which it is due.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub trigger_on: Date,
    /// Where it stands.
    pub status: EventStatus,
    /// The day on which it was completed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub completed_on: Option<Date>,
    /// Why it could not be completed, by a code such as `no_agency`, where it could not.
    pub failure: Option<String>,
    /// The message that it wrote, if it wrote one.
    pub message: Option<MessageRecord>,
}

/// A message of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageRecord {
    /// How: `letter`, `mail`, `sms` or `web_hook`.
    pub channel: String,
    /// To whom; empty of a letter.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// The text; empty of a web hook.
    pub text: String,
    /// What became of it.
    pub status: MessageStatus,
    /// How often it was tried to deliver it.
    pub attempts: u32,
    /// When it was tried last (RFC 3339, UTC).
    pub last_attempt_at: Option<String>,
    /// Why the last attempt failed, in the words of the other side, where it did.
    pub last_error: Option<String>,
    /// When it is tried next (RFC 3339, UTC), while it is.
    pub next_attempt_at: Option<String>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MessageStatus {
    /// It is to be delivered.
    Waiting,
    /// It was delivered; a letter, that it is to be printed.
    Delivered,
    /// It was tried as often as it is.
    GaveUp,
    /// Its event was cancelled or removed first.
    Withdrawn,
}

impl MessageStatus {
    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::GaveUp => "gave_up",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Waiting, Self::Delivered, Self::GaveUp, Self::Withdrawn]
            .into_iter()
            .find(|status| status.code() == code)
    }
}

/// Debt that was referred to an agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferralRecord {
    /// The agency's name.
    pub agency: String,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Money,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub referred_on: Date,
    /// Since when it is no longer; none while it is.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub cancelled_on: Option<Date>,
}

/// A task that an event gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskRecord {
    /// The number of the action.
    pub action: i64,
    /// The event.
    pub sequence: u32,
    /// What is to be done.
    pub text: String,
    /// Whether it is.
    pub status: ActionStatus,
    /// When it was done (RFC 3339, UTC).
    pub done_at: Option<String>,
    /// By whom.
    pub done_by: Option<String>,
    /// What they say about it.
    pub note: Option<String>,
}

/// Something that happened to a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryLine {
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Who did it; nobody where the system did.
    pub by: Option<String>,
    /// What: `started`, `saved`, `rescheduled`, `canceled_by_user`, `canceled_by_system`, `completed`,
    /// `event_completed`, `event_failed`, `contract_ended` or `task_done`.
    pub what: String,
    /// The event or contract that it is about, and what changed: a JSON object.
    pub detail: String,
}

/// The account of a process, with everything that is to be collected on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountOfProcess {
    /// The account.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// The customer's name.
    pub customer: String,
    /// The customer's class: `residential`, `business` or `institution`.
    pub customer_class: String,
    /// The account's state.
    pub state: AccountState,
    /// The customer's credit score.
    pub credit_score: i64,
    /// What the company holds of the customer.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub deposit: Money,
    /// The first day on which a process may be opened by itself, where the account is held.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub held_until: Option<Date>,
    /// The day of the default that caused the repossession which is pending, if one is.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub repossession_pending_since: Option<Date>,
    /// Its contracts, whatever their status.
    pub contracts: Vec<DebtOfContract>,
    /// What is owed by debt class: each class of which the account has a contract.
    pub debt: Vec<DebtOfClass>,
    /// Its processes, the latest first.
    pub processes: Vec<ProcessLine>,
}

/// `GET /api/write-off-processes/accounts/{id}`: what a process is started from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProcessGroundsReply {
    /// Today in the company's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// The account.
    pub account: AccountOfProcess,
    /// What the company has set up, without secrets.
    pub settings: WriteOffSettings,
}

/// A contract of the account of a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DebtOfContract {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub id: ContractId,
    /// Its status.
    pub status: ContractStatus,
    /// The code of its debt class.
    pub debt_class: String,
    /// What it is about: its products, by name.
    pub products: Vec<String>,
    /// What is owed under it.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub owed: Money,
    /// The number of the process in which it is active, if it is in one.
    pub process: Option<i64>,
}

/// What an account owes of a debt class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DebtOfClass {
    /// The code of the class.
    pub debt_class: String,
    /// Its name.
    pub name: String,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub owed: Money,
}

/// `GET /api/write-off-processes/settings`: what is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WriteOffSettingsReply {
    /// Its version: what a change has to name.
    pub version: u32,
    /// Today in the company's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// What is set up. Secrets of web hooks are empty.
    pub settings: WriteOffSettings,
    /// What of it cannot be removed, and which web hooks have a secret.
    pub in_use: InUse,
}

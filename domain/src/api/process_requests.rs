//! What people ask of write-off processes.

use serde::{Deserialize, Serialize};

use crate::AccountId;
use crate::account::ContractId;
use crate::form::Typed;
use crate::write_off_process::settings::WriteOffSettings;

/// `PUT /api/write-off-processes/starts/{id}`: a process that a person starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartProcessRequest {
    /// The account's identifier.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Za-z0-9_-]{1,32}$"))]
    pub account: AccountId,
    /// Day and time of its creation in the company's time zone, `2026-03-02T09:00`: events are counted
    /// from that day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"))]
    pub created_at: Typed,
    /// The process itself.
    pub form: ProcessForm,
}

/// A process as a person wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcessForm {
    /// The code of the control. It stays while contracts are linked.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub control: Typed,
    /// The code of the template. Another one replaces the events, while all of them are pending.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub template: Typed,
    /// Comments, at most 500 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 500))]
    pub comments: Typed,
    /// The contracts that are to be active in it, at least one. Others are taken out.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<i64>, min_items = 1, max_items = 1_000))]
    pub contracts: Vec<ContractId>,
    /// The events that are to be pending. Of a new process, those of its template where none are
    /// listed. A pending event that is not listed is removed; others need not be listed, and stay.
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub events: Vec<EventForm>,
}

/// An event as a person wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EventForm {
    /// Which of the process's events; none of a new one.
    pub sequence: Option<u32>,
    /// The code of its type.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub event_type: Typed,
    /// The day on which it is due, not before the creation of the process.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub trigger_on: Typed,
}

/// `PUT /api/write-off-processes/{number}/changes/{id}`: a change of a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcessChangeRequest {
    /// The version that was shown. Another one is refused: somebody has changed it meanwhile.
    pub version: u32,
    /// What is to change.
    pub change: ProcessChange,
}

/// A change of a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ProcessChange {
    /// It becomes what the form says.
    Save(ProcessForm),
    /// It is canceled by a user.
    Cancel,
    /// Its pending events are counted from another day.
    Reschedule {
        /// The day.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        start: Typed,
    },
}

/// `PUT /api/write-off-processes/tasks/{id}`: a task is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TaskRequest {
    /// The number of the action.
    pub action: i64,
    /// What was done, at most 500 characters; may be empty.
    #[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 500))]
    pub note: Typed,
}

/// `PUT /api/write-off-processes/holds/{id}`: no process is opened for an account before a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HoldRequest {
    /// The account's identifier.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Za-z0-9_-]{1,32}$"))]
    pub account: AccountId,
    /// The first day on which one may be opened again; empty lifts the hold.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub until: Typed,
}

/// `PUT /api/write-off-processes/settings/{id}`: everything is set up like this from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteOffSettingsRequest {
    /// The version that was shown. Another one is refused: somebody has changed it meanwhile.
    pub version: u32,
    /// What is set up. An empty secret of a web hook keeps the one that is there.
    pub settings: WriteOffSettings,
}

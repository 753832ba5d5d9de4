//! What the log says of write-off processes, and of what is set up for them.

use domain::audit::{AuditAction, AuditResult};
use domain::bulk_write_off::Start;
use domain::write_off_process::Process;
use domain::{AccountId, Date};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::event::Event;
use super::of_settlement::OperationDetail;

#[derive(Debug, Serialize)]
struct StartedDetail<'a> {
    process: i64,
    control: &'a str,
    template: &'a str,
    created_on: String,
    contracts: Vec<i64>,
    events: Vec<EventDetail<'a>>,
}

#[derive(Debug, Serialize)]
struct EventDetail<'a> {
    sequence: u32,
    event_type: &'a str,
    trigger_on: String,
}

#[derive(Debug, Serialize)]
struct ChangedDetail<'a> {
    process: i64,
    what: &'a str,
    changes: &'a Value,
}

#[derive(Debug, Serialize)]
struct HoldDetail {
    before: Option<String>,
    after: Option<String>,
}

#[derive(Debug, Serialize)]
struct SettingsDetail<'a> {
    version: u32,
    changes: &'a Map<String, Value>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    secrets_changed: &'a [&'a str],
}

/// The row of a process that a person started. `operation` is the id that the client made for it.
pub fn started(
    account: &AccountId,
    number: i64,
    process: &Process,
    operation: Uuid,
) -> Result<Event, serde_json::Error> {
    let detail = StartedDetail {
        process: number,
        control: &process.control,
        template: &process.template,
        created_on: process.created_on.to_string(),
        contracts: process.active_contracts().map(|contract| contract.0).collect(),
        events: process
            .events
            .iter()
            .map(|event| EventDetail {
                sequence: event.sequence,
                event_type: &event.event_type,
                trigger_on: event.trigger_on.to_string(),
            })
            .collect(),
    };
    of_account(AuditAction::ProcessStarted, account, operation, &detail)
}

/// The rows of processes that a person started from a file: the accounts in their order, and last the
/// operation, so that its row is the head of the chain afterwards and stands for all of them on the
/// receipt.
pub fn bulk_start(
    starts: &[Start],
    numbers: &[i64],
    operation: Uuid,
    detail: &OperationDetail<'_>,
) -> Result<Vec<Event>, serde_json::Error> {
    let mut events = std::iter::zip(starts, numbers)
        .map(|(start, number)| started(&start.account, *number, &start.process, operation))
        .collect::<Result<Vec<_>, _>>()?;
    let event = Event::new(AuditAction::BulkProcessStart, AuditResult::Done, detail)?;
    events.push(Event { operation: Some(operation), ..event });
    Ok(events)
}

/// The row of a process that a person changed. `changes` has what is different, before and after.
pub fn changed(
    account: &AccountId,
    number: i64,
    what: &str,
    changes: &Value,
    operation: Uuid,
) -> Result<Event, serde_json::Error> {
    let detail = ChangedDetail { process: number, what, changes };
    of_account(AuditAction::ProcessChanged, account, operation, &detail)
}

/// The row of a task that is done.
pub fn task(
    account: &AccountId,
    detail: &Value,
    operation: Uuid,
) -> Result<Event, serde_json::Error> {
    of_account(AuditAction::ProcessTask, account, operation, detail)
}

/// The row of a hold: until when the account was held, and until when it is.
pub fn hold(
    account: &AccountId,
    before: Option<Date>,
    after: Option<Date>,
    operation: Uuid,
) -> Result<Event, serde_json::Error> {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let detail = HoldDetail { before: day(before), after: day(after) };
    of_account(AuditAction::AccountHold, account, operation, &detail)
}

/// The row of settings: of each part that is different, how it was and how it is.
pub fn settings(
    version: u32,
    changes: &Map<String, Value>,
    secrets_changed: &[&str],
) -> Result<Event, serde_json::Error> {
    let detail = SettingsDetail { version, changes, secrets_changed };
    Event::new(AuditAction::WriteOffSettings, AuditResult::Done, &detail)
}

fn of_account(
    action: AuditAction,
    account: &AccountId,
    operation: Uuid,
    detail: &impl Serialize,
) -> Result<Event, serde_json::Error> {
    let event = Event::new(action, AuditResult::Done, detail)?;
    Ok(Event { account: Some(account.clone()), operation: Some(operation), ..event })
}

//! What the log says of an attempt at a repossession that failed.

use domain::AccountId;
use domain::audit::{AuditAction, AuditResult};
use domain::failed_attempt::{AttemptReason, Checked};
use serde::Serialize;
use uuid::Uuid;

use super::event::Event;

#[derive(Debug, Serialize)]
struct AttemptDetail {
    attempted_on: String,
    reason: AttemptReason,
    promised_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// The row of an attempt. `operation` is the id that the client made for it.
pub fn failed_attempt(
    account: &AccountId,
    attempt: &Checked,
    operation: Uuid,
) -> Result<Event, serde_json::Error> {
    let detail = AttemptDetail {
        attempted_on: attempt.attempted_on.to_string(),
        reason: attempt.reason,
        promised_on: attempt.promised_on.map(|day| day.to_string()),
        note: attempt.note.clone(),
    };
    let event = Event::new(AuditAction::FailedAttempt, AuditResult::Done, &detail)?;
    Ok(Event { account: Some(account.clone()), operation: Some(operation), ..event })
}

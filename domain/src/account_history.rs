//! Everything that happened to an account, in one list.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::ContractId;
use crate::actions::{ActionStatus, ActionType};
use crate::api::{AccountReply, OperationLink, RepossessionRecord, WriteOffMethod};
use crate::failed_attempt::AttemptReason;
use crate::money::Money;

/// Something that happened to an account: what, and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    /// When: RFC 3339 in UTC, or a day where only the day is known.
    pub at: String,
    /// Who, where a person did it: the person's own name.
    pub by: Option<String>,
    /// What.
    pub what: HistoryEvent,
    /// The contract that was signed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractId>,
    /// What was paid, or written off.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The action that came up or was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<i64>,
    /// Why the attempt failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<AttemptReason>,
    /// When the customer promised to pay.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default, skip_serializing_if = "Option::is_none")]
    pub promised_on: Option<Date>,
    /// The repossession, or that which the write-off is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repossession: Option<i64>,
    /// How it was written off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<WriteOffMethod>,
    /// The bulk operation that wrote it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<OperationLink>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HistoryEvent {
    /// A contract was signed.
    ContractSigned,
    /// The customer paid.
    Paid,
    /// A payment was taken back.
    PaymentReversed,
    /// The account defaulted, and a repossession became pending.
    Defaulted,
    /// An attempt at the repossession failed.
    AttemptFailed,
    /// Products were taken back.
    Repossessed,
    /// The customer was written off.
    WrittenOff,
    /// A pending action was done, and not by a repossession.
    ActionDone,
}

impl HistoryEvent {
    /// The stable code: `what` in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ContractSigned => "contract_signed",
            Self::Paid => "paid",
            Self::PaymentReversed => "payment_reversed",
            Self::Defaulted => "defaulted",
            Self::AttemptFailed => "attempt_failed",
            Self::Repossessed => "repossessed",
            Self::WrittenOff => "written_off",
            Self::ActionDone => "action_done",
        }
    }
}

impl HistoryEntry {
    /// The day, where only the day is known.
    pub fn day(&self) -> Option<Date> {
        crate::day::parse(&self.at)
    }

    fn new(at: String, by: Option<&String>, what: HistoryEvent) -> Self {
        Self {
            at,
            by: by.cloned(),
            what,
            contract: None,
            amount: None,
            action: None,
            reason: None,
            promised_on: None,
            repossession: None,
            method: None,
            operation: None,
        }
    }
}

/// Puts everything that an account's page shows into one list, the latest first. What happened at
/// the same moment stands in the order of cause and effect, the effect first.
pub fn history(account: &AccountReply) -> Vec<HistoryEntry> {
    let mut entries: Vec<HistoryEntry> = Vec::new();
    entries.extend(account.contracts.iter().map(|contract| HistoryEntry {
        contract: Some(contract.id),
        ..HistoryEntry::new(contract.signed_on.to_string(), None, HistoryEvent::ContractSigned)
    }));
    entries.extend(account.payments.iter().map(|payment| HistoryEntry {
        amount: Some(payment.amount),
        ..HistoryEntry::new(
            payment.paid_on.to_string(),
            payment.recorded_by.as_ref(),
            HistoryEvent::Paid,
        )
    }));
    entries.extend(account.payments.iter().filter_map(|payment| {
        Some(HistoryEntry {
            amount: Some(payment.amount),
            ..HistoryEntry::new(
                payment.reversed_on?.to_string(),
                None,
                HistoryEvent::PaymentReversed,
            )
        })
    }));
    // A task comes of a write-off process, not of a default.
    let defaults = account.actions.iter().filter(|one| one.kind == ActionType::Repossession);
    entries.extend(defaults.map(|action| HistoryEntry {
        action: Some(action.number),
        ..HistoryEntry::new(action.created_at.clone(), None, HistoryEvent::Defaulted)
    }));
    entries.extend(account.attempts.iter().map(|attempt| HistoryEntry {
        reason: Some(attempt.reason),
        promised_on: attempt.promised_on,
        ..HistoryEntry::new(
            attempt.recorded_at.clone(),
            Some(&attempt.recorded_by),
            HistoryEvent::AttemptFailed,
        )
    }));
    entries.extend(account.repossessions.iter().map(repossession));
    entries.extend(done_otherwise(account));
    // A day comes before the moments of the same day, as text too.
    entries.reverse();
    entries.sort_by(|a, b| b.at.cmp(&a.at));
    entries
}

/// What recording that was: a repossession, or a write-off.
pub const fn happening(record: &RepossessionRecord) -> HistoryEvent {
    if record.write_off.is_some() { HistoryEvent::WrittenOff } else { HistoryEvent::Repossessed }
}

fn repossession(record: &RepossessionRecord) -> HistoryEntry {
    let what = happening(record);
    let write_off = record.write_off.as_ref();
    HistoryEntry {
        repossession: Some(record.number),
        amount: write_off.map(|write_off| write_off.amount.total()),
        method: write_off.map(|write_off| write_off.method),
        operation: write_off.and_then(|write_off| write_off.operation.clone()),
        ..HistoryEntry::new(record.recorded_at.clone(), record.recorded_by.as_ref(), what)
    }
}

/// What a repossession did is said there.
fn done_otherwise(account: &AccountReply) -> impl Iterator<Item = HistoryEntry> {
    let done = account.actions.iter().filter(|action| action.status == ActionStatus::Done);
    done.filter_map(|action| Some((action.number, action.done_at.as_ref()?)))
        .filter(|(_, done_at)| account.repossessions.iter().all(|one| one.recorded_at != **done_at))
        .map(|(number, done_at)| HistoryEntry {
            action: Some(number),
            ..HistoryEntry::new(done_at.clone(), None, HistoryEvent::ActionDone)
        })
}

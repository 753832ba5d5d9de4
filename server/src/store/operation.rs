//! Operations as their rows are read.

use domain::api::{AuditReceipt, Operation, OperationOutcome, OperationSummary, OperationsReply};
use domain::bulk_write_off::Change;
use domain::money::{Currency, Money};

use serde::Deserialize;
use sqlx::types::Json;

use super::StoreError;
use crate::hex::to_hex;

/// An operation's row, with the names that go with it.
#[derive(sqlx::FromRow)]
pub(super) struct SummaryRow {
    operation_id: String,
    number: i64,
    committed_at: String,
    today: String,
    submitted_by: String,
    file_name: String,
    file_bytes: i64,
    file_sha256: String,
    entries: i32,
    written_off: i32,
    failed: i32,
    amount: i64,
    currency: String,
    minor_digits: i16,
}

/// An operation's row with its number in the database.
#[derive(sqlx::FromRow)]
pub(super) struct OperationRow {
    pub(super) id: i64,
    receipt_sequence: Option<i64>,
    receipt_hash: Option<Vec<u8>>,
    #[sqlx(flatten)]
    summary: SummaryRow,
}

/// An outcome's row.
#[derive(sqlx::FromRow, Deserialize)]
pub(super) struct OutcomeRow {
    line: i32,
    account: String,
    customer: Option<String>,
    centre: Option<String>,
    outcome: String,
    days_since_default: Option<i32>,
    early: bool,
    amount: Option<i64>,
    first_line: Option<i32>,
    changed: Json<Vec<String>>,
}

impl SummaryRow {
    fn to_api(&self) -> Result<OperationSummary, StoreError> {
        Ok(OperationSummary {
            id: self.operation_id.clone(),
            number: self.number.try_into()?,
            committed_at: self.committed_at.clone(),
            today: self.today.parse()?,
            submitted_by: self.submitted_by.clone(),
            file_name: self.file_name.clone(),
            file_bytes: self.file_bytes.try_into()?,
            file_sha256: self.file_sha256.clone(),
            entries: self.entries.try_into()?,
            written_off: self.written_off.try_into()?,
            failed: self.failed.try_into()?,
            amount: Money::from_minor(self.amount),
            currency: Currency {
                code: self.currency.clone(),
                minor_digits: self.minor_digits.try_into()?,
            },
        })
    }
}

impl OperationRow {
    pub(super) fn with_outcomes(self, outcomes: Vec<OutcomeRow>) -> Result<Operation, StoreError> {
        let outcomes = outcomes.into_iter().map(outcome).collect::<Result<_, _>>()?;
        let receipt = match (self.receipt_sequence, self.receipt_hash) {
            (Some(sequence), Some(hash)) => {
                Some(AuditReceipt { sequence: sequence.try_into()?, hash: to_hex(&hash) })
            }
            _ => None,
        };
        Ok(Operation { summary: self.summary.to_api()?, receipt, outcomes })
    }
}

/// A part of the history: `rows` are one more than `limit` where there are older ones.
pub(super) fn history(rows: &[SummaryRow], limit: u32) -> Result<OperationsReply, StoreError> {
    let shown = usize::try_from(limit)?;
    let operations =
        rows.iter().take(shown).map(SummaryRow::to_api).collect::<Result<Vec<_>, _>>()?;
    let next_before =
        (rows.len() > shown).then(|| operations.last().map(|operation| operation.number)).flatten();
    Ok(OperationsReply { operations, next_before })
}

fn outcome(row: OutcomeRow) -> Result<OperationOutcome, StoreError> {
    let codes = row.changed.0;
    let changed = codes
        .iter()
        .map(|code| {
            Change::from_code(code)
                .ok_or_else(|| StoreError::Unreadable(format!("change `{code}`")))
        })
        .collect::<Result<_, _>>()?;
    Ok(OperationOutcome {
        line: row.line.try_into()?,
        account: row.account,
        customer: row.customer,
        centre: row.centre,
        outcome: row.outcome,
        days_since_default: row.days_since_default.map(u32::try_from).transpose()?,
        early: row.early,
        amount: row.amount.map(Money::from_minor),
        first_line: row.first_line.map(u32::try_from).transpose()?,
        changed,
    })
}

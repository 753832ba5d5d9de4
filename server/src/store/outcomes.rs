//! What became of each entry of a file, as it is stored.

use domain::api::OperationOutcome;
use domain::bulk_write_off::Change;
use domain::money::Money;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::StoreError;

/// An outcome without its operation.
#[derive(Clone, Debug, Serialize, sqlx::FromRow)]
pub(super) struct OutcomeRow {
    pub(super) entry: i64,
    pub(super) line: i64,
    pub(super) account: String,
    pub(super) customer: Option<String>,
    pub(super) centre: Option<String>,
    pub(super) outcome: String,
    pub(super) days_since_default: Option<i64>,
    pub(super) early: bool,
    pub(super) amount: Option<i64>,
    pub(super) process: Option<i64>,
    pub(super) first_line: Option<i64>,
    /// Codes, as a JSON array without blanks.
    pub(super) changed: String,
}

impl OutcomeRow {
    /// The hash of an operation's outcomes that the audit log has (docs/audit.md): of a JSON array of
    /// one array an outcome, `early` as 0 or 1.
    pub(super) fn sha256(outcomes: &[Self]) -> Result<[u8; 32], StoreError> {
        let cells: Vec<_> = outcomes.iter().map(Self::cells).collect();
        Ok(Sha256::digest(serde_json::to_vec(&cells)?).into())
    }

    fn cells(&self) -> impl Serialize {
        (
            self.entry,
            self.line,
            &self.account,
            &self.customer,
            &self.centre,
            &self.outcome,
            self.days_since_default,
            u8::from(self.early),
            self.amount,
            self.process,
            self.first_line,
            &self.changed,
        )
    }

    pub(super) fn into_api(self) -> Result<OperationOutcome, StoreError> {
        let codes: Vec<String> = serde_json::from_str(&self.changed)?;
        let changed = codes
            .iter()
            .map(|code| {
                Change::from_code(code)
                    .ok_or_else(|| StoreError::Unreadable(format!("change `{code}`")))
            })
            .collect::<Result<_, _>>()?;
        Ok(OperationOutcome {
            line: self.line.try_into()?,
            account: self.account,
            customer: self.customer,
            centre: self.centre,
            outcome: self.outcome,
            days_since_default: self.days_since_default.map(u32::try_from).transpose()?,
            early: self.early,
            amount: self.amount.map(Money::from_minor),
            process: self.process,
            first_line: self.first_line.map(u32::try_from).transpose()?,
            changed,
        })
    }
}

/// The outcomes of an operation, in the order of the file.
pub(super) const OUTCOMES: &str = "
    SELECT entry, line, account, customer, centre, outcome, days_since_default, early, amount,
           process, first_line, changed
      FROM bulk_operation_outcome WHERE operation = $1 ORDER BY entry";

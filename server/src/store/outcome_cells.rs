//! An outcome in the form that the audit log hashes.

use serde::{Serialize, Serializer};

/// A row of `bulk_operation_outcome` without its operation. In JSON it is an array of these in
/// their order, `early` as 0 or 1: the hash in the audit log is of that (docs/audit.md).
#[derive(Debug, sqlx::FromRow)]
pub(super) struct OutcomeCells<T> {
    pub(super) entry: i32,
    pub(super) line: i32,
    pub(super) account: T,
    pub(super) customer: Option<T>,
    pub(super) centre: Option<T>,
    pub(super) outcome: T,
    pub(super) days_since_default: Option<i32>,
    pub(super) early: bool,
    pub(super) amount: Option<i64>,
    pub(super) first_line: Option<i32>,
    /// Codes, as a JSON array without blanks.
    pub(super) changed: String,
}

impl<T: Serialize> Serialize for OutcomeCells<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
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
            self.first_line,
            &self.changed,
        )
            .serialize(serializer)
    }
}

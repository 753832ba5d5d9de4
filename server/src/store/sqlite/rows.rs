//! The rows of a query in one.

use serde::de::DeserializeOwned;

use crate::store::StoreError;

/// Rows as JSON: an array of one array a row, its values in the order of the fields that they are
/// read into.
///
/// A connection hands each row over to another thread, and each may have to wait for a core there.
/// Nobody waits fifty times for a list, and nobody's list waits until two thousand rows of a file
/// are unpacked.
#[derive(Debug, sqlx::Type)]
#[sqlx(transparent)]
pub(super) struct Rows(String);

impl Rows {
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<Vec<T>, StoreError> {
        Ok(serde_json::from_str(&self.0)?)
    }
}

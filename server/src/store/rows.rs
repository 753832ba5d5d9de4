//! The rows of a query in one.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Deserializer as _, SeqAccess, Visitor};

use crate::background;
use crate::store::StoreError;

/// Rows as JSON: an array of one array a row, its values in the order of the fields that they are
/// read into.
///
/// On SQLite a connection hands each row over to another thread, and each may have to wait for a core
/// there. Nobody waits fifty times for a list, and nobody's list waits until two thousand rows of a
/// file are unpacked. On both databases, one statement can so yield rows of several kinds.
#[derive(Debug, sqlx::Type)]
#[sqlx(transparent)]
pub(super) struct Rows(String);

impl Rows {
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<Vec<T>, StoreError> {
        let mut json = serde_json::Deserializer::from_str(&self.0);
        let rows = json.deserialize_seq(WithPauses(PhantomData))?;
        json.end()?;
        Ok(rows)
    }

    /// The rows as what they stand for.
    pub(super) fn read_as<T: DeserializeOwned, U>(
        &self,
        into: impl FnMut(T) -> Result<U, StoreError>,
    ) -> Result<Vec<U>, StoreError> {
        self.read()?.into_iter().map(into).collect()
    }
}

/// Reads an array, with pauses.
struct WithPauses<T>(PhantomData<T>);

impl<'de, T: DeserializeOwned> Visitor<'de> for WithPauses<T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Vec<T>, A::Error> {
        let rows = std::iter::from_fn(|| array.next_element().transpose());
        background::with_pauses(rows).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::background::pauses_of;

    #[test]
    fn rows_are_read_with_pauses() {
        let rows: Vec<(i64, Option<String>)> =
            (0..1_000).map(|row| (row, (row % 2 == 0).then(|| row.to_string()))).collect();
        let found = Rows(serde_json::to_string(&rows).unwrap());
        assert_eq!(
            pauses_of(|| assert_eq!(found.read::<(i64, Option<String>)>().unwrap(), rows)),
            15
        );
    }

    #[test]
    fn what_is_no_array_of_rows_is_an_error() {
        for text in ["", "{}", "[[1]", "[[1]] [[2]]", "[[1], [\"one\"]]"] {
            assert!(Rows(text.to_owned()).read::<(i64,)>().is_err(), "{text}");
        }
    }
}

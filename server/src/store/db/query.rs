//! A statement with its values, for whichever database the connection leads to.

use std::borrow::Cow;
use std::fmt::Write as _;

use futures_util::TryStreamExt as _;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{
    Arguments as _, AssertSqlSafe, Decode, Encode, FromRow, Postgres, SqlSafeStr as _, Sqlite, Type,
};

use super::connection::Connection;
use super::text::{self, Dialect, Rows};
use crate::store::StoreError;

/// A value that both databases take.
pub(in crate::store) trait Bind<'v>:
    Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>
{
}

impl<'v, T> Bind<'v> for T where
    T: Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres>
{
}

/// A value that both databases give.
pub(in crate::store) trait Value:
    for<'r> Decode<'r, Sqlite>
    + Type<Sqlite>
    + for<'r> Decode<'r, Postgres>
    + Type<Postgres>
    + Send
    + Unpin
{
}

impl<T> Value for T where
    T: for<'r> Decode<'r, Sqlite>
        + Type<Sqlite>
        + for<'r> Decode<'r, Postgres>
        + Type<Postgres>
        + Send
        + Unpin
{
}

/// A row, read by column name: what derives `FromRow` and has only values that both databases give.
pub(in crate::store) trait Record:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Record for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

#[derive(Debug)]
enum Values {
    Sqlite(SqliteArguments),
    Postgres(PgArguments),
}

/// A statement, its values, and the connection that executes it.
#[derive(Debug)]
pub(in crate::store) struct Query<'c> {
    connection: &'c mut Connection,
    text: Cow<'static, str>,
    values: Values,
    /// Why a value could not be bound; told when the statement is executed.
    unbound: Option<BoxDynError>,
}

impl<'c> Query<'c> {
    pub(super) fn new(connection: &'c mut Connection, text: &'static str) -> Self {
        let values = match connection {
            Connection::Sqlite(_) => Values::Sqlite(SqliteArguments::default()),
            Connection::Postgres(_) => Values::Postgres(PgArguments::default()),
        };
        Self { connection, text: Cow::Borrowed(text), values, unbound: None }
    }

    /// Binds the next placeholder.
    pub(in crate::store) fn bind<'v>(mut self, value: impl Bind<'v>) -> Self {
        self.add(value);
        self
    }

    /// Appends to the text.
    pub(in crate::store) fn push(&mut self, text: &str) -> &mut Self {
        self.text.to_mut().push_str(text);
        self
    }

    /// Appends a placeholder with its value.
    pub(in crate::store) fn push_bind<'v>(&mut self, value: impl Bind<'v>) -> &mut Self {
        let number = self.add(value);
        // Writing into a string cannot fail.
        let _ = write!(self.text.to_mut(), "${number}");
        self
    }

    /// Appends a set of values with its type: what follows on `IN`.
    pub(in crate::store) fn push_values(&mut self, values: &Rows, kind: &str) -> &mut Self {
        let number = self.add(values);
        let _ = write!(self.text.to_mut(), "{{values ${number}: {kind}}}");
        self
    }

    /// Appends rows as a table with these columns: a name and a type each.
    pub(in crate::store) fn push_rows(&mut self, rows: &Rows, columns: &str) -> &mut Self {
        let number = self.add(rows);
        let _ = write!(self.text.to_mut(), "{{rows ${number}: {columns}}}");
        self
    }

    /// Adds a value; says the number of its placeholder.
    fn add<'v>(&mut self, value: impl Bind<'v>) -> usize {
        let (added, number) = match &mut self.values {
            Values::Sqlite(values) => (values.add(value), values.len()),
            Values::Postgres(values) => (values.add(value), values.len()),
        };
        if let Err(error) = added {
            self.unbound.get_or_insert(error);
        }
        number
    }

    /// Executes it; says how many rows it changed.
    pub(in crate::store) async fn execute(self) -> Result<u64, StoreError> {
        self.check_bound()?;
        Ok(match (self.connection, self.values) {
            (Connection::Sqlite(connection), Values::Sqlite(values)) => {
                let text = AssertSqlSafe(text::expand(&self.text, Dialect::Sqlite));
                sqlx::query_with(text.into_sql_str(), values)
                    .execute(&mut **connection)
                    .await?
                    .rows_affected()
            }
            (Connection::Postgres(connection), Values::Postgres(values)) => {
                let text = AssertSqlSafe(text::expand(&self.text, Dialect::Postgres));
                sqlx::query_with(text.into_sql_str(), values)
                    .execute(&mut **connection)
                    .await?
                    .rows_affected()
            }
            _ => return Err(values_of_another()),
        })
    }

    /// Executes it and hands over each row as it comes.
    pub(in crate::store) async fn fetch_each<T: Record>(
        self,
        mut each: impl FnMut(T) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.check_bound()?;
        match (self.connection, self.values) {
            (Connection::Sqlite(connection), Values::Sqlite(values)) => {
                let text = AssertSqlSafe(text::expand(&self.text, Dialect::Sqlite));
                let mut rows = sqlx::query_as_with::<Sqlite, T, _>(text.into_sql_str(), values)
                    .fetch(&mut **connection);
                while let Some(row) = rows.try_next().await? {
                    each(row)?;
                }
            }
            (Connection::Postgres(connection), Values::Postgres(values)) => {
                let text = AssertSqlSafe(text::expand(&self.text, Dialect::Postgres));
                let mut rows = sqlx::query_as_with::<Postgres, T, _>(text.into_sql_str(), values)
                    .fetch(&mut **connection);
                while let Some(row) = rows.try_next().await? {
                    each(row)?;
                }
            }
            _ => return Err(values_of_another()),
        }
        Ok(())
    }

    pub(in crate::store) async fn fetch_all<T: Record>(self) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.fetch_each(|row| {
            rows.push(row);
            Ok(())
        })
        .await?;
        Ok(rows)
    }

    pub(in crate::store) async fn fetch_optional<T: Record>(self) -> Result<Option<T>, StoreError> {
        self.check_bound()?;
        Ok(match (self.connection, self.values) {
            (Connection::Sqlite(connection), Values::Sqlite(values)) => {
                let text = AssertSqlSafe(text::expand(&self.text, Dialect::Sqlite));
                sqlx::query_as_with::<Sqlite, T, _>(text.into_sql_str(), values)
                    .fetch_optional(&mut **connection)
                    .await?
            }
            (Connection::Postgres(connection), Values::Postgres(values)) => {
                let text = AssertSqlSafe(text::expand(&self.text, Dialect::Postgres));
                sqlx::query_as_with::<Postgres, T, _>(text.into_sql_str(), values)
                    .fetch_optional(&mut **connection)
                    .await?
            }
            _ => return Err(values_of_another()),
        })
    }

    pub(in crate::store) async fn fetch_one<T: Record>(self) -> Result<T, StoreError> {
        self.fetch_optional().await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// The single column of each row.
    pub(in crate::store) async fn fetch_scalars<T: Value>(self) -> Result<Vec<T>, StoreError> {
        Ok(self.fetch_all::<(T,)>().await?.into_iter().map(|(value,)| value).collect())
    }

    /// The single column of the first row, if there is a row.
    pub(in crate::store) async fn fetch_scalar<T: Value>(self) -> Result<Option<T>, StoreError> {
        Ok(self.fetch_optional::<(T,)>().await?.map(|(value,)| value))
    }

    /// The single column of the one row.
    pub(in crate::store) async fn fetch_value<T: Value>(self) -> Result<T, StoreError> {
        Ok(self.fetch_one::<(T,)>().await?.0)
    }

    fn check_bound(&self) -> Result<(), StoreError> {
        match &self.unbound {
            None => Ok(()),
            Some(error) => Err(StoreError::Unreadable(format!("a value to bind: {error}"))),
        }
    }
}

/// Values are made for the connection that they go to: this does not happen.
fn values_of_another() -> StoreError {
    StoreError::Unreadable("values for another database".to_owned())
}

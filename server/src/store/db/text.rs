//! SQL for both databases, with a few tokens for what they write differently.
//!
//! | token | stands for |
//! |---|---|
//! | `{rows $2: account text, line int}` | the rows bound as [`Rows`], as a table with these columns |
//! | `{values $2: text}` | the values bound as [`Rows`], as a table with the column `value` |
//! | `{skip locked}` | locks the rows that are read, without those that somebody else has locked |
//!
//! The types are `int`, `text`, `date`, `instant`, `uuid`, `flag`, and `bytes` (hexadecimal in the
//! rows).

use serde::Serialize;
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::{Database, Encode, Type};

use crate::store::StoreError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
}

/// Rows, or values, as one parameter of a statement.
#[derive(Clone, Debug)]
pub(in crate::store) struct Rows(String);

impl Rows {
    /// Rows are structs whose fields are named like the columns; values are bare.
    pub(in crate::store) fn new<T: Serialize>(rows: &[T]) -> Result<Self, StoreError> {
        Ok(Self(serde_json::to_string(rows)?))
    }
}

impl<DB: Database> Type<DB> for Rows
where
    String: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        String::type_info()
    }
}

impl<'q, DB: Database> Encode<'q, DB> for Rows
where
    String: Encode<'q, DB>,
{
    fn encode_by_ref(&self, buffer: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.0.encode_by_ref(buffer)
    }
}

/// The text for one of the databases. Braces have no meaning of their own in our statements.
pub(super) fn expand(text: &str, dialect: Dialect) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        expanded.push_str(before);
        let (token, after) = after.split_once('}').unwrap_or((after, ""));
        expanded.push_str(&replacement(token, dialect));
        rest = after;
    }
    expanded.push_str(rest);
    expanded
}

fn replacement(token: &str, dialect: Dialect) -> String {
    let (name, argument) = token.split_once(':').unwrap_or((token, ""));
    let argument = argument.trim();
    match (name.trim(), dialect) {
        ("skip locked", Dialect::Postgres) => "FOR UPDATE SKIP LOCKED".to_owned(),
        (name, dialect) => match name.split_once(' ') {
            Some(("rows", parameter)) => rows(parameter, argument, dialect),
            Some(("values", parameter)) => values(parameter, argument, dialect),
            _ => String::new(),
        },
    }
}

fn rows(parameter: &str, columns: &str, dialect: Dialect) -> String {
    let columns: Vec<(&str, &str)> =
        columns.split(',').filter_map(|column| column.trim().split_once(' ')).collect();
    let listed = |column: &dyn Fn(&str, &str) -> String| {
        columns.iter().map(|(name, kind)| column(name, kind)).collect::<Vec<_>>().join(", ")
    };
    match dialect {
        Dialect::Sqlite => {
            let read = listed(&|name, kind| match kind {
                "bytes" => format!("unhex(value ->> '{name}') AS {name}"),
                _ => format!("value ->> '{name}' AS {name}"),
            });
            format!("(SELECT {read} FROM jsonb_each({parameter}))")
        }
        Dialect::Postgres => {
            let read = listed(&|name, kind| match kind {
                "bytes" => format!("decode({name}, 'hex') AS {name}"),
                _ => name.to_owned(),
            });
            let typed = listed(&|name, kind| format!("{name} {}", postgres_type(kind)));
            format!("(SELECT {read} FROM json_to_recordset({parameter}::json) AS read ({typed}))")
        }
    }
}

fn values(parameter: &str, kind: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => format!("(SELECT value FROM json_each({parameter}))"),
        Dialect::Postgres => format!(
            "(SELECT value::{} AS value FROM json_array_elements_text({parameter}::json))",
            postgres_type(kind)
        ),
    }
}

fn postgres_type(kind: &str) -> &str {
    match kind {
        "int" => "bigint",
        "instant" => "timestamptz",
        "flag" => "boolean",
        "bytes" => "text",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_for_what_each_database_writes() {
        let text = "SELECT a FROM {rows $2: a int, b bytes} AS new {skip locked}";
        assert_eq!(
            expand(text, Dialect::Sqlite),
            "SELECT a FROM (SELECT value ->> 'a' AS a, unhex(value ->> 'b') AS b \
             FROM jsonb_each($2)) AS new "
        );
        assert_eq!(
            expand(text, Dialect::Postgres),
            "SELECT a FROM (SELECT a, decode(b, 'hex') AS b FROM json_to_recordset($2::json) \
             AS read (a bigint, b text)) AS new FOR UPDATE SKIP LOCKED"
        );
        assert_eq!(
            expand("id IN {values $1: int}", Dialect::Postgres),
            "id IN (SELECT value::bigint AS value FROM json_array_elements_text($1::json))"
        );
        assert_eq!(expand("SELECT 1", Dialect::Sqlite), "SELECT 1");
    }
}

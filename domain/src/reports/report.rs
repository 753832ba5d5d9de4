//! A report: figures, tables and what of them is drawn. The page, the print, the CSV file and the
//! workbook are made of the same one.

use serde::{Deserialize, Serialize};

/// What a report says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// The figures that stand above everything, the most important first.
    pub figures: Vec<Figure>,
    /// The tables, the most important first.
    pub tables: Vec<Table>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// The stable code of what it says: `gross_receivables`.
    pub name: String,
    /// What it says.
    pub value: Cell,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Table {
    /// The stable code of what it lists: `by_month`.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// The sums under the columns, where there are any: a cell for each column.
    pub total: Option<Vec<Cell>>,
    /// What of it is drawn, where anything is.
    pub chart: Option<Chart>,
    /// Whether there are more rows than are listed.
    #[serde(default)]
    pub more: bool,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Column {
    /// The stable code of what stands in it: `month`, `amount`.
    pub name: String,
    /// Whether numbers stand in it, which are set on the right.
    pub numeric: bool,
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text that is the same in every language: a name, a number of an account.
    Text(String),
    /// A stable code that is said in the reader's language: a bucket, a method, a reason.
    Code(String),
    /// An account, by its ID.
    Account(String),
    /// A day: `2026-11-21`.
    Day(String),
    /// A month: `2026-11`.
    Month(String),
    /// A number of things.
    Count(u64),
    /// An amount in minor units.
    Money(i64),
    /// A share, in tenths of a percent; none where there is nothing to be a share of.
    Percent(Option<i64>),
}

/// How a table is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Chart {
    /// As what.
    pub kind: ChartKind,
    /// The columns that are drawn, by their place from 0. The first column names the places.
    pub series: Vec<u32>,
}

/// As what a table is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// A bar a row, or a few beside each other.
    Bars,
    /// A line a column, over time.
    Lines,
}

impl Column {
    /// A column of texts, days and codes.
    pub fn text(name: &str) -> Self {
        Self { name: name.to_owned(), numeric: false }
    }

    /// A column of numbers.
    pub fn number(name: &str) -> Self {
        Self { name: name.to_owned(), numeric: true }
    }
}

impl Figure {
    /// A figure of that name.
    pub fn new(name: &str, value: Cell) -> Self {
        Self { name: name.to_owned(), value }
    }
}

//! Imports, batches of other systems, and what changed since.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::AccountId;
use crate::account::{AccountState, ContractStatus};
use crate::import::{ColumnSeen, Counts, Facts, Field, Keys, Kind, Outcome, SheetChoice, Terms};
use crate::language::Language;
use crate::money::Balance;
use crate::people::who;

/// `POST /api/imports/facts`: what the rows of a file depend on, to be judged in the page. At most as many keys
/// as [`PAGE_ROWS_MAX`](crate::import::PAGE_ROWS_MAX) rows can name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportFactsRequest {
    /// What the rows name.
    pub keys: Keys,
}

/// What the company has of it, and by what rows are judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportFactsReply {
    /// What there is.
    pub facts: Facts,
    /// By what rows are judged.
    pub terms: Terms,
}

/// `GET /api/imports/columns`: what people of the company have said that columns are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RememberedColumns {
    /// Each with its kind.
    pub columns: Vec<RememberedColumn>,
}

/// What a column of a heading is at this company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RememberedColumn {
    /// Of what kind of rows.
    pub kind: Kind,
    /// The heading's words, as [`heading_key`](crate::import::table::heading_key) writes them.
    pub heading: String,
    /// The field; none where the column is not used.
    pub field: Option<Field>,
}

/// `PUT /api/imports/{id}`: a file to look at. Nothing of it is taken yet. The id is the client's; the same
/// id again with other choices looks at it anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportRequest {
    /// The file's name, 1 to 255 characters.
    pub file_name: String,
    /// Its bytes in Base64, at most 32 MB; none to look again at the file that was sent under this id.
    #[serde(default)]
    pub file: Option<String>,
    /// What its sheets and columns are, where they do not say so themselves.
    #[serde(default)]
    pub sheets: Vec<SheetChoice>,
}

/// Whether an import was looked at, or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportStatus {
    /// It shows what would be done.
    Preview,
    /// It was done.
    Committed,
}

/// Where an import came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportSource {
    /// A file that a person chose.
    File,
    /// A batch of another system.
    Api,
}

/// `GET /api/imports/{id}`, and the reply to a preview and to a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    /// The id that the client made.
    pub id: String,
    /// Whether it was looked at, or done.
    pub status: ImportStatus,
    /// Its number within the company, of one that was done.
    pub number: Option<u64>,
    /// Where it came from.
    pub source: ImportSource,
    /// When (RFC 3339, UTC): sent, or done.
    pub at: String,
    /// The name of whoever sent it.
    pub by: String,
    /// Whether that is a program with a key, not a person.
    pub by_program: bool,
    /// The file's name.
    pub file_name: String,
    /// The file's size in bytes.
    pub file_bytes: u64,
    /// Its sheets, and what they were taken for.
    pub sheets: Vec<SheetSeen>,
    /// How many rows each result has.
    pub counts: Counts,
    /// The digest of what is shown of every row: a commit names it.
    pub shown: String,
}

impl Import {
    /// Who sent it, as lists name them.
    pub fn who(&self, language: Language) -> String {
        who(&self.by, self.by_program, language)
    }
}

/// A sheet, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SheetSeen {
    /// Its name.
    pub name: String,
    /// What its rows are; none where that has to be said, or where it is left out.
    pub kind: Option<Kind>,
    /// Whether it is left out: it is empty, or somebody said so.
    pub skipped: bool,
    /// How many rows it has, apart from the heading.
    pub rows: u32,
    /// Its columns.
    pub columns: Vec<ColumnSeen>,
    /// Fields that must be there and have no column: then its rows are not read.
    pub missing: Vec<Field>,
    /// How many rows each result has.
    pub counts: Counts,
    /// Its first rows as they stand, so that a person can say what columns are.
    pub first_rows: Vec<Vec<String>>,
}

impl SheetSeen {
    /// Whether its rows are read: it is not left out, and its kind and columns are known.
    pub const fn is_read(&self) -> bool {
        !self.skipped && self.kind.is_some() && self.missing.is_empty()
    }

    /// Whether somebody has to say what its rows or columns are.
    pub const fn is_unknown(&self) -> bool {
        !self.skipped && !self.is_read()
    }
}

/// `PUT /api/imports/{id}/commit`: does what the preview shows. The same again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportCommitRequest {
    /// [`Import::shown`] of the preview that was seen. Where the rows would fare differently now, nothing is done
    /// (409 `changed_since_preview`).
    pub shown: String,
}

/// `GET /api/imports/{id}/rows`: what became, or would become, of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRowsReply {
    /// At most as many as were asked for, in the order of the file.
    pub rows: Vec<ImportRow>,
    /// Ask again with `after` this place for the next ones; none where there are none.
    pub next_after: Option<u32>,
    /// How many rows match, whatever the page.
    pub total: u32,
}

/// A row with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRow {
    /// Its place among all rows of the import, from 0.
    pub place: u32,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// `GET /api/imports`: imports that were done, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportsReply {
    /// At most as many as were asked for. Of each sheet the counts are told, not the columns.
    pub imports: Vec<Import>,
    /// Ask again with `before` this number for older ones; none where there are none.
    pub next_before: Option<u64>,
}

/// `PUT /api/portfolio/{kind}`: up to 1,000 rows of another system. Harmless to repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PortfolioRequest {
    /// The rows: for each field its value as text, written as in a file. Fields that a file must have are in each row.
    /// Another one that is left out stays as it is, or is as if nothing stood there of a row that is new.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 1_000, value_type = Vec<std::collections::HashMap<String, String>>))]
    pub rows: Vec<PortfolioRow>,
}

/// A row of a batch as it was sent: values by the names of their fields. One name twice is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PortfolioRow(pub BTreeMap<String, String>);

impl<'de> Deserialize<'de> for PortfolioRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RowVisitor)
    }
}

struct RowVisitor;

impl<'de> Visitor<'de> for RowVisitor {
    type Value = PortfolioRow;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PortfolioRow, A::Error> {
        let mut row = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            if row.contains_key(&name) {
                // Refused with the value: then the place of the error has the name.
                map.next_value_seed(StandsTwice)?;
            }
            row.insert(name, map.next_value()?);
        }
        Ok(PortfolioRow(row))
    }
}

struct StandsTwice;

impl<'de> DeserializeSeed<'de> for StandsTwice {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, _: D) -> Result<(), D::Error> {
        Err(D::Error::custom("stands twice in the row"))
    }
}

/// What became of each row of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortfolioReply {
    /// One for each row, in the order of the batch. The line is the place in it, from 1.
    pub results: Vec<Outcome>,
    /// How many rows each result has.
    pub counts: Counts,
    /// The import that it was recorded as; none where nothing changed.
    pub import: Option<String>,
}

/// `GET /api/portfolio/{kind}`: what the company has, by the same fields as a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortfolioRowsReply {
    /// At most as many as were asked for, in the order of their keys.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<std::collections::HashMap<String, String>>))]
    pub rows: Vec<BTreeMap<Field, String>>,
    /// Ask again with `after` this for the next ones; none where there are none.
    pub next_after: Option<String>,
}

/// `GET /api/changes`: accounts that changed since a cursor, each as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangesReply {
    /// At most as many as were asked for, each account once, in the order in which they changed last.
    pub accounts: Vec<ChangedAccount>,
    /// Ask again with `after` this: now, where `more`, or later.
    pub cursor: String,
    /// Whether there are more already.
    pub more: bool,
}

/// An account as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangedAccount {
    /// Its identifier.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// Its state.
    pub state: AccountState,
    /// The day until which it is paid.
    pub paid_until: Option<String>,
    /// The day of the latest default.
    pub defaulted_on: Option<String>,
    /// Its contracts.
    pub contracts: Vec<ChangedContract>,
}

/// A contract as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangedContract {
    /// Its number.
    pub contract: String,
    /// Its status.
    pub status: ContractStatus,
    /// What is owed under it, in minor units.
    pub balance: Balance,
    /// How it was ended here: `written_off` or `repossessed`; none where it was not.
    pub ended_here: Option<crate::import::facts::EndedHere>,
    /// The day on which that was booked.
    pub ended_on: Option<String>,
}

//! `/api/bulk-write-offs` and `/api/bulk-process-starts`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::audit::AuditReceipt;
use crate::account::{AccountFacts, ProductId};
use crate::bulk_write_off::{Change, OperationKind, Seen};
use crate::money::{Currency, Money};
use crate::upload::ColumnChoice;
use crate::write_off_process::settings::WriteOffSettings;

/// `POST /api/bulk-write-offs/facts` and `POST /api/bulk-process-starts/facts`: what is known of the accounts of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FactsRequest {
    /// Account IDs, at most [`ENTRIES_MAX`](crate::upload::ENTRIES_MAX).
    #[cfg_attr(feature = "openapi", schema(schema_with = account_ids))]
    pub accounts: Vec<String>,
    /// SHA-256 of the file in lower-case hexadecimal, to find earlier operations with it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{64}$"))]
    pub file_sha256: Option<String>,
}

#[cfg(feature = "openapi")]
fn account_ids() -> utoipa::openapi::schema::Array {
    use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};
    let account =
        ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[A-Za-z0-9_-]{1,32}$"));
    ArrayBuilder::new()
        .items(account)
        .max_items(Some(crate::upload::ENTRIES_MAX))
        .description(Some("Account IDs."))
        .build()
}

/// The facts, and what is needed to judge by them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactsReply {
    /// Today in the company's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// The company's early-write-off days.
    pub early_write_off_days: u32,
    /// One for each account that the company has, in account order. The others do not exist.
    pub accounts: Vec<AccountFacts>,
    /// The products that those accounts hold.
    pub products: Vec<Product>,
    /// Operations of this company and kind that used the same file, the latest first, at most five.
    pub earlier: Vec<EarlierOperation>,
    /// What processes are started by; only where they are to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processes: Option<SettingsOfStarts>,
}

/// What is set up for write-off processes, without secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingsOfStarts {
    /// The version: what a request has to name.
    pub version: u32,
    /// What is set up.
    pub settings: WriteOffSettings,
}

impl FactsReply {
    /// Reads a reply as it came.
    ///
    /// Of all that the page reads it is the longest, and people wait for it. Here, rather than
    /// where it is asked for, it is compiled for speed.
    ///
    /// # Errors
    ///
    /// When it is no such reply.
    pub fn from_json(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }
}

/// A product's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Product {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub id: ProductId,
    /// Its name.
    pub name: String,
}

/// An operation that used the same file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierOperation {
    /// Its id.
    pub id: String,
    /// When it was committed (RFC 3339, UTC).
    pub committed_at: String,
    /// Who submitted it: the person's own name.
    pub submitted_by: String,
    /// How many accounts it wrote off.
    pub written_off: u32,
    /// For how many accounts it started a process.
    pub started: u32,
    /// How many entries it left alone.
    pub failed: u32,
}

/// `PUT /api/bulk-write-offs/{id}`: write off what the preview showed as eligible.
///
/// The id is a UUID that the client makes. The same request again, by whatever accident, gets the
/// first answer; another request under the same id is refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OperationRequest {
    /// What the file is called, at most 255 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 255))]
    pub file_name: String,
    /// The file's bytes in Base64 (RFC 4648, section 4, with padding).
    #[cfg_attr(feature = "openapi", schema(min_length = 4))]
    pub file: String,
    /// Which column holds the account IDs, where the file does not say so.
    #[serde(default)]
    pub column: Option<ColumnChoice>,
    /// What the preview showed as eligible. Nothing else is tried.
    pub seen: Vec<Seen>,
    /// Whether the person confirmed having seen that some are early. Required where some are.
    #[serde(default)]
    pub early_acknowledged: bool,
}

/// `PUT /api/bulk-process-starts/{id}`: start write-off processes for what the preview showed as
/// eligible. What is created is created today, in the company's time zone.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcessStartsRequest {
    /// The code of the write-off control: which debt is meant, and which template is taken.
    pub control: String,
    /// The version of the settings that the preview was made with. Another one is refused: somebody
    /// has changed them meanwhile.
    pub settings_version: u32,
    /// The file, and what was seen.
    pub operation: OperationRequest,
}

/// An operation with everything that became of its entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Operation {
    /// What it adds up to.
    pub summary: OperationSummary,
    /// Its row in the audit log, which was the head of the company's chain then. None where the
    /// row is missing, of which `writeoff audit verify` tells.
    pub receipt: Option<AuditReceipt>,
    /// One for each entry, in the order of the file.
    pub outcomes: Vec<OperationOutcome>,
}

/// What an operation adds up to. `written_off + started + failed = entries`, always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationSummary {
    /// The id that the client made (UUID).
    pub id: String,
    /// What it did.
    pub kind: OperationKind,
    /// Its number within the company, from 1 in the order of commits.
    pub number: u64,
    /// When it was committed (RFC 3339, UTC).
    pub committed_at: String,
    /// The day that it counted as today, in the company's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub today: Date,
    /// Who submitted it: the person's own name.
    pub submitted_by: String,
    /// What the file is called.
    pub file_name: String,
    /// How long the file is.
    pub file_bytes: u64,
    /// SHA-256 of the file in lower-case hexadecimal.
    pub file_sha256: String,
    /// Entries in the file.
    pub entries: u32,
    /// How many accounts were written off.
    pub written_off: u32,
    /// For how many accounts a process was started.
    pub started: u32,
    /// How many entries were left alone.
    pub failed: u32,
    /// The name of the write-off control, where processes were started.
    pub control: Option<String>,
    /// What was written off; of processes, what is owed under their contracts.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Money,
    /// The company's currency.
    pub currency: Currency,
}

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationOutcome {
    /// The line of the file, from 1.
    pub line: u32,
    /// The account ID; what stood in the file where that is no account ID.
    pub account: String,
    /// The customer's name, where the account exists.
    pub customer: Option<String>,
    /// The fulfilment centre, where the account exists.
    pub centre: Option<String>,
    /// `written_off`, `process_started`, `changed_since_preview`, or the reason's code.
    pub outcome: String,
    /// Whole days since the default that counted, where something was done.
    pub days_since_default: Option<u32>,
    /// Whether that was early.
    pub early: bool,
    /// What was written off; of a process, what is owed under its contracts.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>))]
    pub amount: Option<Money>,
    /// The number of the process that was started, or in which the account is already.
    pub process: Option<i64>,
    /// The line of the first entry of the same account, of a duplicate.
    pub first_line: Option<u32>,
    /// What changed since the preview, in the order in which it is told.
    pub changed: Vec<Change>,
}

impl OperationSummary {
    /// To how many accounts the operation did what it is for.
    pub const fn done(&self) -> u32 {
        self.written_off.saturating_add(self.started)
    }
}

impl OperationOutcome {
    /// Whether the entry was left alone.
    pub fn is_failure(&self) -> bool {
        !matches!(self.outcome.as_str(), "written_off" | "process_started")
    }
}

/// `GET /api/bulk-write-offs`: the history, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationsReply {
    /// At most as many as were asked for.
    pub operations: Vec<OperationSummary>,
    /// Ask again with `before` this number for older ones; none where there are none.
    pub next_before: Option<u64>,
}

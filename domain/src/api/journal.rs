//! The journal and its chart of accounts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::OperationLink;
use crate::AccountId;
use crate::form::Typed;
use crate::journal::{Cause, LedgerAccount};
use crate::money::Money;

/// `GET /api/ledger-accounts`: the company's chart of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerAccountsReply {
    /// One for each role, in the order of a balance sheet.
    pub ledger_accounts: Vec<LedgerAccountLine>,
}

/// A ledger account of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerAccountLine {
    /// The role that it has.
    pub role: LedgerAccount,
    /// The company's code for it.
    pub code: String,
    /// The company's name for it.
    pub name: String,
}

/// `GET /api/journal`: entries, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalReply {
    /// The entries.
    pub entries: Vec<JournalEntry>,
    /// What to ask for to go on; none at the end.
    pub next: Option<i64>,
}

/// `GET /api/journal/{number}`: an entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalEntry {
    /// Its number within the company, from 1 without a gap.
    pub number: i64,
    /// The day on which it was booked.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    #[serde(with = "crate::day")]
    pub booked_on: Date,
    /// When it was recorded (RFC 3339, UTC).
    pub recorded_at: String,
    /// Who caused it: the person's own name; none where another system or the daily run did.
    pub recorded_by: Option<String>,
    /// Why there is an entry.
    pub cause: Cause,
    /// The account that it is about; none where it is about many.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub account: Option<AccountId>,
    /// The customer's name.
    pub customer: Option<String>,
    /// The repossession or write-off that caused it.
    pub repossession: Option<i64>,
    /// The bulk operation that the write-off belongs to.
    pub operation: Option<OperationLink>,
    /// The write-off process that the write-off belongs to.
    pub process: Option<i64>,
    /// The provider's id of the payment that caused it.
    pub payment: Option<String>,
    /// The number of the entry that it corrects.
    pub corrects: Option<i64>,
    /// Whether it reverses that entry; if not, it stands in its place.
    #[serde(default)]
    pub reversing: bool,
    /// Why it corrects it.
    pub reason: Option<String>,
    /// The numbers of the entries that correct it: one that reverses it and one that replaces it.
    pub corrected_by: Vec<i64>,
    /// The sum of its debits, which is that of its credits.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub amount: Money,
    /// Its lines: what is debited, then what is credited.
    pub lines: Vec<JournalLine>,
}

/// A line of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalLine {
    /// The role of the ledger account.
    pub ledger_account: LedgerAccount,
    /// The company's code for it.
    pub code: String,
    /// The company's name for it.
    pub name: String,
    /// What is debited, 0 where it is credited.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub debit: Money,
    /// What is credited, 0 where it is debited.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub credit: Money,
}

/// `PUT /api/journal/corrections/{id}`: what an entry should have said. It is reversed, and another
/// one is booked in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectionRequest {
    /// The number of the entry.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub entry: i64,
    /// Why, 1 to 500 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 1, max_length = 500))]
    pub reason: Typed,
    /// What it should have been: 2 to 20 lines whose debits equal their credits.
    #[cfg_attr(feature = "openapi", schema(min_items = 2, max_items = 20))]
    pub lines: Vec<CorrectionLine>,
}

/// A line of what an entry should have been. Debit or credit, not both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectionLine {
    /// The role of the ledger account.
    #[cfg_attr(feature = "openapi", schema(value_type = LedgerAccount))]
    pub ledger_account: Typed,
    /// What is debited, in minor units.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64))]
    #[serde(default)]
    pub debit: Typed,
    /// What is credited, in minor units.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64))]
    #[serde(default)]
    pub credit: Typed,
}

/// The two entries of a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionReply {
    /// The entry that reverses the corrected one.
    pub reversing: JournalEntry,
    /// The entry that is booked in its place.
    pub replacing: JournalEntry,
}

//! Bringing a portfolio in: centres, products, staff, customers with accounts, contracts with balances,
//! units and payments, from files or in batches from another system.
//!
//! ```text
//! file ─ table ─► Table ─ columns ─► Sheet ─ read ─► records ─┐
//!                                             keys ─► facts ──┴─ decide ─► outcomes + effects
//! ```
//!
//! Rows are keyed by the other system's identifiers, so that a file can be brought in again and only
//! differences count. An import never undoes what was decided here (`docs/import.md`).

pub mod columns;
mod decide;
pub mod effects;
pub mod facts;
pub mod field;
mod file_refusal;
mod keys;
pub mod outcome;
mod read;
mod record;
pub mod table;
pub mod words;

pub use columns::{Recognised, recognise};
pub use decide::decide;
pub use effects::Effects;
pub use facts::{Facts, Keys};
pub use field::Field;
pub use file_refusal::{CELL_CHARS_MAX, CELLS_MAX, COLUMNS_MAX, FileRefusal};
pub use keys::keys;
pub use outcome::{Counts, FieldChange, FieldValue, Outcome, Reason, RowRefusal, RowResult, shown};
pub use table::{ColumnSeen, SheetChoice, Table, TableRow};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::money::Currency;

/// The most rows that one import may have, over all its sheets. A portfolio of a large company has some
/// 100,000 accounts; what is more comes in several files.
pub const ROWS_MAX: usize = 100_000;

/// The most rows of a file that the page previews by itself, without sending it first.
pub const PAGE_ROWS_MAX: usize = 2_000;

/// The most rows of a batch of another system.
pub const BATCH_ROWS_MAX: usize = 1_000;

/// The most of one product that is held under one contract.
pub const HELD_MAX: u32 = 1_000_000;

/// The largest file, in bytes: a workbook of 100,000 rows takes some 10 MiB, as text some 20.
pub const FILE_BYTES_MAX: usize = 32_000_000;

/// What the rows of a sheet are, in the order in which they depend on each other: an account names its
/// centre, a contract its account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Fulfilment centres.
    Centres,
    /// Products, with what one is worth in each condition.
    Products,
    /// People who may sign in.
    Staff,
    /// Accounts with their customers.
    Accounts,
    /// Contracts with their balances.
    Contracts,
    /// What customers hold under contracts.
    Units,
    /// Payments.
    Payments,
}

impl Kind {
    /// Every kind, each after those that it depends on.
    pub const ALL: [Self; 7] = [
        Self::Centres,
        Self::Products,
        Self::Staff,
        Self::Accounts,
        Self::Contracts,
        Self::Units,
        Self::Payments,
    ];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Centres => "centres",
            Self::Products => "products",
            Self::Staff => "staff",
            Self::Accounts => "accounts",
            Self::Contracts => "contracts",
            Self::Units => "units",
            Self::Payments => "payments",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// By what a company's imports are judged, apart from what it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Terms {
    /// Today in the company's time zone.
    #[serde(with = "crate::day")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub today: Date,
    /// The company's currency.
    pub currency: Currency,
    /// Consecutive days late that make a default.
    pub default_after_days: u32,
}

/// A sheet whose columns are known: what it is, and the rows to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What its rows are.
    pub kind: Kind,
    /// Which field each column holds; none where it is not used.
    pub columns: Vec<Option<Field>>,
    /// Its rows, without the heading and without blank ones.
    pub rows: Vec<TableRow>,
}

/// What an import would do, row by row, and everything that it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// One for each row, in the order of [`Kind::ALL`] and then of the rows.
    pub outcomes: Vec<Outcome>,
    /// What is written. Nothing of it stems from a row that is refused; of one that is the same, at most what
    /// it told.
    pub effects: Effects,
}

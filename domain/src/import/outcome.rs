//! What becomes of each row.
#![expect(clippy::disallowed_types, reason = "serde reads what it flattens by way of floats too")]

use serde::{Deserialize, Serialize};

use super::{Field, Kind};
use crate::account::ContractStatus;

/// What becomes of a row, or became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// What the row is.
    pub kind: Kind,
    /// The line on which it begins, from 1; the row of a workbook's sheet; the place in a batch.
    pub line: u32,
    /// What the row is about, as people know it: an account ID, a contract number, a name. What stood
    /// there, where it is none.
    pub key: String,
    /// What becomes of it.
    #[serde(flatten)]
    pub result: RowResult,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum RowResult {
    /// It is new.
    Created {
        /// What it will have beside its key, in the order of the kind's fields. What is empty or nothing is left
        /// out, and so is all of it of rows that were kept before it was told.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        values: Vec<FieldValue>,
    },
    /// It is there and becomes different.
    Changed {
        /// What of it, in the order of the kind's fields; at least one.
        changes: Vec<FieldChange>,
    },
    /// It is there as it is.
    Same,
    /// It is not taken; the others are.
    Refused {
        /// Everything that is wrong with it; at least one.
        refusals: Vec<RowRefusal>,
    },
}

impl RowResult {
    /// The stable code that storage and the API use.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::Changed { .. } => "changed",
            Self::Same => "same",
            Self::Refused { .. } => "refused",
        }
    }
}

/// A field of a row that is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldValue {
    /// Which.
    pub field: Field,
    /// What will be there: a day as `2026-11-28`, an amount in minor units, a code.
    pub value: String,
}

/// A field that becomes different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// Which.
    pub field: Field,
    /// What is there: a day as `2026-11-28`, an amount in minor units, a code. Empty where nothing is.
    pub from: String,
    /// What will be there, written the same way.
    pub to: String,
}

/// One thing that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowRefusal {
    /// In which field; none where it is the row as a whole.
    pub field: Option<Field>,
    /// What is wrong.
    #[serde(flatten)]
    pub reason: Reason,
    /// What stood there, its first hundred characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub found: String,
}

/// What is wrong with a row. [`words::reason`](super::words::reason) says it to people, with what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// Nothing stands there, and something must.
    Missing,
    /// A formula of the spreadsheet has failed: `#N/A`, `#REF!`.
    CellHasError,
    /// More characters than are kept.
    TooLong {
        /// How many may be.
        most: u32,
    },
    /// Not an identifier of that kind: an account ID, a CU number, a payment id, a user name.
    Malformed,
    /// A spreadsheet has rounded the number, and its last digits are lost.
    RoundedBySpreadsheet,
    /// Not a day of the calendar, or one that can be read as two.
    NotADate,
    /// A day that is not there yet.
    InTheFuture,
    /// Not an amount in the company's currency, or one that can be read as two.
    NotAnAmount,
    /// An amount below nothing, or nothing where something must be.
    NotPositive,
    /// More than can be booked.
    TooLarge,
    /// Not a whole number in range.
    NotAQuantity,
    /// None of the words that may stand there.
    Unknown {
        /// Those that may: codes, or names of the company's.
        known: Vec<String>,
    },
    /// The key stood above already; the first one counts.
    Duplicate {
        /// The line on which it stood.
        first_line: u32,
    },
    /// What the row refers to is neither here nor in the file.
    DoesNotExist {
        /// What kind of rows would bring it: that file is missing, or comes later.
        kind: Kind,
        /// The nearest name that there is.
        nearest: Option<String>,
    },
    /// What the row refers to is refused itself.
    ReferenceRefused {
        /// What kind of row that is.
        kind: Kind,
        /// The line on which it stands.
        line: u32,
    },
    /// The account belongs to another customer, which does not change.
    OfAnotherCustomer {
        /// That customer's number.
        number: String,
    },
    /// The contract is not active, so that nothing can be handed out under it.
    ContractNotActive {
        /// The status that it has.
        status: ContractStatus,
    },
    /// The contract was written off here; nothing brings it back.
    WrittenOff,
    /// The contract was ended by a repossession here.
    Repossessed,
    /// The unit, or the product, was written off and is in the lost location.
    Lost,
    /// The status does not follow on the one that the contract has.
    StatusCannotBecome {
        /// The status that it has.
        from: ContractStatus,
    },
    /// Payments were recorded here: what the account is paid until follows them.
    PaidUntilFollowsPayments,
    /// Under a contract that is not active nothing is owed.
    EndedOwesNothing,
    /// The contract belongs to another account, which does not change.
    OfAnotherAccount {
        /// Which.
        account: String,
    },
    /// The customer's number stands with other details on another line.
    CustomerDiffers {
        /// The line.
        line: u32,
    },
    /// The payment is recorded with another account, day, amount or channel.
    PaymentDiffers,
    /// The payment cannot be applied: nothing is owed, and nothing was given up.
    NothingToPay,
    /// With the payment the account would be paid until a day that the calendar does not have.
    PaidUntilTooLate,
    /// Customers hold some of it under active contracts, which the file would take away.
    StillHeld,
    /// The contract is in a write-off process, which goes by the debt class that the contract has.
    InProcess,
    /// The user name belongs to somebody else.
    UserNameTaken,
    /// The last Admin of the company stays one.
    LastAdmin,
    /// Nobody becomes Admin by a file or a program: that would be more than whoever brings it in may give.
    AdminByImport,
    /// One's own row: nobody changes their own role.
    OwnRole,
    /// The person can sign in, or was given a link: a program changes neither their role nor the address
    /// that links are mailed to.
    HasAccess,
    /// An Admin decided this under People, and an import does not undo it.
    DecidedByAdmin,
}

/// How many rows each result has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counts {
    /// New ones.
    pub created: u32,
    /// Different ones.
    pub changed: u32,
    /// Those left alone.
    pub same: u32,
    /// Those not taken.
    pub refused: u32,
}

impl Counts {
    /// Those of outcomes.
    pub fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        outcomes.into_iter().fold(Self::default(), |mut counts, outcome| {
            let count = match outcome.result {
                RowResult::Created { .. } => &mut counts.created,
                RowResult::Changed { .. } => &mut counts.changed,
                RowResult::Same => &mut counts.same,
                RowResult::Refused { .. } => &mut counts.refused,
            };
            *count = count.saturating_add(1);
            counts
        })
    }

    /// How many rows are taken: new and different ones.
    pub const fn taken(&self) -> u32 {
        self.created.saturating_add(self.changed)
    }
}

/// The most that is told of a cell that is refused: enough to find it by.
const FOUND_CHARS_MAX: usize = 100;

/// As much of a cell as is told.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(FOUND_CHARS_MAX) {
        None => text.to_owned(),
        Some((end, _)) => [text.get(..end).unwrap_or_default(), "…"].concat(),
    }
}

/// A digest of what is shown of every row: 16 hexadecimal digits. It tells whether a row would fare
/// differently by now; it protects against nobody.
pub fn shown(outcomes: &[Outcome]) -> String {
    let mut digest = Digest::default();
    for outcome in outcomes {
        digest.text(outcome.kind.code());
        digest.text(&outcome.line.to_string());
        digest.text(&outcome.key);
        // It is made of names, texts and numbers: writing it down cannot fail.
        digest.text(&serde_json::to_string(&outcome.result).unwrap_or_default());
    }
    format!("{:016x}", digest.0)
}

/// FNV-1a, 64 bits.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// Takes in a text and its end, so that two texts are not one.
    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

//! Payments: what they are applied to, what they do to an account, and how they are taken back.
//!
//! A payment goes to the balances of active contracts, the oldest first; then to what was given up of
//! ended ones, which is a recovery; what is left is the customer's deposit.

mod batch;
pub mod file;
mod form;
mod pay;
mod reverse;
pub mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AccountId;
use crate::account::{AccountState, ContractId, ContractStatus};
use crate::journal::{Entry, LedgerAccount};
use crate::money::{AllocationOrder, Balance, Money};

pub use batch::{BATCH_MAX, Outcome, RowRefusal, decide};
pub use form::{
    MalformedPaymentId, PAYMENT_ID_CHARS_MAX, PaymentEntry, PaymentId, RECOVERY_NOTE_CHARS_MAX,
    check, recovery_note,
};
pub use pay::{Paid, Refusal, pay};
pub use reverse::{Addition, Reversed, reverse};

/// How it was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Through a mobile network operator.
    MobileMoney,
    /// Over the counter.
    Cash,
    /// Into the company's bank account.
    Bank,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::MobileMoney, Self::Cash, Self::Bank];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MobileMoney => "mobile_money",
            Self::Cash => "cash",
            Self::Bank => "bank",
        }
    }

    /// The channel of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

/// By what a company's payments are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Today in the company's time zone.
    pub today: Date,
    /// In which order components are paid.
    pub order: AllocationOrder,
    /// Whether days go on from the day of the payment, where the account was paid until an earlier
    /// one. If not, late days are owed.
    pub late_days_forgiven: bool,
}

/// A payment as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The day.
    pub paid_on: Date,
    /// How much, from 1 to [`AMOUNT_MAX`](crate::money::AMOUNT_MAX).
    pub amount: Money,
    /// How.
    pub channel: Channel,
}

/// Everything about an account that a payment depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayingAccount {
    /// The account.
    pub account: AccountId,
    /// Its state.
    pub state: AccountState,
    /// The day until which it is paid; none before its first payment.
    pub paid_until: Option<Date>,
    /// What is left of earlier payments, and was not enough for a day. Never negative.
    pub credit: Money,
    /// What the customer has paid beyond what was owed. Never negative.
    pub deposit: Money,
    /// Its contracts, whatever their status, the oldest first.
    pub contracts: Vec<PayingContract>,
}

/// A contract, as far as a payment needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayingContract {
    /// Its number.
    pub id: ContractId,
    /// Its status.
    pub status: ContractStatus,
    /// What a day of it costs.
    pub daily_rate: Money,
    /// What was paid of its price, fees apart.
    pub paid: Money,
    /// What is owed under it.
    pub balance: Balance,
    /// What was given up of it, where anything was.
    pub loss: Option<Loss>,
}

/// What was given up of a contract, and what came in of it since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Loss {
    /// How it was lost.
    pub kind: LossKind,
    /// The day on which it was booked.
    #[serde(with = "crate::day")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub booked_on: Date,
    /// What was given up in all.
    pub lost: Balance,
    /// What has been recovered of it: of each component at most what was lost.
    pub recovered: Balance,
}

impl Loss {
    /// What can still be recovered.
    pub fn left(&self) -> Balance {
        self.lost.minus(&self.recovered)
    }
}

/// How a contract's balance was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// The customer was written off.
    WriteOff,
    /// The products came back, and were worth less than was owed.
    Repossession,
}

impl LossKind {
    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WriteOff => "write_off",
            Self::Repossession => "repossession",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::WriteOff, Self::Repossession].into_iter().find(|kind| kind.code() == code)
    }

    /// Where principal and fees that are lost are booked.
    pub const fn expense(self) -> LedgerAccount {
        match self {
            Self::WriteOff => LedgerAccount::WriteOffExpense,
            Self::Repossession => LedgerAccount::LossOnRepossession,
        }
    }
}

/// What of a contract an amount was applied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartOf {
    /// What is owed under it.
    Balance,
    /// What was given up of it.
    Loss,
}

impl PartOf {
    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::Loss => "loss",
        }
    }

    /// The part of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Balance, Self::Loss].into_iter().find(|part| part.code() == code)
    }
}

/// The part of a payment that went to one contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The contract.
    pub contract: ContractId,
    /// What of it.
    pub of: PartOf,
    /// How much, by component; never nothing.
    pub amount: Balance,
}

/// What a payment did: what is needed to undo it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// What went to contracts, at most twice to each.
    pub parts: Vec<Part>,
    /// What became the customer's deposit.
    pub deposit: Money,
    /// How many days the account is paid for longer.
    pub days: u32,
    /// By how much the credit for days grew; it may have shrunk.
    pub credit: Money,
}

impl PayingAccount {
    /// What a day costs: the daily rates of the active contracts, held at the largest amount.
    pub fn daily_rate(&self) -> Money {
        Money::total(self.active().map(|contract| contract.daily_rate))
    }

    fn active(&self) -> impl Iterator<Item = &PayingContract> {
        self.contracts.iter().filter(|contract| contract.status == ContractStatus::Active)
    }

    fn contract_mut(&mut self, id: ContractId) -> Option<&mut PayingContract> {
        self.contracts.iter_mut().find(|contract| contract.id == id)
    }

    /// Whether the customer was written off: nothing leads out of that.
    fn is_written_off(&self) -> bool {
        let lost = |contract: &PayingContract| {
            contract.loss.is_some_and(|loss| loss.kind == LossKind::WriteOff)
        };
        self.state == AccountState::Inactive && self.contracts.iter().any(lost)
    }

    /// What can still be recovered, in all.
    pub fn recoverable(&self) -> Balance {
        let left: Vec<Balance> =
            self.contracts.iter().filter_map(|contract| Some(contract.loss?.left())).collect();
        Balance::sum(&left)
    }
}

/// Entries in the order in which they are booked.
fn entries<const N: usize>(entries: [Option<Entry>; N]) -> Vec<Entry> {
    entries.into_iter().flatten().collect()
}

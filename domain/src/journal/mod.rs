//! The journal: double entry, one an operating company.
//!
//! An entry consists of postings. A posting moves an amount from one ledger account to another: it
//! debits one and credits the other, so that an entry cannot but balance.

pub mod chart;
pub mod correction;
pub mod export;
pub mod words;

use serde::{Deserialize, Serialize};

use crate::account::ContractId;
use crate::money::{Balance, Money};
use crate::payments::Channel;

/// A role in the company's chart of accounts. Which code and name it has there is the company's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LedgerAccount {
    /// What was paid by mobile money and is not at the bank yet.
    ClearingMobileMoney,
    /// What was paid in cash and is not at the bank yet.
    ClearingCash,
    /// What was paid into the bank.
    ClearingBank,
    /// What customers owe.
    Receivables,
    /// What came back and may be handed out again.
    RepossessedStock,
    /// What customers have paid beyond what they owe.
    CustomerDeposits,
    /// Tax that is owed once customers pay.
    TaxLiability,
    /// What was there before the journal began, and what other systems changed since.
    OpeningEquity,
    /// What customers pay of what was given up.
    RecoveryIncome,
    /// The loss on customers who do not pay.
    WriteOffExpense,
    /// What was owed and is not covered by what came back.
    LossOnRepossession,
}

impl LedgerAccount {
    /// Every role, in the order of a balance sheet.
    pub const ALL: [Self; 11] = [
        Self::ClearingMobileMoney,
        Self::ClearingCash,
        Self::ClearingBank,
        Self::Receivables,
        Self::RepossessedStock,
        Self::CustomerDeposits,
        Self::TaxLiability,
        Self::OpeningEquity,
        Self::RecoveryIncome,
        Self::WriteOffExpense,
        Self::LossOnRepossession,
    ];

    /// Where payments of a channel arrive.
    pub const fn clearing(channel: Channel) -> Self {
        match channel {
            Channel::MobileMoney => Self::ClearingMobileMoney,
            Channel::Cash => Self::ClearingCash,
            Channel::Bank => Self::ClearingBank,
        }
    }

    /// Whether it follows what contracts and accounts carry. A correction cannot change it: the
    /// journal would no longer say what they do.
    pub const fn is_kept_by_accounts(self) -> bool {
        matches!(self, Self::Receivables | Self::CustomerDeposits)
    }

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ClearingMobileMoney => "clearing_mobile_money",
            Self::ClearingCash => "clearing_cash",
            Self::ClearingBank => "clearing_bank",
            Self::Receivables => "receivables",
            Self::RepossessedStock => "repossessed_stock",
            Self::CustomerDeposits => "customer_deposits",
            Self::TaxLiability => "tax_liability",
            Self::OpeningEquity => "opening_equity",
            Self::RecoveryIncome => "recovery_income",
            Self::WriteOffExpense => "write_off_expense",
            Self::LossOnRepossession => "loss_on_repossession",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|account| account.code() == code)
    }
}

/// Why there is an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// What was there when the journal began.
    OpeningBalance,
    /// Another system changed what is owed.
    Sync,
    /// A customer paid what is owed.
    Payment,
    /// A provider took a payment back.
    Reversal,
    /// Products were taken back.
    Repossession,
    /// A customer was written off, or what was written off grew.
    WriteOff,
    /// A small balance was written down instead of a process being opened.
    WriteDown,
    /// A customer paid of what was given up.
    Recovery,
    /// A person corrected an entry.
    Correction,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 9] = [
        Self::OpeningBalance,
        Self::Sync,
        Self::Payment,
        Self::Reversal,
        Self::Repossession,
        Self::WriteOff,
        Self::WriteDown,
        Self::Recovery,
        Self::Correction,
    ];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OpeningBalance => "opening_balance",
            Self::Sync => "sync",
            Self::Payment => "payment",
            Self::Reversal => "reversal",
            Self::Repossession => "repossession",
            Self::WriteOff => "write_off",
            Self::WriteDown => "write_down",
            Self::Recovery => "recovery",
            Self::Correction => "correction",
        }
    }

    /// The cause of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }
}

/// An amount that an entry moves from one ledger account to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The ledger account that is debited.
    pub debit: LedgerAccount,
    /// The ledger account that is credited, another one.
    pub credit: LedgerAccount,
    /// How much, more than nothing.
    pub amount: Money,
    /// The contract that it is about, where it is about one: always where receivables move.
    pub contract: Option<ContractId>,
}

/// Postings under construction: what moves nothing is left out.
#[derive(Debug, Default)]
pub(crate) struct Postings(Vec<Posting>);

impl Postings {
    pub(crate) fn post(
        &mut self,
        debit: LedgerAccount,
        credit: LedgerAccount,
        amount: Money,
        contract: Option<ContractId>,
    ) {
        if amount > Money::ZERO {
            self.0.push(Posting { debit, credit, amount, contract });
        }
    }

    /// What is given up of a contract's receivables: `expense` for principal and fees; tax is owed no
    /// longer.
    pub(crate) fn give_up(
        &mut self,
        contract: ContractId,
        owed: &Balance,
        stock: Money,
        expense: LedgerAccount,
    ) {
        let receivables = LedgerAccount::Receivables;
        let contract = Some(contract);
        let loss = Money::total([owed.without_tax(), stock.negated()]);
        self.post(LedgerAccount::RepossessedStock, receivables, stock, contract);
        self.post(LedgerAccount::TaxLiability, receivables, owed.tax, contract);
        self.post(expense, receivables, loss, contract);
    }

    pub(crate) fn finish(self) -> Vec<Posting> {
        self.0
    }
}

/// One line of an entry, as accountants read it: what it debits or credits to one ledger account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The ledger account.
    pub ledger_account: LedgerAccount,
    /// What is debited; nothing where it is credited.
    pub debit: Money,
    /// What is credited; nothing where it is debited.
    pub credit: Money,
}

/// The lines of an entry: first what is debited, then what is credited, one line a ledger account
/// and side, in the order of the chart. Their debits equal their credits.
pub fn lines(postings: &[Posting]) -> Vec<Line> {
    let sum = |side: fn(&Posting) -> LedgerAccount, account| {
        Money::total(postings.iter().filter(|one| side(one) == account).map(|one| one.amount))
    };
    let debits = LedgerAccount::ALL.into_iter().map(|ledger_account| Line {
        ledger_account,
        debit: sum(|one| one.debit, ledger_account),
        credit: Money::ZERO,
    });
    let credits = LedgerAccount::ALL.into_iter().map(|ledger_account| Line {
        ledger_account,
        debit: Money::ZERO,
        credit: sum(|one| one.credit, ledger_account),
    });
    debits
        .chain(credits)
        .filter(|line| line.debit != Money::ZERO || line.credit != Money::ZERO)
        .collect()
}

/// An entry that is decided: why, and what it moves. Storage adds the date and what it is tied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Why.
    pub cause: Cause,
    /// What moves; never nothing.
    pub postings: Vec<Posting>,
}

impl Entry {
    /// An entry, unless nothing moves.
    pub(crate) fn of(cause: Cause, postings: Postings) -> Option<Self> {
        let postings = postings.finish();
        (!postings.is_empty()).then_some(Self { cause, postings })
    }
}

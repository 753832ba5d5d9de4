//! What writing off one account does (mission, sections 3 and 5): the same for a personal one, a
//! bulk one, and the event of a process.

use crate::AccountId;
use crate::account::{AccountFacts, AccountState, ContractId, ContractStatus, ProductId, Quantity};
use crate::money::{Balance, Money};

/// One account's write-off, decided. Storage does what stands here and chooses nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteOff {
    /// The account.
    pub account: AccountId,
    /// The contracts that end, and what is lost with each.
    pub contracts: Vec<ContractWriteOff>,
    /// What the contracts become.
    pub contract_status: ContractStatus,
    /// What the account becomes.
    pub account_state: AccountState,
    /// Whether a pending repossession is done with this.
    pub completes_repossession: bool,
    /// What the company books.
    pub journal: Vec<JournalLine>,
}

/// One contract's share of a write-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractWriteOff {
    /// The contract.
    pub contract: ContractId,
    /// What was owed under it.
    pub written_off: Balance,
    /// The lines of the repossession. Every returned quantity is zero: that is what makes it a
    /// write-off, and the whole quantity moves from the customer to lost.
    pub lost: Vec<LostProduct>,
}

/// A product that goes from the customer's location to the lost location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LostProduct {
    /// Which product.
    pub product: ProductId,
    /// How many.
    pub quantity: Quantity,
}

/// A ledger account of the operating company.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LedgerAccount {
    /// What customers owe.
    Receivables,
    /// The loss on customers who do not pay.
    WriteOffExpense,
    /// Tax that is owed once customers pay.
    TaxLiability,
}

impl LedgerAccount {
    /// Every ledger account.
    pub const ALL: [Self; 3] = [Self::Receivables, Self::WriteOffExpense, Self::TaxLiability];

    /// The stable code that storage uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receivables => "receivables",
            Self::WriteOffExpense => "write_off_expense",
            Self::TaxLiability => "tax_liability",
        }
    }
}

/// One line of a journal entry: a debit where the amount is positive, a credit where negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// The ledger account.
    pub ledger_account: LedgerAccount,
    /// Debit positive, credit negative, never zero.
    pub amount: Money,
}

/// Writes an account off: every product lost, every active contract terminated, the account
/// inactive, the pending repossession done, the loss booked.
///
/// The caller has assessed that it may be; this only says what it does.
pub fn write_off(facts: &AccountFacts) -> WriteOff {
    let standing = &facts.standing;
    let contracts = standing
        .contracts
        .iter()
        .map(|contract| ContractWriteOff {
            contract: contract.id,
            written_off: contract.balance,
            lost: contract
                .held
                .iter()
                .map(|held| LostProduct { product: held.product, quantity: held.quantity })
                .collect(),
        })
        .collect();
    WriteOff {
        account: facts.account.clone(),
        contracts,
        contract_status: ContractStatus::Terminated,
        account_state: AccountState::Inactive,
        completes_repossession: standing.repossession_pending_since.is_some(),
        journal: journal(&standing.balance()),
    }
}

/// Debits write-off expense for principal and fees, reverses the tax liability for tax, credits
/// receivables (mission, section 5). Lines of nothing are left out, so a customer who owes nothing
/// has no entry.
fn journal(balance: &Balance) -> Vec<JournalLine> {
    let expense = Money::total([balance.principal, balance.fees]);
    let credit = Money::from_minor(balance.total().minor().saturating_neg());
    [
        (LedgerAccount::WriteOffExpense, expense),
        (LedgerAccount::TaxLiability, balance.tax),
        (LedgerAccount::Receivables, credit),
    ]
    .into_iter()
    .filter(|(_, amount)| *amount != Money::ZERO)
    .map(|(ledger_account, amount)| JournalLine { ledger_account, amount })
    .collect()
}

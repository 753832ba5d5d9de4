//! What a repossession does, and a write-off, which is a repossession in which nothing is
//! recovered: the same for a personal one, a bulk one, and the event
//! of a process.

use std::collections::BTreeMap;

use super::ProductCondition;
use crate::AccountId;
use crate::account::{
    AccountFacts, AccountState, ActiveContract, ContractId, ContractStatus, ProductId, Quantity,
};
use crate::money::{Balance, Money};

/// How many of each product came back, by contract. What is not listed did not.
pub type Returns = BTreeMap<(ContractId, ProductId), Quantity>;

/// What one of a product is worth as it came back. What is not listed is worth nothing.
pub type Valuation = BTreeMap<(ProductId, ProductCondition), Money>;

/// One account's repossession or write-off, decided. Storage does what stands here and chooses
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The account.
    pub account: AccountId,
    /// Whether it is a write-off: nothing came back.
    pub write_off: bool,
    /// In which condition the products came back.
    pub condition: ProductCondition,
    /// The contracts that end, with everything that was held under each.
    pub contracts: Vec<EndedContract>,
    /// What the contracts become.
    pub contract_status: ContractStatus,
    /// What the account becomes.
    pub account_state: AccountState,
    /// Whether a pending repossession is done with this.
    pub completes_repossession: bool,
    /// What the company books. It adds up to nothing.
    pub journal: Vec<JournalLine>,
}

/// One contract's share of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedContract {
    /// The contract.
    pub contract: ContractId,
    /// What was owed under it, and is no longer.
    pub owed: Balance,
    /// A line a product that was held.
    pub lines: Vec<ReturnedLine>,
}

/// A product that was held: what came back goes to the account's fulfilment centre, the rest to
/// the lost location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturnedLine {
    /// Which product.
    pub product: ProductId,
    /// How many were held.
    pub held: Quantity,
    /// How many came back: none of a write-off, at most what was held.
    pub returned: Quantity,
}

impl ReturnedLine {
    /// How many are lost.
    pub const fn lost(&self) -> Quantity {
        Quantity(self.held.0.saturating_sub(self.returned.0))
    }
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
    /// What came back and may be handed out again.
    RepossessedStock,
    /// What was owed and is not covered by what came back.
    LossOnRepossession,
}

impl LedgerAccount {
    /// Every ledger account.
    pub const ALL: [Self; 5] = [
        Self::Receivables,
        Self::WriteOffExpense,
        Self::TaxLiability,
        Self::RepossessedStock,
        Self::LossOnRepossession,
    ];

    /// The stable code that storage uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receivables => "receivables",
            Self::WriteOffExpense => "write_off_expense",
            Self::TaxLiability => "tax_liability",
            Self::RepossessedStock => "repossessed_stock",
            Self::LossOnRepossession => "loss_on_repossession",
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

/// Ends an account's active contracts with what came back, which may be nothing: then it is a
/// write-off, whatever condition was said.
///
/// The caller has assessed that it may be; this only says what it does. More than is held cannot
/// come back: it counts as what is held.
pub fn settle(
    facts: &AccountFacts,
    returns: &Returns,
    condition: ProductCondition,
    valuation: &Valuation,
) -> Settlement {
    let standing = &facts.standing;
    let contracts: Vec<EndedContract> =
        standing.contracts.iter().map(|contract| end(contract, returns)).collect();
    let write_off = contracts.iter().flat_map(|one| &one.lines).all(|line| line.returned.0 == 0);
    let condition = if write_off { ProductCondition::NothingRecovered } else { condition };
    let owed = standing.balance();
    let journal = if write_off {
        journal_of_write_off(&owed)
    } else {
        journal_of_repossession(&owed, value(&contracts, condition, valuation))
    };
    Settlement {
        account: facts.account.clone(),
        write_off,
        condition,
        contracts,
        contract_status: ContractStatus::Terminated,
        account_state: if write_off { AccountState::Inactive } else { standing.state },
        completes_repossession: standing.repossession_pending_since.is_some(),
        journal,
    }
}

fn end(contract: &ActiveContract, returns: &Returns) -> EndedContract {
    let returned =
        |product| returns.get(&(contract.id, product)).map_or(0, |quantity: &Quantity| quantity.0);
    let lines = contract.held.iter().map(|held| ReturnedLine {
        product: held.product,
        held: held.quantity,
        returned: Quantity(returned(held.product).min(held.quantity.0)),
    });
    EndedContract { contract: contract.id, owed: contract.balance, lines: lines.collect() }
}

/// What everything that came back is worth.
fn value(contracts: &[EndedContract], condition: ProductCondition, valuation: &Valuation) -> Money {
    Money::total(contracts.iter().flat_map(|contract| &contract.lines).map(|line| {
        let one = valuation.get(&(line.product, condition)).map_or(0, |money| money.minor());
        Money::from_minor(one.saturating_mul(i64::from(line.returned.0)))
    }))
}

/// Debits write-off expense for principal and fees, reverses the tax liability for tax, credits
/// receivables. A customer who owes nothing has no entry.
fn journal_of_write_off(owed: &Balance) -> Vec<JournalLine> {
    lines([
        (LedgerAccount::WriteOffExpense, Money::total([owed.principal, owed.fees])),
        (LedgerAccount::TaxLiability, owed.tax),
        (LedgerAccount::Receivables, negative(owed.total())),
    ])
}

/// Debits repossessed stock for what came back, at most what principal and fees cover: goods taken
/// back never make a profit. The rest is loss on repossession.
fn journal_of_repossession(owed: &Balance, value: Money) -> Vec<JournalLine> {
    let covered = Money::total([owed.principal, owed.fees]);
    let stock = value.min(covered).max(Money::ZERO);
    lines([
        (LedgerAccount::RepossessedStock, stock),
        (LedgerAccount::LossOnRepossession, Money::total([covered, negative(stock)])),
        (LedgerAccount::TaxLiability, owed.tax),
        (LedgerAccount::Receivables, negative(owed.total())),
    ])
}

const fn negative(amount: Money) -> Money {
    Money::from_minor(amount.minor().saturating_neg())
}

/// Lines of nothing are left out.
fn lines<const N: usize>(lines: [(LedgerAccount, Money); N]) -> Vec<JournalLine> {
    lines
        .into_iter()
        .filter(|(_, amount)| *amount != Money::ZERO)
        .map(|(ledger_account, amount)| JournalLine { ledger_account, amount })
        .collect()
}

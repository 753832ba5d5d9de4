//! What a repossession does, and a write-off, which is a repossession in which nothing is
//! recovered: the same for a personal one, a bulk one, and the event
//! of a process.

use std::collections::BTreeMap;

use super::ProductCondition;
use crate::AccountId;
use crate::account::{
    AccountFacts, AccountState, ActiveContract, ContractId, ContractStatus, ProductId, Quantity,
    Standing,
};
use crate::journal::{Cause, Entry, Postings};
use crate::money::{AllocationOrder, Balance, Money};
use crate::payments::LossKind;

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
    /// What the company books. A customer who owed nothing has no entry.
    pub entry: Option<Entry>,
}

/// One contract's share of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedContract {
    /// The contract.
    pub contract: ContractId,
    /// What was owed under it, and is no longer.
    pub owed: Balance,
    /// What of that is lost: not covered by what came back.
    pub lost: Balance,
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
    let mut contracts: Vec<EndedContract> =
        standing.contracts.iter().map(|contract| end(contract, returns)).collect();
    let write_off = contracts.iter().flat_map(|one| &one.lines).all(|line| line.returned.0 == 0);
    let condition = if write_off { ProductCondition::NothingRecovered } else { condition };
    if !write_off {
        let value = value(&contracts, condition, valuation);
        cover(&mut contracts, value);
    }
    let entry =
        book(&contracts, if write_off { LossKind::WriteOff } else { LossKind::Repossession });
    Settlement {
        account: facts.account.clone(),
        write_off,
        condition,
        contracts,
        contract_status: ContractStatus::Terminated,
        account_state: state_after(standing, write_off),
        completes_repossession: standing.repossession_pending_since.is_some(),
        entry,
    }
}

/// Nothing leads out of written off. After a repossession an account is in default, also where the
/// customer had paid in the meantime: no contract is left that days could be paid of.
fn state_after(standing: &Standing, write_off: bool) -> AccountState {
    match standing.state {
        _ if write_off => AccountState::Inactive,
        state if standing.defaulted_on.is_none() => state,
        _ => AccountState::Defaulted,
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
    let owed = contract.balance;
    EndedContract { contract: contract.id, owed, lost: owed, lines: lines.collect() }
}

/// What everything that came back is worth.
fn value(contracts: &[EndedContract], condition: ProductCondition, valuation: &Valuation) -> Money {
    Money::total(contracts.iter().flat_map(|contract| &contract.lines).map(|line| {
        let one = valuation.get(&(line.product, condition)).map_or(0, |money| money.minor());
        Money::from_minor(one.saturating_mul(i64::from(line.returned.0)))
    }))
}

/// Covers what is owed by what came back, contract by contract: principal first, then fees, never
/// tax. Goods taken back never make a profit: what they are worth beyond that covers nothing.
fn cover(contracts: &mut [EndedContract], value: Money) {
    let mut rest = value.max(Money::ZERO);
    for contract in contracts {
        let own = Balance { tax: Money::ZERO, ..contract.owed };
        let covered = own.covered_by(rest, AllocationOrder::OF_RETURNED_PRODUCTS);
        contract.lost = contract.owed.minus(&covered);
        rest = Money::total([rest, covered.total().negated()]);
    }
}

/// Debits the expense for principal and fees that are lost, reverses the tax liability for tax, debits
/// repossessed stock for what came back, and credits receivables.
fn book(contracts: &[EndedContract], kind: LossKind) -> Option<Entry> {
    let mut postings = Postings::default();
    for one in contracts {
        let stock = Money::total([one.owed.total(), one.lost.total().negated()]);
        postings.give_up(one.contract, &one.owed, stock, kind.expense());
    }
    let cause = match kind {
        LossKind::WriteOff => Cause::WriteOff,
        LossKind::Repossession => Cause::Repossession,
    };
    Entry::of(cause, postings)
}

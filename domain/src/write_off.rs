//! Writing off one account: a repossession in which nothing is recovered.

use std::collections::BTreeSet;

use crate::account::{AccountFacts, ContractId};
use crate::repossession::{ProductCondition, Returns, Settlement, Valuation, settle};

/// Writes an account off: every product lost, every active contract terminated, the account
/// inactive, the pending repossession done, the loss booked.
///
/// The caller has assessed that it may be; this only says what it does.
pub fn write_off(facts: &AccountFacts) -> Settlement {
    settle(facts, &Returns::new(), ProductCondition::NothingRecovered, &Valuation::new())
}

/// Writes some active contracts of an account off: those of a write-off process. The account, and a
/// repossession that is pending, are done with the last one; until then they stay as they are.
pub fn write_off_contracts(facts: &AccountFacts, contracts: &BTreeSet<ContractId>) -> Settlement {
    let mut chosen = facts.clone();
    chosen.standing.contracts.retain(|contract| contracts.contains(&contract.id));
    let is_all = chosen.standing.contracts.len() == facts.standing.contracts.len();
    let settled = write_off(&chosen);
    if is_all {
        return settled;
    }
    Settlement { account_state: facts.standing.state, completes_repossession: false, ..settled }
}

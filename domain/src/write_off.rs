//! Writing off one account: a repossession in which nothing is recovered.

use crate::account::AccountFacts;
use crate::repossession::{ProductCondition, Returns, Settlement, Valuation, settle};

/// Writes an account off: every product lost, every active contract terminated, the account
/// inactive, the pending repossession done, the loss booked.
///
/// The caller has assessed that it may be; this only says what it does.
pub fn write_off(facts: &AccountFacts) -> Settlement {
    settle(facts, &Returns::new(), ProductCondition::NothingRecovered, &Valuation::new())
}

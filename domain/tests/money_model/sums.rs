//! What is booked, added up by cause, ledger account and contract.

use std::collections::BTreeMap;

use domain::journal::{Cause, LedgerAccount};

/// By what is added up; the contract is that of the posting.
type Key = (Cause, LedgerAccount, Option<i64>);

/// Debits less credits. What adds up to nothing is left out, so that equal sums are equal maps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums(BTreeMap<Key, i128>);

impl Sums {
    /// Debits one ledger account and credits another.
    pub(crate) fn post(
        &mut self,
        cause: Cause,
        (debit, credit): (LedgerAccount, LedgerAccount),
        amount: i128,
        contract: Option<i64>,
    ) {
        self.add((cause, debit, contract), amount);
        self.add((cause, credit, contract), -amount);
    }

    fn add(&mut self, key: Key, amount: i128) {
        let sum = self.0.entry(key).or_default();
        *sum += amount;
        if *sum == 0 {
            self.0.remove(&key);
        }
    }

    /// The same with every amount taken that many times.
    pub(crate) fn times(&self, factor: i128) -> Self {
        Self(self.0.iter().map(|(key, amount)| (*key, amount * factor)).collect())
    }

    /// What one ledger account changes by, for each contract and for none.
    pub(crate) fn of(&self, account: LedgerAccount) -> BTreeMap<Option<i64>, i128> {
        let mut sums = BTreeMap::new();
        for ((_, of, contract), amount) in &self.0 {
            if *of == account {
                *sums.entry(*contract).or_default() += *amount;
            }
        }
        sums
    }
}

//! Our own books: what the server acknowledged, and whether it still says so.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::Result;
use crate::client::Client;
use crate::figures::Figures;
use crate::operation::{outcomes, written_off};
use crate::submitters::Submitted;

/// What a server said over its life, and what turned out to be wrong.
#[derive(Debug, Default)]
pub(crate) struct LedgerTotals {
    /// Which operation wrote an account off.
    by_account: BTreeMap<String, String>,
    /// Operations that are there.
    operations: u64,
    pub(crate) found: Found,
}

/// What was looked at and what was wrong, over all lives.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    pub(crate) acknowledged: u64,
    pub(crate) unacknowledged: u64,
    /// Unacknowledged ones that were there all the same.
    pub(crate) there: u64,
    /// Those of them that came after they had been looked for: a server of `PostgreSQL` ends a
    /// commit that it has begun, also when whoever asked for it is dead and started again.
    pub(crate) came_later: u64,
    pub(crate) lost: u64,
    pub(crate) different: u64,
    pub(crate) half_applied: u64,
    pub(crate) doubled: u64,
    /// What `writeoff verify` counts.
    pub(crate) violations: u64,
}

impl Found {
    /// What must be nothing, as figures.
    pub(crate) fn zeros(self, figures: Figures) -> Figures {
        figures
            .zero("lost", self.lost)
            .zero("different_answers", self.different)
            .zero("half_applied", self.half_applied)
            .zero("doubled", self.doubled)
            .zero("violations", self.violations)
    }

    /// With what was found elsewhere, but for what was acknowledged there.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            acknowledged: self.acknowledged,
            unacknowledged: self.unacknowledged + other.unacknowledged,
            there: self.there + other.there,
            came_later: self.came_later + other.came_later,
            lost: self.lost + other.lost,
            different: self.different + other.different,
            half_applied: self.half_applied + other.half_applied,
            doubled: self.doubled + other.doubled,
            violations: self.violations + other.violations,
        }
    }
}

impl LedgerTotals {
    /// Asks the server, after it was started again, for everything that was submitted before.
    pub(crate) fn check(&mut self, client: &Client, submitted: &[Submitted]) -> Result {
        for one in submitted {
            match &one.acknowledged {
                Some(first) => self.check_acknowledged(client, one, first)?,
                None => self.check_unacknowledged(client, one)?,
            }
        }
        Ok(())
    }

    /// It is there, it is the same, and submitting it again changes nothing.
    fn check_acknowledged(&mut self, client: &Client, one: &Submitted, first: &Value) -> Result {
        self.found.acknowledged += 1;
        let now = one.operation.look_up(client)?;
        if now.status != 200 {
            self.found.lost += 1;
            return Ok(());
        }
        let again = one.operation.submit(client)?;
        let same = now.body == *first && again.body == *first && again.replayed;
        if !same {
            self.different(one, &[first, &now.body, &again.body]);
        }
        self.enter(one, first);
        Ok(())
    }

    /// It is there as a whole, or not at all; submitting it again does it once.
    fn check_unacknowledged(&mut self, client: &Client, one: &Submitted) -> Result {
        self.found.unacknowledged += 1;
        let found = one.operation.look_up(client)?;
        let retried = one.operation.submit(client)?;
        let once_more = one.operation.submit(client)?;
        let there = found.status == 200;
        self.found.there += u64::from(retried.replayed);
        self.found.came_later += u64::from(retried.replayed && !there);
        let done = retried.status == 201 && (retried.replayed || !there);
        let as_found = !there || retried.body == found.body;
        let repeated = once_more.replayed && once_more.body == retried.body;
        if !(done && as_found && repeated) {
            self.different(one, &[&found.body, &retried.body, &once_more.body]);
        }
        self.enter(one, &retried.body);
        Ok(())
    }

    fn different(&mut self, one: &Submitted, answers: &[&Value]) {
        self.found.different += 1;
        one.operation.show_different(answers);
    }

    /// Writes down what an answer says was done.
    fn enter(&mut self, one: &Submitted, answer: &Value) {
        self.operations += 1;
        let entries = one.operation.accounts.len();
        self.found.half_applied += u64::from(outcomes(answer).len() != entries);
        for account in written_off(answer) {
            let before = self.by_account.insert(account, one.operation.id.clone());
            self.found.doubled += u64::from(before.is_some());
        }
    }

    /// How many accounts were written off.
    pub(crate) fn written_off(&self) -> usize {
        self.by_account.len()
    }

    /// How many operations there are.
    pub(crate) fn operations(&self) -> u64 {
        self.operations
    }

    /// Begins the books of another database, and keeps what was found.
    pub(crate) fn turn_over(&mut self) {
        *self = Self { found: self.found, ..Self::default() };
    }
}

//! The rules of money in their most naive form: a unit after the other, a day after the other. Only
//! names are taken from the crate; nothing is reckoned by it.
//!
//! Days are numbers. Amounts are numbers of grains, whatever a grain is worth.

use std::collections::BTreeMap;

use domain::account::{AccountState, ContractStatus};
use domain::journal::{Cause, LedgerAccount};
use domain::money::Component;
use domain::payments::LossKind;

use super::sums::Sums;

use Component::{Fees, Principal, Tax};
use LedgerAccount::{Receivables, TaxLiability};

/// Amounts by component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Amounts {
    pub(crate) principal: i128,
    pub(crate) fees: i128,
    pub(crate) tax: i128,
}

impl Amounts {
    pub(crate) fn get(&self, component: Component) -> i128 {
        match component {
            Principal => self.principal,
            Fees => self.fees,
            Tax => self.tax,
        }
    }

    pub(crate) fn of(&mut self, component: Component) -> &mut i128 {
        match component {
            Principal => &mut self.principal,
            Fees => &mut self.fees,
            Tax => &mut self.tax,
        }
    }

    pub(crate) fn total(&self) -> i128 {
        self.principal + self.fees + self.tax
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Contract {
    pub(crate) id: i64,
    pub(crate) status: ContractStatus,
    pub(crate) rate: i128,
    pub(crate) paid: i128,
    pub(crate) owed: Amounts,
    pub(crate) loss: Option<GivenUp>,
}

/// What was given up of a contract.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GivenUp {
    pub(crate) kind: LossKind,
    pub(crate) booked_on: i64,
    pub(crate) lost: Amounts,
    pub(crate) recovered: Amounts,
}

#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) write_off: bool,
    /// What was owed under each contract that ended, and what of it came back as products.
    pub(crate) contracts: BTreeMap<i64, (Amounts, Amounts)>,
    pub(crate) booked: Sums,
}

/// An account, and the rules of its company.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) order: [Component; 3],
    pub(crate) late_days_forgiven: bool,
    pub(crate) default_after_days: i64,
    pub(crate) state: AccountState,
    pub(crate) paid_until: Option<i64>,
    pub(crate) credit: i128,
    pub(crate) deposit: i128,
    /// The oldest first.
    pub(crate) contracts: Vec<Contract>,
    pub(crate) defaulted_on: Option<i64>,
    pub(crate) repossession_pending_since: Option<i64>,
    pub(crate) written_off_on: Option<i64>,
}

/// What is debited when that component is given up. Tax is the state's: it is owed no longer.
pub(crate) fn given_up(kind: LossKind, component: Component) -> LedgerAccount {
    match (component, kind) {
        (Tax, _) => TaxLiability,
        (_, LossKind::WriteOff) => LedgerAccount::WriteOffExpense,
        (_, LossKind::Repossession) => LedgerAccount::LossOnRepossession,
    }
}

/// Why that is booked.
pub(crate) fn cause(kind: LossKind) -> Cause {
    match kind {
        LossKind::WriteOff => Cause::WriteOff,
        LossKind::Repossession => Cause::Repossession,
    }
}

impl Model {
    pub(crate) fn active(&self) -> impl Iterator<Item = &Contract> {
        self.contracts.iter().filter(|contract| contract.status == ContractStatus::Active)
    }

    pub(crate) fn has_active(&self) -> bool {
        self.active().count() > 0
    }

    pub(crate) fn rate(&self) -> i128 {
        self.active().map(|contract| contract.rate).sum()
    }

    /// Why a payment is refused, if it is. This amount is one of minor units.
    pub(crate) fn refusal(&self, minor: i128, paid_on: i64, today: i64) -> Option<&'static str> {
        let lost = self.contracts.iter().any(|contract| contract.loss.is_some());
        if minor <= 0 {
            Some("amount_not_positive")
        } else if minor > 1_000_000_000_000 {
            Some("amount_too_large")
        } else if paid_on > today {
            Some("in_the_future")
        } else if !self.has_active() && !lost {
            Some("nothing_to_pay")
        } else {
            None
        }
    }

    /// The run of one day. What is paid by now counts, whenever it was paid.
    pub(crate) fn run(&mut self, date: i64) {
        let Some(paid_until) = self.paid_until else { return };
        let (mut late_days, mut day) = (0, date);
        while day > paid_until {
            late_days += 1;
            day -= 1;
        }
        let in_time = self.state == AccountState::Normal;
        if (in_time || self.state == AccountState::Late) && late_days >= self.default_after_days {
            self.state = AccountState::Defaulted;
            self.defaulted_on = Some(date);
            self.repossession_pending_since = self.repossession_pending_since.or(Some(date));
        } else if in_time && late_days > 0 {
            self.state = AccountState::Late;
        }
    }

    /// Whether products can be taken back, or the customer written off.
    pub(crate) fn is_eligible(&self) -> bool {
        let pending = self.repossession_pending_since.is_some();
        self.state != AccountState::Inactive
            && self.has_active()
            && (self.state == AccountState::Defaulted || pending)
    }

    /// Ends the active contracts. So many products came back, worth so much.
    pub(crate) fn end(&mut self, came_back: u32, worth: i128, today: i64) -> Ended {
        let write_off = came_back == 0;
        let kind = if write_off { LossKind::WriteOff } else { LossKind::Repossession };
        let mut covered = vec![Amounts::default(); self.contracts.len()];
        for _ in 0..if write_off { 0 } else { worth } {
            self.cover_unit(&mut covered);
        }
        let (mut contracts, mut booked) = (BTreeMap::new(), Sums::default());
        for (contract, covered) in self.contracts.iter_mut().zip(covered) {
            if contract.status != ContractStatus::Active {
                continue;
            }
            contracts.insert(contract.id, (contract.owed, covered));
            let mut lost = Amounts::default();
            for component in [Principal, Fees, Tax] {
                let stock = covered.get(component);
                let rest = contract.owed.get(component) - stock;
                *lost.of(component) = rest;
                let to_stock = (LedgerAccount::RepossessedStock, Receivables);
                booked.post(cause(kind), to_stock, stock, Some(contract.id));
                let to_loss = (given_up(kind, component), Receivables);
                booked.post(cause(kind), to_loss, rest, Some(contract.id));
            }
            let recovered = Amounts::default();
            contract.loss = Some(GivenUp { kind, booked_on: today, lost, recovered });
            contract.owed = Amounts::default();
            contract.status = ContractStatus::Terminated;
        }
        self.repossession_pending_since = None;
        if write_off {
            self.state = AccountState::Inactive;
            self.written_off_on = Some(today);
        } else if self.defaulted_on.is_some() {
            self.state = AccountState::Defaulted;
        }
        Ended { write_off, contracts, booked }
    }

    /// What one unit of the value of returned products covers: contract by contract principal, then
    /// fees; never tax, and nothing once all of that is covered.
    fn cover_unit(&self, covered: &mut [Amounts]) {
        for (contract, covered) in self.contracts.iter().zip(covered) {
            for component in [Principal, Fees] {
                let left = contract.owed.get(component) - covered.get(component);
                if contract.status == ContractStatus::Active && left > 0 {
                    *covered.of(component) += 1;
                    return;
                }
            }
        }
    }
}

//! Payments and their reversal, as the model has them: a unit after the other.

use std::collections::BTreeMap;

use domain::account::{AccountState, ContractStatus};
use domain::journal::{Cause, LedgerAccount};
use domain::money::Component;
use domain::payments::{Channel, LossKind, PartOf};

use super::model::{Amounts, GivenUp, Model, cause, given_up};
use super::sums::Sums;

use Component::{Fees, Tax};
use LedgerAccount::{CustomerDeposits, Receivables, RecoveryIncome, TaxLiability};

/// Where one unit of a payment went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// To a contract, by its place.
    Contract(usize, PartOf, Component),
    Deposit,
}

/// What has to be remembered of a payment to take it back.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) channel: Channel,
    pub(crate) units: Vec<Unit>,
    pub(crate) days: i64,
    pub(crate) credit: i128,
}

#[derive(Debug)]
pub(crate) struct Paid {
    pub(crate) record: Record,
    pub(crate) recovery: bool,
    pub(crate) before_write_off: bool,
    pub(crate) booked: Sums,
}

#[derive(Debug)]
pub(crate) struct Reversed {
    pub(crate) days: i64,
    pub(crate) additions: BTreeMap<i64, (LossKind, Amounts)>,
    pub(crate) booked: Sums,
}

fn clearing(channel: Channel) -> LedgerAccount {
    match channel {
        Channel::MobileMoney => LedgerAccount::ClearingMobileMoney,
        Channel::Cash => LedgerAccount::ClearingCash,
        Channel::Bank => LedgerAccount::ClearingBank,
    }
}

/// What is credited when that component is recovered.
fn recovered(component: Component) -> LedgerAccount {
    if component == Tax { TaxLiability } else { RecoveryIncome }
}

impl Model {
    /// Where the next unit of a payment goes: to what is owed, then to what was lost, each time of
    /// the oldest contract that has any, then to the deposit.
    fn next(&self) -> Unit {
        for (place, contract) in self.contracts.iter().enumerate() {
            for component in self.order {
                if contract.status == ContractStatus::Active && contract.owed.get(component) > 0 {
                    return Unit::Contract(place, PartOf::Balance, component);
                }
            }
        }
        for (place, contract) in self.contracts.iter().enumerate() {
            for component in self.order {
                let Some(loss) = contract.loss else { continue };
                if loss.recovered.get(component) < loss.lost.get(component) {
                    return Unit::Contract(place, PartOf::Loss, component);
                }
            }
        }
        Unit::Deposit
    }

    pub(crate) fn pay(&mut self, amount: i128, channel: Channel, paid_on: i64, today: i64) -> Paid {
        let (had_active, rate) = (self.has_active(), self.rate());
        let (paid_until, credit) = (self.paid_until, self.credit);
        let (mut units, mut booked) = (Vec::new(), Sums::default());
        for _ in 0..amount {
            let unit = self.next();
            self.pay_unit(unit, channel, had_active, &mut booked);
            units.push(unit);
        }
        let mut days = 0;
        if had_active {
            for contract in &mut self.contracts {
                if contract.status == ContractStatus::Active && contract.owed.total() == 0 {
                    contract.status = ContractStatus::Finished;
                }
            }
            let mut bought = 0;
            self.credit += amount;
            while self.credit >= rate {
                self.credit -= rate;
                bought += 1;
            }
            // What buys no day forgives none.
            let forgiven = self.late_days_forgiven && bought > 0;
            let from = match paid_until {
                None => paid_on,
                Some(day) if forgiven && day < paid_on => paid_on,
                Some(day) => day,
            };
            let until = from + bought;
            days = until - paid_until.unwrap_or(from);
            self.paid_until = Some(until);
            self.state_after_payment(until, today);
        }
        let of_loss = |unit: &Unit| matches!(unit, Unit::Contract(_, PartOf::Loss, _));
        let recovery = !had_active || units.iter().any(of_loss);
        Paid {
            recovery,
            before_write_off: recovery && self.written_off_on.is_some_and(|day| paid_on < day),
            record: Record { channel, units, days, credit: self.credit - credit },
            booked,
        }
    }

    fn pay_unit(&mut self, unit: Unit, channel: Channel, had_active: bool, booked: &mut Sums) {
        let from = clearing(channel);
        match unit {
            Unit::Contract(place, PartOf::Balance, component) => {
                let contract = &mut self.contracts[place];
                *contract.owed.of(component) -= 1;
                // Fees are no part of the price.
                contract.paid += i128::from(component != Fees);
                booked.post(Cause::Payment, (from, Receivables), 1, Some(contract.id));
            }
            Unit::Contract(place, PartOf::Loss, component) => {
                let contract = &mut self.contracts[place];
                if let Some(loss) = &mut contract.loss {
                    *loss.recovered.of(component) += 1;
                }
                let to = recovered(component);
                booked.post(Cause::Recovery, (from, to), 1, Some(contract.id));
            }
            Unit::Deposit => {
                self.deposit += 1;
                let cause = if had_active { Cause::Payment } else { Cause::Recovery };
                booked.post(cause, (from, CustomerDeposits), 1, None);
            }
        }
    }

    fn state_after_payment(&mut self, until: i64, today: i64) {
        let behind = self.state == AccountState::Late || self.state == AccountState::Defaulted;
        let first = self.state == AccountState::PendingActivation;
        if !self.has_active() {
            // Drafts, and what was never in force, do not count.
            let terminated =
                self.contracts.iter().any(|one| one.status == ContractStatus::Terminated);
            self.state = if terminated { AccountState::Inactive } else { AccountState::Finished };
        } else if first || (behind && until >= today) {
            self.state = AccountState::Normal;
        }
    }

    pub(crate) fn reverse(&mut self, record: &Record, today: i64) -> Reversed {
        let (mut additions, mut booked) = (BTreeMap::new(), Sums::default());
        for unit in &record.units {
            self.reverse_unit(*unit, record.channel, today, &mut additions, &mut booked);
        }
        let mut days = 0;
        // Nothing leads out of written off, and nothing moves its days.
        if self.written_off_on.is_none() {
            days = record.days;
            self.credit -= record.credit;
            // Of now: with the contracts that are active again.
            let rate = self.rate();
            while self.credit < 0 && rate > 0 {
                self.credit += rate;
                days += 1;
            }
            while self.credit >= rate && rate > 0 {
                self.credit -= rate;
                days -= 1;
            }
            // Where nothing is active there is no rate at which to borrow.
            self.credit = self.credit.max(0);
            self.paid_until = self.paid_until.map(|day| day - days);
        }
        // All else is left to the next run.
        let ended = self.state == AccountState::Finished || self.state == AccountState::Inactive;
        if ended && self.has_active() {
            self.state = AccountState::Normal;
        }
        Reversed { days, additions, booked }
    }

    fn reverse_unit(
        &mut self,
        unit: Unit,
        channel: Channel,
        today: i64,
        additions: &mut BTreeMap<i64, (LossKind, Amounts)>,
        booked: &mut Sums,
    ) {
        let to = clearing(channel);
        let written_off = self.written_off_on.is_some();
        match unit {
            Unit::Contract(place, PartOf::Balance, component) => {
                let contract = &mut self.contracts[place];
                let id = contract.id;
                contract.paid -= i128::from(component != Fees);
                booked.post(Cause::Reversal, (Receivables, to), 1, Some(id));
                if contract.loss.is_none() && !written_off {
                    *contract.owed.of(component) += 1;
                    contract.status = ContractStatus::Active;
                    return;
                }
                let loss = contract.loss.get_or_insert(GivenUp {
                    kind: LossKind::WriteOff,
                    booked_on: today,
                    lost: Amounts::default(),
                    recovered: Amounts::default(),
                });
                *loss.lost.of(component) += 1;
                contract.status = ContractStatus::Terminated;
                let expense = given_up(loss.kind, component);
                booked.post(cause(loss.kind), (expense, Receivables), 1, Some(id));
                let (_, added) = additions.entry(id).or_insert((loss.kind, Amounts::default()));
                *added.of(component) += 1;
            }
            Unit::Contract(place, PartOf::Loss, component) => {
                let contract = &mut self.contracts[place];
                if let Some(loss) = &mut contract.loss {
                    *loss.recovered.of(component) -= 1;
                }
                let from = recovered(component);
                booked.post(Cause::Reversal, (from, to), 1, Some(contract.id));
            }
            Unit::Deposit => {
                self.deposit -= 1;
                booked.post(Cause::Reversal, (CustomerDeposits, to), 1, None);
            }
        }
    }
}

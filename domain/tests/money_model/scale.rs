//! What the model says, in the words of the crate.

use domain::account::ContractId;
use domain::money::{Balance, Money};
use domain::payments::{
    Addition, Effect, Loss, LossKind, Part, PartOf, PayingAccount, PayingContract,
};
use domain::{AccountId, Date};
use jiff::ToSpan as _;

use super::model::{Amounts, Model};
use super::paying::{Record, Reversed, Unit};

/// What a grain is worth in minor units, and which date the first day is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    pub(crate) grain: i64,
    pub(crate) first: Date,
}

impl Scale {
    pub(crate) fn date(&self, day: i64) -> Date {
        self.first.checked_add(day.days()).unwrap()
    }

    pub(crate) fn money(&self, grains: i128) -> Money {
        Money::from_minor(i64::try_from(grains * i128::from(self.grain)).unwrap())
    }

    pub(crate) fn balance(&self, amounts: &Amounts) -> Balance {
        let Amounts { principal, fees, tax } = *amounts;
        let [principal, fees, tax] = [principal, fees, tax].map(|grains| self.money(grains));
        Balance { principal, fees, tax }
    }

    pub(crate) fn account(&self, model: &Model) -> PayingAccount {
        let contracts = model.contracts.iter().map(|contract| PayingContract {
            id: ContractId(contract.id),
            status: contract.status,
            daily_rate: self.money(contract.rate),
            paid: self.money(contract.paid),
            balance: self.balance(&contract.owed),
            loss: contract.loss.map(|loss| Loss {
                kind: loss.kind,
                booked_on: self.date(loss.booked_on),
                lost: self.balance(&loss.lost),
                recovered: self.balance(&loss.recovered),
            }),
        });
        PayingAccount {
            account: AccountId::parse("KE-1").unwrap(),
            state: model.state,
            paid_until: model.paid_until.map(|day| self.date(day)),
            credit: self.money(model.credit),
            deposit: self.money(model.deposit),
            contracts: contracts.collect(),
        }
    }

    /// What a payment did. Units that went to the same part of the same contract follow each other.
    pub(crate) fn effect(&self, model: &Model, record: &Record) -> Effect {
        let mut parts: Vec<(usize, PartOf, Amounts)> = Vec::new();
        let mut deposit = 0;
        for unit in &record.units {
            let Unit::Contract(place, of, component) = *unit else {
                deposit += 1;
                continue;
            };
            match parts.last_mut() {
                Some(last) if (last.0, last.1) == (place, of) => *last.2.of(component) += 1,
                _ => {
                    let mut amounts = Amounts::default();
                    *amounts.of(component) += 1;
                    parts.push((place, of, amounts));
                }
            }
        }
        let part = |(place, of, amounts): &(usize, PartOf, Amounts)| Part {
            contract: ContractId(model.contracts[*place].id),
            of: *of,
            amount: self.balance(amounts),
        };
        Effect {
            parts: parts.iter().map(part).collect(),
            deposit: self.money(deposit),
            days: u32::try_from(record.days).unwrap(),
            credit: self.money(record.credit),
        }
    }

    pub(crate) fn additions(&self, reversed: &Reversed) -> Vec<Addition> {
        let addition = |(id, (kind, amounts)): (&i64, &(LossKind, Amounts))| Addition {
            contract: ContractId(*id),
            kind: *kind,
            amount: self.balance(amounts),
        };
        reversed.additions.iter().map(addition).collect()
    }
}

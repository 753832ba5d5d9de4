//! What a server does with what the crate decides: it keeps it, and reckons nothing.

use std::collections::BTreeMap;

use domain::Date;
use domain::account::{AccountFacts, AccountState, ActiveContract, ContractId, Held, Standing};
use domain::account::{ContractStatus, ProductId, Quantity};
use domain::daily_run::DailyRun;
use domain::money::Balance;
use domain::payments::{Loss, LossKind, PayingAccount};
use domain::repossession::Settlement;

use super::steps::{Opening, PRODUCTS};

/// An account in storage.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) account: PayingAccount,
    pub(crate) defaulted_on: Option<Date>,
    pub(crate) repossession_pending_since: Option<Date>,
    held: BTreeMap<ContractId, Vec<Held>>,
}

impl Server {
    /// The products of an opening, on an account that was brought into the state it is in.
    pub(crate) fn new(opening: &Opening, account: PayingAccount) -> Self {
        let held = |quantities: [u32; 3]| {
            PRODUCTS
                .into_iter()
                .zip(quantities)
                .filter(|(_, quantity)| *quantity > 0)
                .map(|(product, quantity)| Held {
                    product: ProductId(product),
                    quantity: Quantity(quantity),
                })
                .collect()
        };
        let contracts = account.contracts.iter().zip(&opening.contracts);
        Self {
            held: contracts.map(|(one, opening)| (one.id, held(opening.held))).collect(),
            account,
            defaulted_on: None,
            repossession_pending_since: None,
        }
    }

    /// How many of a product are held under an active contract.
    pub(crate) fn held(&self, contract: ContractId, product: ProductId) -> u32 {
        let facts = self.facts().standing.contracts.into_iter().find(|one| one.id == contract);
        let held = facts.and_then(|one| one.held.into_iter().find(|held| held.product == product));
        held.map_or(0, |held| held.quantity.0)
    }

    /// What a repossession and a write-off are decided from.
    pub(crate) fn facts(&self) -> AccountFacts {
        let active =
            self.account.contracts.iter().filter(|one| one.status == ContractStatus::Active);
        let contracts = active.map(|one| ActiveContract {
            id: one.id,
            balance: one.balance,
            held: self.held.get(&one.id).cloned().unwrap_or_default(),
        });
        AccountFacts {
            account: self.account.account.clone(),
            customer: String::new(),
            centre: String::new(),
            failed_attempts: 0,
            standing: Standing {
                collection: None,
                state: self.account.state,
                defaulted_on: self.defaulted_on,
                repossession_pending_since: self.repossession_pending_since,
                contracts: contracts.collect(),
            },
        }
    }

    /// Makes the run of a day, as for a whole portfolio: each of its changes in turn.
    pub(crate) fn run(&mut self, run: DailyRun) {
        for change in run.transitions() {
            let late = self.account.paid_until.is_some_and(|day| day <= change.paid_until_at_most);
            if !late || !change.from.contains(&self.account.state) {
                continue;
            }
            self.account.state = change.to;
            if change.to == AccountState::Defaulted {
                self.defaulted_on = Some(run.date);
            }
            if change.repossession_becomes_pending {
                self.repossession_pending_since.get_or_insert(run.date);
            }
        }
    }

    /// Does what a repossession or a write-off decides.
    pub(crate) fn settle(&mut self, settlement: &Settlement, today: Date) {
        let kind = if settlement.write_off { LossKind::WriteOff } else { LossKind::Repossession };
        for ended in &settlement.contracts {
            self.held.remove(&ended.contract);
            let contracts = &mut self.account.contracts;
            let Some(contract) = contracts.iter_mut().find(|one| one.id == ended.contract) else {
                continue;
            };
            contract.status = settlement.contract_status;
            contract.balance = Balance::default();
            // Also where nothing is lost: what has ended so never becomes active again.
            contract.loss = Some(Loss {
                kind,
                booked_on: today,
                lost: ended.lost,
                recovered: Balance::default(),
            });
        }
        self.account.state = settlement.account_state;
        if settlement.completes_repossession {
            self.repossession_pending_since = None;
        }
    }
}

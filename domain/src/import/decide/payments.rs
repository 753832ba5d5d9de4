//! Payments: judged by the rules of payments, from what accounts owe after everything else of the file.

use std::collections::BTreeMap;

use super::view::{Account, Contract};
use super::{Deciding, Judged, New, none_of, refusal};
use crate::AccountId;
use crate::account::ContractId;
use crate::form::iso_day;
use crate::import::facts::PayingFacts;
use crate::import::outcome::{Reason, RowRefusal, RowResult};
use crate::import::{Field, Kind};
use crate::money::{AllocationOrder, Money};
use crate::payments::{Loss, PayingAccount, PayingContract, PaymentEntry, Refusal, Terms, pay};

/// What payments depend on beside accounts and contracts.
pub(super) struct Paying {
    order: AllocationOrder,
    late_days_forgiven: bool,
    /// What accounts have of earlier payments: what is left for days, and the deposit.
    before: BTreeMap<AccountId, (Money, Money)>,
    losses: BTreeMap<String, Loss>,
    /// Accounts as payments of the rows so far left them.
    now: BTreeMap<AccountId, PayingAccount>,
}

impl Paying {
    pub(super) fn of(facts: PayingFacts) -> Self {
        let PayingFacts { order, late_days_forgiven, accounts, losses } = facts;
        let before = accounts.into_iter().map(|one| (one.account, (one.credit, one.deposit)));
        let losses = losses.into_iter().map(|one| (one.contract, one.loss));
        Self {
            order,
            late_days_forgiven,
            before: before.collect(),
            losses: losses.collect(),
            now: BTreeMap::new(),
        }
    }
}

impl Deciding<'_> {
    pub(super) fn payment(&mut self, entry: PaymentEntry) -> Judged {
        let mut refusals = Vec::new();
        if let Some(recorded) = self.view.payments.get(&entry.id) {
            return if *recorded == entry {
                Ok(RowResult::Same)
            } else {
                Err(vec![refusal(Some(Field::Payment), Reason::PaymentDiffers, entry.id.as_str())])
            };
        }
        if entry.payment.paid_on > self.terms.today {
            let day = iso_day(entry.payment.paid_on);
            refusals.push(refusal(Some(Field::PaidOn), Reason::InTheFuture, &day));
        }
        if !self.view.channels.contains(&entry.payment.channel) {
            let known =
                self.view.channels.iter().map(|channel| channel.code().to_owned()).collect();
            let found = entry.payment.channel.code();
            refusals.push(refusal(Some(Field::Channel), Reason::Unknown { known }, found));
        }
        let paying = self.view.paying.now.remove(&entry.account);
        let Some(account) = paying.or_else(|| self.paying(&entry)) else {
            let reason = self.missing(Kind::Accounts, entry.account.as_str(), None);
            refusals.insert(0, refusal(Some(Field::Account), reason, entry.account.as_str()));
            return Err(refusals);
        };
        let paid = none_of(refusals).and_then(|()| {
            let paid = pay(&account, entry.payment, self.payment_terms());
            paid.map_err(|why| vec![cannot_be_applied(why, &entry)])
        });
        let (account, result) = match paid {
            Ok(paid) => (paid.account, Ok(created(&entry))),
            Err(refusals) => (account, Err(refusals)),
        };
        self.view.paying.now.insert(entry.account.clone(), account);
        if result.is_ok() {
            self.view.new_payments.push(entry.clone());
            self.view.payments.insert(entry.id.clone(), entry);
        }
        result
    }

    /// By what payments are judged.
    pub(super) const fn payment_terms(&self) -> Terms {
        let Paying { order, late_days_forgiven, .. } = self.view.paying;
        Terms { today: self.terms.today, order, late_days_forgiven }
    }

    /// The account of a payment, as the rows before all payments left it.
    fn paying(&self, entry: &PaymentEntry) -> Option<PayingAccount> {
        let account = self.view.accounts.get(&entry.account)?;
        let derived = self.derived_state(account).map(|(state, _)| state);
        let left = self.view.paying.before.get(&entry.account);
        let (credit, deposit) = left.copied().unwrap_or_default();
        Some(PayingAccount {
            account: entry.account.clone(),
            state: derived.unwrap_or(account.now.state),
            paid_until: account.now.paid_until,
            credit,
            deposit,
            contracts: self.paying_contracts(account),
        })
    }

    /// Its contracts, the oldest first.
    fn paying_contracts(&self, account: &Account) -> Vec<PayingContract> {
        let numbers = account.contracts.iter();
        let mut contracts: Vec<&Contract> =
            numbers.filter_map(|number| Some(&**self.view.contracts.get(number)?)).collect();
        // Those that are new are added in the order of their numbers, in which they stand.
        contracts.sort_by_key(|one| (one.now.signed_on, one.place));
        let paying = |(id, one): (i64, &Contract)| PayingContract {
            id: ContractId(id),
            status: one.now.status,
            daily_rate: one.now.daily_rate,
            paid: one.now.paid,
            balance: one.now.balance,
            loss: self.view.paying.losses.get(&one.now.number).copied(),
        };
        (1..).zip(contracts).map(paying).collect()
    }
}

fn created(entry: &PaymentEntry) -> RowResult {
    let mut new = New::default();
    new.text(Field::Account, entry.account.as_str());
    new.text(Field::PaidOn, &iso_day(entry.payment.paid_on));
    new.amount(Field::Amount, entry.payment.amount);
    new.text(Field::Channel, entry.payment.channel.code());
    new.result()
}

/// Why a payment cannot be applied to its account.
fn cannot_be_applied(why: Refusal, entry: &PaymentEntry) -> RowRefusal {
    let account = entry.account.as_str();
    let (field, reason, found) = match why {
        Refusal::NothingToPay => (Field::Account, Reason::NothingToPay, account),
        Refusal::PaidUntilTooLate => (Field::Account, Reason::PaidUntilTooLate, account),
        // What is told of amounts is what stands in the cell.
        Refusal::AmountNotPositive => (Field::Amount, Reason::NotPositive, ""),
        Refusal::AmountTooLarge => (Field::Amount, Reason::TooLarge, ""),
        Refusal::InTheFuture { .. } => (Field::PaidOn, Reason::InTheFuture, ""),
    };
    refusal(Some(field), reason, found)
}

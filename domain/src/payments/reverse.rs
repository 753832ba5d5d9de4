//! Taking a payment back, because its provider did.

use jiff::Span;
use jiff::civil::Date;

use super::{
    Channel, Effect, Loss, LossKind, Part, PartOf, PayingAccount, PayingContract, entries,
};
use crate::account::{AccountState, ContractId, ContractStatus};
use crate::journal::{Cause, Entry, LedgerAccount, Postings};
use crate::money::{Balance, Money};

/// A payment that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reversed {
    /// The account as it stands afterwards.
    pub account: PayingAccount,
    /// What was given up in addition, because the payment had paid a contract that was lost since.
    pub additions: Vec<Addition>,
    /// By how many days the account is paid for shorter; less than nothing where the credit that
    /// comes back buys more at the rate of now.
    pub days: i64,
    /// What is booked.
    pub entries: Vec<Entry>,
}

/// What is given up of a contract in addition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The contract.
    pub contract: ContractId,
    /// How the contract was lost.
    pub kind: LossKind,
    /// How much, by component.
    pub amount: Balance,
}

/// Takes a payment back: undoes what it did to balances, losses, deposit, credit and the day until
/// which the account is paid.
///
/// The state of the account stays, and the next daily run draws the consequence; only an account that
/// has an active contract again is no longer finished. Nothing leads out of written off: what a
/// payment had paid of a contract that was lost since is lost in addition.
///
/// The caller has made sure that the payment was not taken back before. Of what fits no longer, the
/// largest amount that does is kept.
pub fn reverse(
    account: &PayingAccount,
    channel: Channel,
    effect: &Effect,
    today: Date,
) -> Reversed {
    let mut after = account.clone();
    let clearing = LedgerAccount::clearing(channel);
    let mut undone = Postings::default();
    let (mut written_down, mut repossessed) = (Postings::default(), Postings::default());
    let mut additions = Vec::new();
    let written_off = account.is_written_off();
    for part in &effect.parts {
        let Some(contract) = after.contract_mut(part.contract) else { continue };
        match part.of {
            PartOf::Loss => undo_recovery(contract, part, clearing, &mut undone),
            PartOf::Balance => {
                let id = Some(part.contract);
                undone.post(LedgerAccount::Receivables, clearing, part.amount.total(), id);
                let paid = Money::total([part.amount.principal, part.amount.tax]);
                contract.paid = Money::total([contract.paid, paid.negated()]).max(Money::ZERO);
                if let Some(kind) = lost_since(contract, written_off) {
                    lose(contract, kind, &part.amount, today);
                    let given_up = match kind {
                        LossKind::WriteOff => &mut written_down,
                        LossKind::Repossession => &mut repossessed,
                    };
                    given_up.give_up(part.contract, &part.amount, Money::ZERO, kind.expense());
                    additions.push(Addition { contract: part.contract, kind, amount: part.amount });
                } else {
                    contract.balance =
                        contract.balance.checked_add(&part.amount).unwrap_or(contract.balance);
                    contract.status = ContractStatus::Active;
                }
            }
        }
    }
    undone.post(LedgerAccount::CustomerDeposits, clearing, effect.deposit, None);
    after.deposit = Money::total([account.deposit, effect.deposit.negated()]).max(Money::ZERO);
    let days = if written_off { 0 } else { take_days(&mut after, effect) };
    let ended = matches!(account.state, AccountState::Finished | AccountState::Inactive);
    if ended && after.active().next().is_some() {
        after.state = AccountState::Normal;
    }
    let entries = entries([
        Entry::of(Cause::Reversal, undone),
        Entry::of(Cause::Repossession, repossessed),
        Entry::of(Cause::WriteOff, written_down),
    ]);
    Reversed { account: after, additions, days, entries }
}

fn undo_recovery(
    contract: &mut PayingContract,
    part: &Part,
    clearing: LedgerAccount,
    undone: &mut Postings,
) {
    if let Some(loss) = &mut contract.loss {
        loss.recovered = loss.recovered.minus(&part.amount);
    }
    let id = Some(part.contract);
    undone.post(LedgerAccount::RecoveryIncome, clearing, part.amount.without_tax(), id);
    undone.post(LedgerAccount::TaxLiability, clearing, part.amount.tax, id);
}

/// How a contract was lost since it was paid, if it was. What had been paid to the end before the
/// customer was written off is lost with the rest.
fn lost_since(contract: &PayingContract, written_off: bool) -> Option<LossKind> {
    match contract.loss {
        Some(loss) => Some(loss.kind),
        None => written_off.then_some(LossKind::WriteOff),
    }
}

fn lose(contract: &mut PayingContract, kind: LossKind, amount: &Balance, today: Date) {
    let fresh =
        Loss { kind, booked_on: today, lost: Balance::default(), recovered: Balance::default() };
    let loss = contract.loss.get_or_insert(fresh);
    loss.lost = loss.lost.checked_add(amount).unwrap_or(loss.lost);
    contract.status = ContractStatus::Terminated;
}

/// Takes back the days and the credit that a payment gave; says how many days. Where later payments
/// have used the credit, days are taken for it, and credit that is worth a day again is one, at the
/// rate of now.
fn take_days(account: &mut PayingAccount, effect: &Effect) -> i64 {
    let credit = Money::total([account.credit, effect.credit.negated()]).minor();
    let rate = account.daily_rate().minor();
    let given = credit.checked_div_euclid(rate).unwrap_or(0);
    // Without a rate there is nothing to take days at.
    let rest = credit.checked_rem_euclid(rate).unwrap_or(credit.max(0));
    account.credit = Money::from_minor(rest);
    let Some(before) = account.paid_until else { return 0 };
    let days = i64::from(effect.days).saturating_sub(given);
    let span = Span::new().try_days(days).unwrap_or_default();
    let after = before.saturating_sub(span);
    account.paid_until = Some(after);
    days
}

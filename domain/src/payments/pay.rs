//! Applying a payment.

use jiff::Span;
use jiff::civil::Date;

use super::{Effect, LossKind, Part, PartOf, PayingAccount, Payment, Terms, entries};
use crate::account::{AccountState, ContractStatus};
use crate::journal::{Cause, Entry, LedgerAccount, Postings};
use crate::money::{AMOUNT_MAX, Money};

/// A payment that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// The account as it stands afterwards.
    pub account: PayingAccount,
    /// What the payment did.
    pub effect: Effect,
    /// Whether it comes from a customer of whom something was given up: whole or in part, it pays
    /// what was lost, or would if anything were left of that.
    pub recovery: bool,
    /// Whether it is a recovery that was paid before the customer was written off.
    pub before_write_off: bool,
    /// What is booked: one entry, or two where a payment is in part a recovery.
    pub entries: Vec<Entry>,
}

/// Why a payment cannot be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing, or less than nothing.
    AmountNotPositive,
    /// More than [`AMOUNT_MAX`], or more than an account can carry.
    AmountTooLarge,
    /// The account would be paid until a day that the calendar does not have.
    PaidUntilTooLate,
    /// A day that is not there yet.
    InTheFuture {
        /// Today in the company's time zone.
        today: Date,
    },
    /// No contract is active, and nothing was ever given up: everything is paid, or ended, or has
    /// not begun.
    NothingToPay,
}

impl Refusal {
    /// The stable code that the API uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AmountNotPositive => "amount_not_positive",
            Self::AmountTooLarge => "amount_too_large",
            Self::PaidUntilTooLate => "paid_until_too_late",
            Self::InTheFuture { .. } => "in_the_future",
            Self::NothingToPay => "nothing_to_pay",
        }
    }
}

/// Applies a payment to an account.
///
/// # Errors
///
/// The first of what is wrong; nothing wraps, and a refused payment changes nothing.
pub fn pay(account: &PayingAccount, payment: Payment, terms: Terms) -> Result<Paid, Refusal> {
    if payment.amount <= Money::ZERO {
        return Err(Refusal::AmountNotPositive);
    }
    if payment.amount > AMOUNT_MAX {
        return Err(Refusal::AmountTooLarge);
    }
    if payment.paid_on > terms.today {
        return Err(Refusal::InTheFuture { today: terms.today });
    }
    let had_active = account.active().next().is_some();
    if !had_active && account.contracts.iter().all(|contract| contract.loss.is_none()) {
        return Err(Refusal::NothingToPay);
    }
    let mut after = account.clone();
    let mut parts = Vec::new();
    let rest = pay_balances(&mut after, &mut parts, payment.amount, terms)?;
    let deposit = recover(&mut after, &mut parts, rest, terms);
    after.deposit = account.deposit.checked_add(deposit).ok_or(Refusal::AmountTooLarge)?;
    let days = if had_active { buy_days(&mut after, account, payment, terms)? } else { 0 };
    if had_active {
        after.state = state_after(&after, terms.today);
    }
    let recovery = !had_active || parts.iter().any(|part| part.of == PartOf::Loss);
    let written_off_on = account
        .contracts
        .iter()
        .filter_map(|contract| contract.loss)
        .filter(|loss| loss.kind == LossKind::WriteOff)
        .map(|loss| loss.booked_on)
        .min();
    let written_off_later = written_off_on.is_some_and(|day| payment.paid_on < day);
    let entries = book(payment, &parts, deposit, had_active);
    let credit = Money::total([after.credit, account.credit.negated()]);
    Ok(Paid {
        account: after,
        effect: Effect { parts, deposit, days, credit },
        recovery,
        before_write_off: recovery && written_off_later,
        entries,
    })
}

/// Pays what is owed under active contracts, the oldest first; says what is left of the amount. A
/// contract with nothing left is finished.
fn pay_balances(
    account: &mut PayingAccount,
    parts: &mut Vec<Part>,
    amount: Money,
    terms: Terms,
) -> Result<Money, Refusal> {
    let mut rest = amount;
    let active = |status| status == ContractStatus::Active;
    for contract in account.contracts.iter_mut().filter(|one| active(one.status)) {
        let covered = contract.balance.covered_by(rest, terms.order);
        contract.balance = contract.balance.minus(&covered);
        let of_price = Money::total([covered.principal, covered.tax]);
        contract.paid = contract.paid.checked_add(of_price).ok_or(Refusal::AmountTooLarge)?;
        if contract.balance.is_nothing() {
            contract.status = ContractStatus::Finished;
        }
        rest = rest.checked_sub(covered.total()).ok_or(Refusal::AmountTooLarge)?;
        if !covered.is_nothing() {
            parts.push(Part { contract: contract.id, of: PartOf::Balance, amount: covered });
        }
    }
    Ok(rest)
}

/// Pays what was given up, the oldest contract first, at most what is left of that; says what is left
/// of the amount.
fn recover(
    account: &mut PayingAccount,
    parts: &mut Vec<Part>,
    amount: Money,
    terms: Terms,
) -> Money {
    let mut rest = amount;
    for contract in &mut account.contracts {
        let Some(loss) = &mut contract.loss else { continue };
        let covered = loss.left().covered_by(rest, terms.order);
        if covered.is_nothing() {
            continue;
        }
        // It is covered by what was lost, so the sum fits.
        loss.recovered = loss.recovered.checked_add(&covered).unwrap_or(loss.recovered);
        rest = Money::total([rest, covered.total().negated()]);
        parts.push(Part { contract: contract.id, of: PartOf::Loss, amount: covered });
    }
    rest
}

/// Moves the day until which the account is paid by one for each full daily rate, at the rate of
/// before the payment; the remainder stays as credit. Says by how many days it moved.
fn buy_days(
    after: &mut PayingAccount,
    before: &PayingAccount,
    payment: Payment,
    terms: Terms,
) -> Result<u32, Refusal> {
    let rate = before.daily_rate().minor();
    let worth = before.credit.checked_add(payment.amount).ok_or(Refusal::AmountTooLarge)?.minor();
    let (Some(days), Some(credit)) = (worth.checked_div(rate), worth.checked_rem(rate)) else {
        // Without a rate there are no days to buy.
        return Ok(0);
    };
    let from = match before.paid_until {
        None => payment.paid_on,
        // What buys no day forgives none.
        Some(day) if terms.late_days_forgiven && days > 0 => day.max(payment.paid_on),
        Some(day) => day,
    };
    let days = Span::new().try_days(days).map_err(|_| Refusal::PaidUntilTooLate)?;
    let until = from.checked_add(days).map_err(|_| Refusal::PaidUntilTooLate)?;
    after.paid_until = Some(until);
    after.credit = Money::from_minor(credit);
    Ok(crate::bulk_write_off::days_between(before.paid_until.unwrap_or(from), until))
}

fn state_after(account: &PayingAccount, today: Date) -> AccountState {
    if account.active().next().is_none() {
        let terminated =
            account.contracts.iter().any(|one| one.status == ContractStatus::Terminated);
        return if terminated { AccountState::Inactive } else { AccountState::Finished };
    }
    let paid = account.paid_until.is_some_and(|day| day >= today);
    match account.state {
        AccountState::PendingActivation => AccountState::Normal,
        AccountState::Late | AccountState::Defaulted if paid => AccountState::Normal,
        state => state,
    }
}

fn book(payment: Payment, parts: &[Part], deposit: Money, had_active: bool) -> Vec<Entry> {
    let clearing = LedgerAccount::clearing(payment.channel);
    let (mut paid, mut recovered) = (Postings::default(), Postings::default());
    for part in parts {
        let contract = Some(part.contract);
        match part.of {
            PartOf::Balance => {
                paid.post(clearing, LedgerAccount::Receivables, part.amount.total(), contract);
            }
            PartOf::Loss => {
                let income = part.amount.without_tax();
                recovered.post(clearing, LedgerAccount::RecoveryIncome, income, contract);
                recovered.post(clearing, LedgerAccount::TaxLiability, part.amount.tax, contract);
            }
        }
    }
    let to = if had_active { &mut paid } else { &mut recovered };
    to.post(clearing, LedgerAccount::CustomerDeposits, deposit, None);
    entries([Entry::of(Cause::Payment, paid), Entry::of(Cause::Recovery, recovered)])
}

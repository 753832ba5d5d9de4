//! What the log says of payments, and of payments that were taken back.

use domain::account::ContractId;
use domain::audit::{AuditAction, AuditResult};
use domain::money::{Balance, Money};
use domain::payments::{Effect, Paid, PartOf, PayingAccount, PaymentEntry, Reversed};
use serde::Serialize;

use super::event::Event;

#[derive(Debug, Serialize)]
struct PaymentDetail<'a> {
    payment: &'a str,
    paid_on: String,
    amount: Money,
    channel: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    recovery: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    before_write_off: bool,
    parts: Vec<PartDetail>,
    deposit: Money,
    days: i64,
    state: Change<&'static str>,
    paid_until: Change<Option<String>>,
}

#[derive(Debug, Serialize)]
struct PartDetail {
    contract: ContractId,
    of: PartOf,
    amount: Balance,
}

#[derive(Debug, Serialize)]
struct Change<T> {
    before: T,
    after: T,
}

/// The row of a payment. `before` is how the account stood.
pub fn payment(
    entry: &PaymentEntry,
    before: Option<&PayingAccount>,
    paid: &Paid,
) -> Result<Event, serde_json::Error> {
    let detail = PaymentDetail {
        recovery: paid.recovery,
        before_write_off: paid.before_write_off,
        days: i64::from(paid.effect.days),
        ..detail(entry, before.unwrap_or(&paid.account), &paid.account, &paid.effect)
    };
    let event = Event::new(AuditAction::Payment, AuditResult::Done, &detail)?;
    Ok(Event { account: Some(entry.account.clone()), ..event })
}

/// The row of a payment that was taken back.
pub fn reversal(
    entry: &PaymentEntry,
    before: &PayingAccount,
    effect: &Effect,
    reversed: &Reversed,
) -> Result<Event, serde_json::Error> {
    let detail =
        PaymentDetail { days: reversed.days, ..detail(entry, before, &reversed.account, effect) };
    let event = Event::new(AuditAction::PaymentReversal, AuditResult::Done, &detail)?;
    Ok(Event { account: Some(entry.account.clone()), ..event })
}

fn detail<'a>(
    entry: &'a PaymentEntry,
    before: &PayingAccount,
    after: &PayingAccount,
    effect: &Effect,
) -> PaymentDetail<'a> {
    let day = |account: &PayingAccount| account.paid_until.map(|day| day.to_string());
    let parts = effect.parts.iter();
    PaymentDetail {
        payment: entry.id.as_str(),
        paid_on: entry.payment.paid_on.to_string(),
        amount: entry.payment.amount,
        channel: entry.payment.channel.code(),
        recovery: false,
        before_write_off: false,
        parts: parts
            .map(|part| PartDetail { contract: part.contract, of: part.of, amount: part.amount })
            .collect(),
        deposit: effect.deposit,
        days: 0,
        state: Change { before: before.state.code(), after: after.state.code() },
        paid_until: Change { before: day(before), after: day(after) },
    }
}

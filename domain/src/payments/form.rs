//! Reading a payment as it was told: by a provider, in a file, or typed into a form.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Channel, Payment};
use crate::AccountId;
use crate::account_id::trim_blanks;
use crate::api::PaymentRequest;
use crate::form::{self, Fault, FieldFault, Typed};
use crate::money::{AMOUNT_MAX, Money};

/// The longest identifier of a payment: longer than those of banks and operators.
pub const PAYMENT_ID_CHARS_MAX: usize = 64;

/// A payment's identifier: what its provider calls it, or the number of a receipt.
///
/// Guaranteed: 1 to [`PAYMENT_ID_CHARS_MAX`] characters, none of them a control character, no blanks
/// around them. Case matters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PaymentId(String);

/// Not an identifier of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedPaymentId;

impl fmt::Display for MalformedPaymentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an identifier of a payment")
    }
}

impl PaymentId {
    /// Reads an identifier.
    ///
    /// # Errors
    ///
    /// When nothing stands there, more than is kept, or a control character.
    pub fn parse(text: &str) -> Result<Self, MalformedPaymentId> {
        let text = trim_blanks(text);
        let chars = text.chars().count();
        let well_formed =
            (1..=PAYMENT_ID_CHARS_MAX).contains(&chars) && !text.chars().any(char::is_control);
        if well_formed { Ok(Self(text.to_owned())) } else { Err(MalformedPaymentId) }
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PaymentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PaymentId {
    type Error = MalformedPaymentId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<PaymentId> for String {
    fn from(id: PaymentId) -> Self {
        id.0
    }
}

/// A payment with whose and which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentEntry {
    /// What its provider calls it.
    pub id: PaymentId,
    /// Who paid.
    pub account: AccountId,
    /// The payment.
    pub payment: Payment,
}

/// Reads a payment.
///
/// # Errors
///
/// Fields that are wrong, all of them at once. Whether it can be applied is not asked.
pub fn check(id: &Typed, told: &PaymentRequest) -> Result<PaymentEntry, Vec<FieldFault>> {
    let mut reader = form::Reader::default();
    let id = PaymentId::parse(id.as_str()).map_err(|_| Fault::MalformedPaymentId);
    let id = reader.take("/id", id);
    let account = reader.take("/account", account(&told.account));
    let paid_on = reader.take("/paid_on", form::day(&told.paid_on));
    let amount = reader.take("/amount", amount(&told.amount));
    let channel = reader.take("/channel", channel(&told.channel));
    let entry = (|| {
        let payment = Payment { paid_on: paid_on?, amount: amount?, channel: channel? };
        Some(PaymentEntry { id: id?, account: account?, payment })
    })();
    reader.finish(entry)
}

fn account(typed: &Typed) -> Result<AccountId, Fault> {
    if typed.is_blank() {
        return Err(Fault::Missing);
    }
    AccountId::parse(typed.as_str()).map_err(|_| Fault::MalformedAccountId)
}

fn channel(typed: &Typed) -> Result<Channel, Fault> {
    if typed.is_blank() {
        return Err(Fault::Missing);
    }
    Channel::from_code(typed.as_str()).ok_or(Fault::UnknownChannel)
}

/// A whole number of minor units.
fn amount(typed: &Typed) -> Result<Money, Fault> {
    if typed.is_blank() {
        return Err(Fault::Missing);
    }
    let digits = typed.as_str().strip_prefix('-').unwrap_or(typed.as_str());
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::NotAnAmount);
    }
    let minor: i128 = typed.as_str().parse().map_err(|_| Fault::AmountTooLarge)?;
    match i64::try_from(minor) {
        _ if minor <= 0 => Err(Fault::AmountNotPositive),
        Ok(minor) if minor <= AMOUNT_MAX.minor() => Ok(Money::from_minor(minor)),
        _ => Err(Fault::AmountTooLarge),
    }
}

/// The longest note about a recovery.
pub const RECOVERY_NOTE_CHARS_MAX: usize = 500;

/// Reads what was done about a recovery.
///
/// # Errors
///
/// When nothing stands there, or more than is kept.
pub fn recovery_note(note: &Typed) -> Result<String, FieldFault> {
    form::text(note, RECOVERY_NOTE_CHARS_MAX)
        .map_err(|fault| FieldFault { place: "/note".to_owned(), fault })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_said_at_its_field() {
        let told = |account: &str, paid_on: &str, amount: &str, channel: &str| PaymentRequest {
            account: account.into(),
            paid_on: paid_on.into(),
            amount: amount.into(),
            channel: channel.into(),
        };
        let good = told("ke-1", "2026-11-20", "1250", "cash");
        let entry = check(&" QX7 ".into(), &good).unwrap();
        assert_eq!((entry.id.as_str(), entry.account.as_str()), ("QX7", "KE-1"));
        let codes = |id: &str, told: &PaymentRequest| {
            let faults = check(&id.into(), told).unwrap_err();
            faults
                .iter()
                .map(|one| format!("{} {}", one.place, one.fault.code()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            codes("", &told("", "", "", "")),
            [
                "/id malformed_payment_id",
                "/account missing",
                "/paid_on missing",
                "/amount missing",
                "/channel missing"
            ]
        );
        assert_eq!(
            codes("a\u{7}", &told("KE 1", "2026-02-30", "1.5", "cheque")),
            [
                "/id malformed_payment_id",
                "/account malformed_account_id",
                "/paid_on not_a_date",
                "/amount not_an_amount",
                "/channel unknown_channel"
            ]
        );
        for (amount, code) in [
            ("0", "amount_not_positive"),
            ("-5", "amount_not_positive"),
            ("-", "not_an_amount"),
            ("1000000000000", ""),
            ("1000000000001", "amount_too_large"),
            ("9223372036854775808", "amount_too_large"),
            ("100000000000000000000000000000000000000000", "amount_too_large"),
        ] {
            let told = told("KE-1", "2026-11-20", amount, "bank");
            let found = check(&"a".into(), &told).err().map(|faults| faults[0].fault.code());
            assert_eq!(found.unwrap_or_default(), code, "{amount}");
        }
        let long = "é".repeat(PAYMENT_ID_CHARS_MAX);
        assert!(PaymentId::parse(&long).is_ok());
        assert!(PaymentId::parse(&(long + "é")).is_err());
    }
}

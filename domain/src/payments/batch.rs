//! Many payments at once, each on its own: what cannot be applied is refused, the others are not.

use std::collections::BTreeMap;

use super::{Channel, Paid, PayingAccount, PaymentEntry, PaymentId, Refusal, Terms, pay};
use crate::AccountId;

/// The most payments that are taken at once.
pub const BATCH_MAX: usize = 1_000;

/// What becomes of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is applied.
    Applied(Box<Paid>),
    /// It was recorded before, and nothing is done.
    AlreadyRecorded,
    /// It is refused, and nothing is done.
    Refused(RowRefusal),
}

/// Why a payment of a batch is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRefusal {
    /// The company has no such account.
    AccountDoesNotExist,
    /// Its identifier was already used for a payment with another account, day, amount or channel.
    IdReused,
    /// The company takes no payments in this way.
    ChannelOff,
    /// It cannot be applied to the account.
    Payment(Refusal),
}

impl RowRefusal {
    /// The stable code that the API uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AccountDoesNotExist => "account_does_not_exist",
            Self::IdReused => "id_reused",
            Self::ChannelOff => "channel_off",
            Self::Payment(refusal) => refusal.code(),
        }
    }

    /// The field that it is about.
    pub const fn place(self) -> &'static str {
        match self {
            Self::IdReused => "/id",
            Self::ChannelOff => "/channel",
            Self::AccountDoesNotExist
            | Self::Payment(Refusal::NothingToPay | Refusal::PaidUntilTooLate) => "/account",
            Self::Payment(Refusal::InTheFuture { .. }) => "/paid_on",
            Self::Payment(Refusal::AmountNotPositive | Refusal::AmountTooLarge) => "/amount",
        }
    }
}

/// Decides about payments one after the other, each from what those before it left.
///
/// `recorded` are those that were recorded before under the same identifiers, `accounts` the accounts
/// that they are for, as far as the company has them, `channels` the ways in which it takes payments
/// now. What was recorded before stays recorded, whatever its channel.
pub fn decide(
    payments: &[PaymentEntry],
    mut recorded: BTreeMap<PaymentId, PaymentEntry>,
    mut accounts: BTreeMap<AccountId, PayingAccount>,
    channels: &[Channel],
    terms: Terms,
) -> Vec<Outcome> {
    payments
        .iter()
        .map(|entry| {
            if let Some(before) = recorded.get(&entry.id) {
                return if before == entry {
                    Outcome::AlreadyRecorded
                } else {
                    Outcome::Refused(RowRefusal::IdReused)
                };
            }
            if !channels.contains(&entry.payment.channel) {
                return Outcome::Refused(RowRefusal::ChannelOff);
            }
            let Some(account) = accounts.get_mut(&entry.account) else {
                return Outcome::Refused(RowRefusal::AccountDoesNotExist);
            };
            match pay(account, entry.payment, terms) {
                Ok(paid) => {
                    account.clone_from(&paid.account);
                    recorded.insert(entry.id.clone(), entry.clone());
                    Outcome::Applied(Box::new(paid))
                }
                Err(refusal) => Outcome::Refused(RowRefusal::Payment(refusal)),
            }
        })
        .collect()
}

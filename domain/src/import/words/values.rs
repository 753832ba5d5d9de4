//! Values of changes, as people write them.

use crate::account::{ContractStatus, customer_class_name};
use crate::csv_file;
use crate::import::Field;
use crate::language::Language;
use crate::money::{Currency, Money};
use crate::payments::{self, Channel};
use crate::role::Role;

/// A value of a change as people write it: an amount in units of the currency, the name of a role or a
/// status. What is no such value stands as it is.
pub fn value(field: Field, raw: &str, currency: &Currency, language: Language) -> String {
    if let Some(name) = code_name(field, raw, language) {
        return name.to_owned();
    }
    let minor = raw.parse().ok().filter(|_| field.is_amount());
    minor.map_or_else(
        || raw.to_owned(),
        |minor| csv_file::amount(Money::from_minor(minor), currency.minor_digits, language),
    )
}

/// What a code of a field is called.
pub(super) fn code_name(field: Field, code: &str, language: Language) -> Option<&'static str> {
    match field {
        Field::Role => Role::from_code(code).map(|role| role.name_in(language)),
        Field::Status => ContractStatus::from_code(code).map(|one| one.name_in(language)),
        Field::Class => customer_class_name(code, language),
        Field::Channel => {
            Channel::from_code(code).map(|one| payments::words::channel(one, language))
        }
        _ => None,
    }
}

impl Field {
    /// Whether it is a day: changes tell it as `2026-11-28`.
    pub const fn is_day(self) -> bool {
        matches!(self, Self::PaidUntil | Self::DefaultedOn | Self::SignedOn | Self::PaidOn)
    }

    /// Whether it is an amount: changes tell it in minor units.
    pub const fn is_amount(self) -> bool {
        matches!(
            self,
            Self::ValueAsNew
                | Self::ValueUsed
                | Self::ValueDamaged
                | Self::ValueUnusable
                | Self::Price
                | Self::DailyRate
                | Self::Paid
                | Self::Principal
                | Self::Fees
                | Self::Tax
                | Self::Amount
        )
    }
}

//! Amounts of money.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount: a whole number of the currency's minor unit.
///
/// Which currency is said once a company, never a row.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of that many minor units.
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// The sum, or none where it would not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The sum of many, held at the largest amount there is.
    ///
    /// Two thousand accounts of the largest balance that storage admits do not come near it.
    pub fn total(amounts: impl IntoIterator<Item = Self>) -> Self {
        Self(amounts.into_iter().fold(0_i64, |sum, amount| sum.saturating_add(amount.0)))
    }
}

/// A currency, and how many digits its minor unit takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// ISO 4217 code, for example `KES`.
    pub code: String,
    /// Digits after the decimal mark, 0 to 4: 2 for KES, 0 for RWF.
    pub minor_digits: u8,
}

/// The largest number of digits that a minor unit takes anywhere (ISO 4217).
pub const MINOR_DIGITS_MAX: u8 = 4;

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

/// What a customer owes, by component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Balance {
    /// The price of the products, as far as it is unpaid.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub principal: Money,
    /// Fees.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub fees: Money,
    /// Tax that becomes due as the customer pays.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub tax: Money,
}

impl Balance {
    /// Everything that is owed.
    pub fn total(&self) -> Money {
        Money::total([self.principal, self.fees, self.tax])
    }

    /// The sum of many balances, component by component.
    pub fn sum<'a>(balances: impl IntoIterator<Item = &'a Self>) -> Self {
        balances.into_iter().fold(Self::default(), |sum, balance| Self {
            principal: Money::total([sum.principal, balance.principal]),
            fees: Money::total([sum.fees, balance.fees]),
            tax: Money::total([sum.tax, balance.tax]),
        })
    }
}

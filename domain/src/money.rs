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

    /// The difference, or none where it would not fit.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The same amount with the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// The sum of many, held at the largest amount there is.
    ///
    /// A million contracts of the largest balance do not come near it ([`AMOUNT_MAX`]).
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

/// The largest amount that is taken from outside: 10^12 minor units, ten billion shillings.
///
/// A million contracts that each owe it as principal, as fees and as tax owe 3 · 10^18 together, which fits
/// an `i64` three times: no sum over a company's contracts overflows. It fits the numbers of JSON, too.
pub const AMOUNT_MAX: Money = Money::from_minor(1_000_000_000_000);

/// A part of what a customer owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// The price of the products.
    Principal,
    /// Fees.
    Fees,
    /// Tax that becomes due as the customer pays.
    Tax,
}

impl Component {
    /// Every component.
    pub const ALL: [Self; 3] = [Self::Principal, Self::Fees, Self::Tax];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Fees => "fees",
            Self::Tax => "tax",
        }
    }
}

/// In which order a payment is applied to the components of a balance: each of them once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AllocationOrder([Component; 3]);

impl TryFrom<String> for AllocationOrder {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not the components in an order, as `fees,tax,principal`")
    }
}

impl From<AllocationOrder> for String {
    fn from(order: AllocationOrder) -> Self {
        order.to_string()
    }
}

impl AllocationOrder {
    /// The order of a company that has chosen none: fees, tax, principal.
    pub const DEFAULT: Self = Self([Component::Fees, Component::Tax, Component::Principal]);

    /// What the value of returned products covers: principal first, then fees. Tax is not covered,
    /// and comes last only to complete the order.
    pub const OF_RETURNED_PRODUCTS: Self =
        Self([Component::Principal, Component::Fees, Component::Tax]);

    /// The order of a text such as `fees,tax,principal`, or none where it does not name each
    /// component once.
    pub fn parse(text: &str) -> Option<Self> {
        let mut named = text
            .split(',')
            .map(|code| Component::ALL.into_iter().find(|component| component.code() == code));
        let order = [named.next()??, named.next()??, named.next()??];
        let once = Component::ALL.iter().all(|component| order.contains(component));
        (once && named.next().is_none()).then_some(Self(order))
    }

    /// The components, the first to be paid first.
    pub const fn components(self) -> [Component; 3] {
        self.0
    }
}

impl Default for AllocationOrder {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for AllocationOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second, third] = self.0;
        write!(f, "{},{},{}", first.code(), second.code(), third.code())
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

    /// Whether nothing is owed.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Principal and fees: what is the company's own. Tax is owed on.
    pub fn without_tax(&self) -> Money {
        Money::total([self.principal, self.fees])
    }

    /// The amount of a component.
    pub const fn get(&self, component: Component) -> Money {
        match component {
            Component::Principal => self.principal,
            Component::Fees => self.fees,
            Component::Tax => self.tax,
        }
    }

    const fn get_mut(&mut self, component: Component) -> &mut Money {
        match component {
            Component::Principal => &mut self.principal,
            Component::Fees => &mut self.fees,
            Component::Tax => &mut self.tax,
        }
    }

    /// The sum, component by component, or none where it would not fit.
    #[must_use]
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        Some(Self {
            principal: self.principal.checked_add(other.principal)?,
            fees: self.fees.checked_add(other.fees)?,
            tax: self.tax.checked_add(other.tax)?,
        })
    }

    /// What is left after that much of each component. The caller takes no more than there is.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let less = |one: Money, by: Money| Money(one.0.saturating_sub(by.0));
        Self {
            principal: less(self.principal, other.principal),
            fees: less(self.fees, other.fees),
            tax: less(self.tax, other.tax),
        }
    }

    /// As much of it as an amount covers, component by component in that order. What is owed is
    /// never negative, nor is the amount.
    #[must_use]
    pub fn covered_by(&self, amount: Money, order: AllocationOrder) -> Self {
        let mut covered = Self::default();
        let mut rest = amount;
        for component in order.components() {
            let part = self.get(component).min(rest);
            *covered.get_mut(component) = part;
            rest = Money(rest.0.saturating_sub(part.0));
        }
        covered
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_names_each_component_once() {
        for text in ["fees,tax,principal", "principal,fees,tax", "tax,principal,fees"] {
            assert_eq!(AllocationOrder::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "fees", "fees,tax", "fees,fees,tax", "fees,tax,principal,fees", "a,b,c"] {
            assert_eq!(AllocationOrder::parse(text), None, "{text:?}");
        }
        assert_eq!(AllocationOrder::DEFAULT.to_string(), "fees,tax,principal");
    }

    #[test]
    fn a_million_contracts_of_the_largest_balance_can_be_added_up() {
        let most = Balance { principal: AMOUNT_MAX, fees: AMOUNT_MAX, tax: AMOUNT_MAX };
        let sum = most.total().minor().checked_mul(1_000_000);
        assert_eq!(sum, Some(3_000_000_000_000_000_000));
    }

    #[test]
    fn an_amount_covers_components_in_their_order() {
        let owed = Balance {
            principal: Money::from_minor(5_000),
            fees: Money::from_minor(200),
            tax: Money::from_minor(800),
        };
        let covered = |amount, order| {
            let covered = owed.covered_by(Money::from_minor(amount), order);
            [covered.principal, covered.fees, covered.tax].map(Money::minor)
        };
        assert_eq!(covered(1_250, AllocationOrder::DEFAULT), [250, 200, 800]);
        assert_eq!(covered(100, AllocationOrder::DEFAULT), [0, 100, 0]);
        assert_eq!(covered(0, AllocationOrder::DEFAULT), [0, 0, 0]);
        assert_eq!(covered(9_000, AllocationOrder::DEFAULT), [5_000, 200, 800]);
        assert_eq!(covered(5_100, AllocationOrder::OF_RETURNED_PRODUCTS), [5_000, 100, 0]);
    }
}

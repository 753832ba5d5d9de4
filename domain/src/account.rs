//! Accounts, contracts, and what is known of an account when it is judged.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::AccountId;
use crate::language::Language;
use crate::money::{Balance, Money};

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Signed up, nothing handed over yet.
    PendingActivation,
    /// Paid up.
    Normal,
    /// Past the day until which it is paid.
    Late,
    /// Late for the company's threshold of consecutive days.
    Defaulted,
    /// Everything is paid.
    Finished,
    /// No active contract.
    Inactive,
}

impl AccountState {
    /// Every state, in the order of an account's life.
    pub const ALL: [Self; 6] = [
        Self::PendingActivation,
        Self::Normal,
        Self::Late,
        Self::Defaulted,
        Self::Finished,
        Self::Inactive,
    ];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PendingActivation => "pending_activation",
            Self::Normal => "normal",
            Self::Late => "late",
            Self::Defaulted => "defaulted",
            Self::Finished => "finished",
            Self::Inactive => "inactive",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Where a contract stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContractStatus {
    /// Being written.
    Draft,
    /// In force: the only status whose products and balance a write-off touches.
    Active,
    /// Paid to the end.
    Finished,
    /// Ended by a repossession or a write-off.
    Terminated,
    /// Ended before it began.
    Cancelled,
    /// Never valid.
    Void,
}

impl ContractStatus {
    /// Every status, in the order of a contract's life.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Active, Self::Finished, Self::Terminated, Self::Cancelled, Self::Void];

    /// The stable code that storage and the API use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Finished => "finished",
            Self::Terminated => "terminated",
            Self::Cancelled => "cancelled",
            Self::Void => "void",
        }
    }

    /// The status of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// What it is called.
    pub const fn name_in(self, language: Language) -> &'static str {
        let (english, french) = match self {
            Self::Draft => ("Draft", "Brouillon"),
            Self::Active => ("Active", "Actif"),
            Self::Finished => ("Finished", "Terminé"),
            Self::Terminated => ("Terminated", "Résilié"),
            Self::Cancelled => ("Cancelled", "Annulé"),
            Self::Void => ("Void", "Nul"),
        };
        match language {
            Language::En => english,
            Language::Fr => french,
        }
    }
}

/// The classes of customers: the code, and what it is called in English and in French.
pub const CUSTOMER_CLASSES: [(&str, &str, &str); 3] = [
    ("residential", "Residential", "Résidentiel"),
    ("business", "Business", "Entreprise"),
    ("institution", "Institution", "Institution"),
];

/// What a customer's class is called; none where there is no such class.
pub fn customer_class_name(code: &str, language: Language) -> Option<&'static str> {
    let (_, english, french) = CUSTOMER_CLASSES.iter().find(|(one, ..)| *one == code)?;
    Some(match language {
        Language::En => english,
        Language::Fr => french,
    })
}

/// A contract's number within the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContractId(pub i64);

/// A product's number within the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProductId(pub i64);

/// How many of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(pub u32);

impl Quantity {
    /// The sum of many, held at the largest number there is.
    pub fn total(quantities: impl IntoIterator<Item = Self>) -> Self {
        Self(quantities.into_iter().fold(0_u32, |sum, one| sum.saturating_add(one.0)))
    }
}

/// A product at the customer's, under one contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// Which product.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub product: ProductId,
    /// How many; storage lists no product of which none is held.
    #[cfg_attr(feature = "openapi", schema(value_type = u32))]
    pub quantity: Quantity,
}

/// An active contract, as far as a write-off needs to know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActiveContract {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub id: ContractId,
    /// What is owed under it.
    pub balance: Balance,
    /// What the customer holds under it, by product.
    pub held: Vec<Held>,
}

/// Everything about an account that a write-off, or the start of a process, depends on, and nothing
/// else: if it is still the same, what the person saw is still true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The account's state.
    pub state: AccountState,
    /// The day of the latest default, in the company's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub defaulted_on: Option<Date>,
    /// The day of the default that caused the repossession which is pending, if one is.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub repossession_pending_since: Option<Date>,
    /// The active contracts, by number.
    pub contracts: Vec<ActiveContract>,
    /// What starting a write-off process depends on besides; only where one may be started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection: Option<Collection>,
}

/// What the start of a write-off process depends on besides what is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// The first day on which a process may be opened, where the account is held.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    #[serde(with = "crate::day::optional", default)]
    pub held_until: Option<Date>,
    /// The customer's class: `residential`, `business` or `institution`.
    pub customer_class: String,
    /// What the company holds of the customer.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub deposit: Money,
    /// The active contracts, by number.
    pub contracts: Vec<ContractCollection>,
}

/// How what is owed under a contract is collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContractCollection {
    /// The contract.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub id: ContractId,
    /// The code of its write-off debt class.
    pub debt_class: String,
    /// The number of the process in which it is active, if it is in one.
    pub process: Option<i64>,
}

impl Standing {
    /// What is owed under the active contracts.
    pub fn balance(&self) -> Balance {
        Balance::sum(self.contracts.iter().map(|contract| &contract.balance))
    }

    /// What is owed in all.
    pub fn outstanding(&self) -> Money {
        outstanding(&self.contracts)
    }
}

/// What an account owes: the sum of the balances of its active contracts. What is left of a contract
/// that has ended is in the journal.
pub fn outstanding(contracts: &[ActiveContract]) -> Money {
    Balance::sum(contracts.iter().map(|contract| &contract.balance)).total()
}

/// An account as it stands in storage at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountFacts {
    /// The account's identifier.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// The customer's name.
    pub customer: String,
    /// The fulfilment centre that the account belongs to.
    pub centre: String,
    /// How many attempts at a repossession have failed since the latest default.
    pub failed_attempts: u32,
    /// What a write-off depends on.
    pub standing: Standing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_owes_the_balances_of_its_active_contracts() {
        let contract = |id, principal, fees, tax| ActiveContract {
            id: ContractId(id),
            balance: Balance {
                principal: Money::from_minor(principal),
                fees: Money::from_minor(fees),
                tax: Money::from_minor(tax),
            },
            held: Vec::new(),
        };
        assert_eq!(outstanding(&[]), Money::ZERO);
        let owed = outstanding(&[contract(1, 100, 5, 8), contract(2, 40, 0, 1)]);
        assert_eq!(owed, Money::from_minor(154));
    }
}

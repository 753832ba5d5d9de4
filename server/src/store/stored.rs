//! Stored texts as what they stand for. The schema keeps anything else out.

use domain::AccountId;
use domain::account::AccountState;
use domain::money::{Balance, Money};
use domain::role::Role;

use super::StoreError;

/// A role by its code.
pub(super) fn role(code: &str) -> Result<Role, StoreError> {
    Role::from_code(code).ok_or_else(|| StoreError::Unreadable(format!("role `{code}`")))
}

/// An account ID.
pub(super) fn account(text: &str) -> Result<AccountId, StoreError> {
    AccountId::parse(text)
        .map_err(|error| StoreError::Unreadable(format!("account `{text}`: {error}")))
}

/// An account's state by its code.
pub(super) fn account_state(code: &str) -> Result<AccountState, StoreError> {
    AccountState::from_code(code)
        .ok_or_else(|| StoreError::Unreadable(format!("account state `{code}`")))
}

/// A text that the schema should have kept out.
pub(super) fn unreadable(what: &str, text: &str) -> StoreError {
    StoreError::Unreadable(format!("{what} `{text}`"))
}

/// A balance by its components.
pub(super) const fn balance(principal: i64, fees: i64, tax: i64) -> Balance {
    Balance {
        principal: Money::from_minor(principal),
        fees: Money::from_minor(fees),
        tax: Money::from_minor(tax),
    }
}

//! Stored texts as what they stand for. The schema keeps anything else out.

use domain::AccountId;
use domain::account::AccountState;
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

//! Accounts: finding one, and everything about it.

mod account;
mod search;

pub(crate) use account::AccountPage;
pub(crate) use search::{AccountStatusPage, SearchFields};

//! `/api/accounts`.

mod account;
mod search;

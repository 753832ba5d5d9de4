//! The tests that every database must pass.

mod accounts;
mod actions;
mod audit;
mod bulk_write_off;
mod contradictions;
mod failed_attempts;
mod headers;
mod health;
mod notifications;
mod page;
mod permissions;
mod problems;
pub(crate) mod repossession;
mod session;
mod store;
pub(crate) mod support;

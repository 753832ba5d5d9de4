//! The tests that every database must pass.

mod audit;
mod bulk_write_off;
mod headers;
mod health;
mod notifications;
mod page;
mod permissions;
mod problems;
mod session;
mod store;
pub(crate) mod support;

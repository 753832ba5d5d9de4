//! The server over HTTP: a real one on a free port, with a real database file.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

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
mod support;

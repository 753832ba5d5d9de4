//! The server over HTTP: a real one on a free port, with a real database file.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod database;
mod on_sqlite;
#[path = "suite.rs"]
mod suite;

pub(crate) use suite::support;

//! Operating the server: its commands and the real program, as those who run it use them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod audit_verify;
mod backup;
mod hledger;
mod imports;
mod memory;
mod metrics;
mod people;
#[path = "../postgres/mod.rs"]
mod postgres;
mod proxies;
mod stop;
mod support;
mod tls;
mod verify;

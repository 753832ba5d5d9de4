//! The server over HTTP, as in `api`, on a real cluster of `PostgreSQL`; and what only several
//! servers on one database can show.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod commands;
mod connections;
mod database;
mod migrations;
#[path = "../postgres/mod.rs"]
mod postgres;
mod roles;
mod same_schema;
mod several_servers;
#[path = "../api/suite.rs"]
mod suite;

pub(crate) use suite::support;

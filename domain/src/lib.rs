//! The rules of Writeoff, stated once and compiled twice: natively into the server and to wasm
//! into the page.
//!
//! Everything here is a function of its arguments: no clock, no I/O, no randomness, no floating
//! point, no order that differs between runs. What depends on the day takes the day.

pub mod account;
pub mod account_id;
pub mod api;
pub mod audit;
pub mod bulk_write_off;
mod day;
pub mod language;
pub mod money;
pub mod role;
pub mod upload;
pub mod write_off;

pub use account_id::AccountId;
pub use jiff::civil::Date;

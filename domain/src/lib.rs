//! The rules of Writeoff, stated once and compiled twice: natively into the server and to wasm
//! into the page.
//!
//! Everything here is a function of its arguments: no clock, no I/O, no randomness, no floating
//! point, no order that differs between runs. What depends on the day takes the day.

#![warn(missing_docs)]

pub mod account;
pub mod account_history;
pub mod account_id;
pub mod accounts;
pub mod actions;
pub mod api;
pub mod audit;
pub mod bulk_write_off;
pub mod company_settings;
mod csv_file;
pub mod currency;
pub mod daily_run;
pub mod day;
pub mod failed_attempt;
pub mod figures;
pub mod form;
pub mod import;
pub mod journal;
pub mod language;
pub mod money;
pub mod one_line;
pub mod page_address;
pub mod payments;
pub mod people;
pub mod reports;
pub mod repossession;
pub mod role;
pub mod set_up;
pub mod staff;
pub mod upload;
pub mod write_off;
pub mod write_off_process;

pub use account_id::AccountId;
pub use jiff::civil::Date;

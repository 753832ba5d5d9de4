//! The server of Writeoff: authenticates, loads, asks [`domain`], stores in one transaction.

pub mod api;
mod app_state;
pub mod audit;
pub mod backup;
mod bulk_write_off;
pub mod check;
pub mod client_address;
pub mod clock;
pub mod demo;
pub mod fault_points;
mod health;
pub mod hex;
mod http;
pub mod ids;
mod metrics;
pub mod migrate;
mod notifications;
pub mod page;
mod router;
pub mod serve;
pub mod sign_in;
pub mod stopping;
pub mod store;
pub mod user_add;
pub mod verify;

//! The tests that every database must pass.

mod accounts;
mod actions;
mod audit;
mod bulk_write_off;
mod contradictions;
mod daily_run;
mod failed_attempts;
mod headers;
mod health;
mod journal;
mod money_histories;
mod notifications;
mod page;
mod payments;
mod permissions;
mod problems;
mod process_histories;
mod process_runs;
mod processes;
mod recoveries;
mod reports;
pub(crate) mod repossession;
mod session;
mod store;
pub(crate) mod support;

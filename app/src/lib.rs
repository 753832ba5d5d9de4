//! The page of Writeoff: shows, asks, and calls `domain` and the server.
//!
//! A folder a feature, named after what people do. What a screen is in and what may be pressed is
//! plain Rust that native tests drive; components only show it.

// Tests render views, whose types are deep.
#![cfg_attr(test, recursion_limit = "256")]
#![expect(unreachable_pub, reason = "the component macro gives each component public properties")]

use leptos::prelude::*;

mod accounts;
mod actions;
mod api;
mod audit;
mod browser;
mod bulk_write_off;
mod bulk_write_offs;
mod company_settings;
mod components;
mod daily_runs;
mod failed_attempts;
mod i18n;
mod imports;
mod journal;
mod listing;
mod navigation;
mod notifications;
mod payments;
mod people;
mod profile;
mod query;
mod recording;
mod recoveries;
mod reports;
mod repossession;
mod routes;
mod session;
mod set_up;
mod shell;
mod sign_in;
mod start;
mod submission;
mod turn;
mod write_off_processes;
mod write_off_settings;

pub use shell::parts;

/// Starts the main page in the document that loaded it. Its parts come by `load`.
pub fn start(load: parts::Load) {
    browser::watch_steps();
    leptos::mount::mount_to_body(move || view! { <shell::App load/> });
    browser::end_first_screen();
}

/// Starts the sign-in page in the document that loaded it.
///
/// The linker leaves out of each program what only the other one calls. So what this one reaches
/// is worth watching: `cargo xtask bench` weighs it.
pub fn start_sign_in() {
    leptos::mount::mount_to_body(sign_in::SignInPage);
    browser::end_first_screen();
}

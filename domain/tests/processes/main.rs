//! The rules of write-off processes: the worked examples, the table of rules, and each part alone.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

mod activating;
#[path = "../booked/mod.rs"]
mod booked;
mod examples;
mod fixture;
mod forms;
mod monitoring;
mod process_rules;
mod schedule;
mod settings;
mod starting_many;
mod words;
